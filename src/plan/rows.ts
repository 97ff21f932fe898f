import type { Columns } from '../records/schema.js';
import type { KqlType } from '../records/value.js';
import { columnNamed } from './build/columns.js';
import { columnNode } from './build/expressions.js';
import type { ColumnName } from './build/row-steps.js';
import type { Aggregate, ArgExtreme } from './build/summarize.js';
import type { ArgExtremeOf } from './clauses.js';
import type { NamedExpression, PlanNode, SortKey } from './node.js';
import type { Named, NamedAggregates, RowOf } from './query-types.js';
import { type Expression, expression, nodeOf } from './typed-expression.js';

/** A column of a node as an expression; throws, naming the step that asks, when there is none. */
export const columnOf = (step: string, input: PlanNode, name: string): Expression<KqlType> =>
  expression(columnNode(name, columnNamed(step, input.columns, name).type));

/** The columns of a node as properties; asking for one that is not there throws, naming the step. */
export const rowOf = <C extends Columns>(step: string, input: PlanNode): RowOf<C> =>
  new Proxy(Object.create(null) as RowOf<C>, {
    get: (_, name) => columnOf(step, input, String(name)),
  });

/** What an author wrote as an object of named operands. */
export const namedExpressions = (named: Named): readonly NamedExpression[] =>
  Object.entries(named).map(([name, operand]) => ({ name, expression: nodeOf(operand) }));

/** What an author wrote as an object of named aggregates. */
export const namedAggregates = (named: NamedAggregates): readonly Aggregate[] =>
  Object.entries(named).map(([name, { aggregate, arguments: operands }]) => ({
    name,
    function: aggregate,
    arguments: operands,
  }));

/** What an author wrote as `argMax('TimeGenerated', '*')`. */
export const argExtreme = (input: PlanNode, written: ArgExtremeOf<string, string>): ArgExtreme => ({
  name: null,
  function: written.function,
  of: columnOf(written.function, input, written.of).node,
  columns: written.kept.includes('*') ? '*' : written.kept,
});

/** Reads `'Resource'` or `'VaultName = Resource'`. */
export function columnNameOf(projection: string): ColumnName {
  const at = projection.indexOf(' = ');
  return at < 0
    ? { name: projection, from: projection }
    : { name: projection.slice(0, at), from: projection.slice(at + 3) };
}

/** Reads `'TimeGenerated'`, `'TimeGenerated asc'`, `'Count desc nulls first'`. */
export function sortKeyOf(step: string, input: PlanNode, text: string): SortKey {
  const [, column = '', direction = ' desc', nulls] =
    /^(.*?)( asc| desc)?(?: nulls (first|last))?$/s.exec(text) ?? [];
  const order = direction === ' asc' ? 'asc' : 'desc';
  return {
    expression: columnOf(step, input, column).node,
    order,
    nulls: (nulls as 'first' | 'last' | undefined) ?? (order === 'asc' ? 'first' : 'last'),
  };
}
