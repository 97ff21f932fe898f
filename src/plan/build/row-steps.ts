import type { Column, Table } from '../../records/schema.js';
import type { ExpressionNode } from '../expression.js';
import type { NamedExpression, PlanNode } from '../node.js';
import { checkReads, checkUnique, columnNamed, columnsMade } from './columns.js';
import { columnNode } from './expressions.js';

/**
 * Where `extend` puts a column whose name is there already. The documentation of KQL says at the end;
 * Microsoft's own binder leaves it in its place.
 */
const extendedColumn = 'at the end' as 'at the end' | 'in its place';

/** All records of a table, with its known columns and those declared besides. */
export function scan(table: Table, declared: readonly Column[]): PlanNode {
  const known = Object.entries(table.columns).map(([name, type]) => ({ name, type }));
  const columns = [...known, ...declared];
  checkUnique(
    'declare',
    columns.map(({ name }) => name),
  );
  return Object.freeze({ kind: 'scan', table: table.name, columns });
}

/** The rows for which a condition is true. */
export function where(input: PlanNode, test: ExpressionNode): PlanNode {
  checkReads('where', input, test);
  if (test.type !== 'bool') throw new Error(`where: the condition is ${test.type}, not bool`);
  return Object.freeze({ kind: 'where', input, test, columns: input.columns });
}

/** The rows with further columns; a column of the same name is replaced. */
export function extend(input: PlanNode, added: readonly NamedExpression[]): PlanNode {
  const made = columnsMade('extend', input, added);
  const byName = new Map(made.map((column) => [column.name, column]));
  const columns =
    extendedColumn === 'at the end'
      ? [...input.columns.filter(({ name }) => !byName.has(name)), ...made]
      : [
          ...input.columns.map((column) => byName.get(column.name) ?? column),
          ...made.filter(({ name }) => !input.columns.some((column) => column.name === name)),
        ];
  return Object.freeze({ kind: 'extend', input, added, columns });
}

/** The rows with these columns alone. */
export const project = (input: PlanNode, projected: readonly NamedExpression[]): PlanNode =>
  Object.freeze({ kind: 'project', input, projected, columns: columnsMade('project', input, projected) });

/** A column of the input under a name, for `project`. */
export const renamedColumn = (
  step: string,
  input: PlanNode,
  { name, from }: ColumnName,
): NamedExpression => ({
  name,
  expression: columnNode(from, columnNamed(step, input.columns, from).type),
});

/** The name that a column gets and the one it has. */
export interface ColumnName {
  readonly name: string;
  readonly from: string;
}

/** The rows with some columns renamed in their places. A new name must not be there already. */
export function projectRename(input: PlanNode, renamed: readonly ColumnName[]): PlanNode {
  const step = 'project-rename';
  for (const { from } of renamed) columnNamed(step, input.columns, from);
  checkUnique(
    step,
    renamed.map(({ from }) => from),
  );
  checkUnique(step, [...input.columns.map(({ name }) => name), ...renamed.map(({ name }) => name)]);
  const names = new Map(renamed.map(({ name, from }) => [from, name]));
  const columns = input.columns.map(({ name, type }) => ({ name: names.get(name) ?? name, type }));
  return Object.freeze({ kind: 'project-rename', input, renamed, columns });
}

/** The rows without some columns. */
export function projectAway(input: PlanNode, dropped: readonly string[]): PlanNode {
  for (const name of dropped) columnNamed('project-away', input.columns, name);
  const columns = input.columns.filter(({ name }) => !dropped.includes(name));
  return Object.freeze({ kind: 'project-away', input, dropped, columns });
}

/** The rows with some columns first and the rest after them in their order. */
export function projectReorder(input: PlanNode, first: readonly string[]): PlanNode {
  const step = 'project-reorder';
  checkUnique(step, first);
  const front = first.map((name) => columnNamed(step, input.columns, name));
  const columns = [...front, ...input.columns.filter(({ name }) => !first.includes(name))];
  return Object.freeze({ kind: 'project-reorder', input, first, columns });
}
