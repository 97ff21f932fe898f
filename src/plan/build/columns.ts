import type { Column } from '../../records/schema.js';
import type { ExpressionNode } from '../expression.js';
import type { NamedExpression, PlanNode } from '../node.js';
import { columnNodesIn } from '../walk.js';

/** The column of a name; throws, naming the step that asks, when there is none. */
export function columnNamed(step: string, columns: readonly Column[], name: string): Column {
  const column = columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`${step}: there is no column ${JSON.stringify(name)}`);
  return column;
}

/** Throws, naming the step, when a name stands twice among those of its result. */
export function checkUnique(step: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new Error(`${step}: the column ${JSON.stringify(name)} would be there twice`);
    seen.add(name);
  }
}

/** Throws, naming the step, when an expression reads a column that the input lacks or has with another type. */
export function checkReads(step: string, input: PlanNode, expression: ExpressionNode): void {
  for (const column of columnNodesIn(expression)) {
    const { name, type } = columnNamed(step, input.columns, column.name);
    if (type !== column.type)
      throw new Error(`${step}: the column ${JSON.stringify(name)} is ${type}, not ${column.type}`);
  }
}

/** The columns that named expressions make; throws, naming the step, when one does not fit the input or two have one name. */
export function columnsMade(step: string, input: PlanNode, made: readonly NamedExpression[]): Column[] {
  for (const { expression } of made) checkReads(step, input, expression);
  checkUnique(
    step,
    made.map(({ name }) => name),
  );
  return made.map(({ name, expression }) => ({ name, type: expression.type }));
}

/** A name as it is, or with the first number from 1 that makes it free; the name is then taken. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 1; taken.has(free); number++) free = `${name}${number}`;
  taken.add(free);
  return free;
}
