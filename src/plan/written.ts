import type { Columns } from '../records/schema.js';
import { type JoinKey, join, lookup } from './build/join.js';
import type { ColumnName } from './build/row-steps.js';
import { extend, project, projectRename, renamedColumn, where } from './build/row-steps.js';
import { type Aggregate, type ArgExtreme, summarize } from './build/summarize.js';
import type { ArgExtremeOf, By, On } from './clauses.js';
import type { JoinKind, NamedExpression, PlanNode, SortKey } from './node.js';
import { infixNode, type RightSide } from './op.js';
import type { ConditionOperator } from './operator-types.js';
import type { Named, NamedAggregates, RowOf } from './query-types.js';
import { columnOf, rowOf } from './row-columns.js';
import { call, nodeOf, type Operand } from './typed-expression.js';

// Each function makes the step of what an author wrote, whose types the query has checked; what it throws names the step.

type FromRow<C extends Columns, Result> = (row: RowOf<C>) => Result;

/** `where(row => ...)`, `where('Resource', 'isnotempty')`, `where('OperationName', '==', 'VaultPatch')`. */
export function whereWritten(input: PlanNode, [first, operator, value]: readonly unknown[]): PlanNode {
  if (typeof first === 'function') {
    const test = first as FromRow<Columns, Operand>;
    return where(
      input,
      inStep('where', () => nodeOf(test(rowOf('where', input)))),
    );
  }
  const column = columnOf('where', input, first as string);
  const test = inStep(`where ${JSON.stringify(first)}`, () =>
    value === undefined
      ? call(operator as string, column).node
      : infixNode(column, operator as ConditionOperator, value as RightSide),
  );
  return where(input, test);
}

/** `extend(row => ({ ... }))`. */
export const extendWritten = <C extends Columns>(input: PlanNode, columns: FromRow<C, Named>): PlanNode =>
  extend(input, namedBy('extend', input, columns));

/** `project('A', 'New = Old')` or `project(row => ({ ... }))`. */
export function projectWritten<C extends Columns>(
  input: PlanNode,
  columns: readonly (string | FromRow<C, Named>)[],
): PlanNode {
  const [first] = columns;
  return project(
    input,
    typeof first === 'function'
      ? namedBy('project', input, first)
      : columns.map((column) => renamedColumn('project', input, columnNameOf(column as string))),
  );
}

/** `projectRename('New = Old')`. */
export const projectRenameWritten = (input: PlanNode, columns: readonly string[]): PlanNode =>
  projectRename(input, columns.map(columnNameOf));

/** `summarize(argMax(...), by(...), row => ({ ... }))`, the last where there are aggregates beside it, or `summarize(row => ({ ... }), by(...))`. */
export function summarizeWritten<C extends Columns>(
  input: PlanNode,
  aggregates: ArgExtremeOf<string, string> | FromRow<C, NamedAggregates>,
  keys: By<C, string, Named> | undefined,
  beside: FromRow<C, NamedAggregates> = () => ({}),
): PlanNode {
  const byName = (keys?.names ?? []).map((name) => ({
    name,
    expression: columnOf('summarize', input, name).node,
  }));
  const by = [...byName, ...namedBy('summarize', input, keys?.expressions ?? (() => ({})))];
  const made =
    typeof aggregates === 'function'
      ? aggregatesBy(input, aggregates)
      : [argExtreme(input, aggregates), ...aggregatesBy(input, beside)];
  return inStep('summarize', () => summarize(input, made, by));
}

/** `join('inner', right, on(...))`. */
export const joinWritten = (
  left: PlanNode,
  kind: JoinKind,
  right: PlanNode,
  { on }: On<string | JoinKey>,
): PlanNode => join(left, kind, right, pairsOf(on));

/** `lookup(right, on(...))`. */
export const lookupWritten = (left: PlanNode, right: PlanNode, { on }: On<string | JoinKey>): PlanNode =>
  lookup(left, right, pairsOf(on));

const pairsOf = (keys: readonly (string | JoinKey)[]): readonly JoinKey[] =>
  keys.map((key) => (typeof key === 'string' ? { left: key, right: key } : key));

/** `'TimeGenerated'`, `'TimeGenerated asc'`, `'Count desc nulls first'`, as keys of `sort` or `top`. */
export function sortKeyWritten(step: string, input: PlanNode, text: string): SortKey {
  const [, column = '', direction, nulls] =
    /^(.*?)(?: (asc|desc))?(?: nulls (first|last))?$/s.exec(text) ?? [];
  const order = direction === 'asc' ? 'asc' : 'desc';
  return {
    expression: columnOf(step, input, column).node,
    order,
    nulls: (nulls as 'first' | 'last' | undefined) ?? (order === 'asc' ? 'first' : 'last'),
  };
}

function namedBy<C extends Columns>(
  step: string,
  input: PlanNode,
  columns: FromRow<C, Named>,
): readonly NamedExpression[] {
  return inStep(step, () =>
    Object.entries(columns(rowOf(step, input))).map(([name, operand]) => ({
      name,
      expression: nodeOf(operand),
    })),
  );
}

function aggregatesBy<C extends Columns>(
  input: PlanNode,
  aggregates: FromRow<C, NamedAggregates>,
): readonly Aggregate[] {
  const named = inStep('summarize', () => Object.entries(aggregates(rowOf('summarize', input))));
  return named.map(([name, made]) => ({ name, function: made.aggregate, arguments: made.arguments }));
}

const argExtreme = (input: PlanNode, written: ArgExtremeOf<string, string>): ArgExtreme => ({
  name: null,
  function: written.function,
  of: columnOf('summarize', input, written.of).node,
  columns: written.kept.includes('*') ? '*' : written.kept,
});

function columnNameOf(projection: string): ColumnName {
  const at = projection.indexOf(' = ');
  return at < 0
    ? { name: projection, from: projection }
    : { name: projection.slice(0, at), from: projection.slice(at + 3) };
}

function inStep<T>(step: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Error) || error.message.startsWith(step)) throw error;
    throw new Error(`${step}: ${error.message}`, { cause: error });
  }
}
