import { rowOf } from '../operators/make-row.js';
import { MapRows } from '../operators/map.js';
import type { RowValue } from '../operators/row-value.js';
import { Union } from '../operators/union.js';
import type { EvaluationContext } from '../plan/function.js';
import type { NamedExpression, PlanNode } from '../plan/node.js';
import type { Row } from '../records/row.js';
import { missing, type Value } from '../records/value.js';
import { compileExpression } from './compile-expression.js';
import { layoutBeside, layoutOf, placeOf } from './layout.js';
import type { Step } from './step.js';

type NodeOf<Kind extends PlanNode['kind']> = Extract<PlanNode, { kind: Kind }>;

/** A step of named expressions. Its rows are those of the input: what is computed of them is computed for whoever asks, once for each row. */
export function compileProject(
  projected: readonly NamedExpression[],
  input: Step,
  context: EvaluationContext,
): Step {
  const columns = projected.flatMap(({ name, expression }) =>
    expression.kind === 'column' ? [{ name, from: expression.name }] : [],
  );
  const values = new Map(
    projected.flatMap(({ name, expression }) =>
      expression.kind === 'column'
        ? []
        : [[name, onceARow(compileExpression(expression, input.layout, context))] as const],
    ),
  );
  return {
    layout: layoutBeside(input.layout, columns, values),
    connect: (next) => input.connect(next),
  };
}

/** A value that is computed once for a row, however often in a row it is asked for. */
function onceARow(value: RowValue): RowValue {
  let last: Row | null = null;
  let known: Value = null;
  return (row) => {
    if (row !== last) {
      known = value(row);
      last = row;
    }
    return known;
  };
}

/** The wanted columns of `extend`: those it adds, and those of the input that it does not replace. */
export function extended(node: NodeOf<'extend'>, wanted: ReadonlySet<string>): readonly NamedExpression[] {
  const added = new Map(node.added.map((column) => [column.name, column]));
  return node.columns
    .filter(({ name }) => wanted.has(name))
    .map(({ name, type }) => added.get(name) ?? { name, expression: { kind: 'column', name, type } });
}

/** The wanted columns of `project-rename` under the names they have in the input. */
export function renamedFrom(node: NodeOf<'project-rename'>, wanted: ReadonlySet<string>) {
  const from = new Map(node.renamed.map((column) => [column.name, column.from]));
  return [...wanted].map((name) => ({ name, from: from.get(name) ?? name }));
}

/** The rows of all inputs, with missing values where an input lacks a column. */
export function compileUnion(
  node: NodeOf<'union'>,
  wanted: ReadonlySet<string>,
  inputs: readonly Step[],
): Step {
  const columns = node.columns.filter(({ name }) => wanted.has(name));
  return {
    layout: layoutOf(columns.map(({ name }) => name)),
    connect(next) {
      const union = new Union(inputs.length, next);
      inputs.forEach((input, i) => {
        const values = columns.map(({ type, from }): number | RowValue => {
          const name = from[i] ?? null;
          const none = missing(type);
          return name === null ? () => none : placeOf(input.layout, name);
        });
        input.connect(new MapRows(rowOf(values), union));
      });
    },
  };
}
