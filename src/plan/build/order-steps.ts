import type { Column } from '../../records/schema.js';
import { isOrdered } from '../../records/value-order.js';
import type { PlanNode, SortKey } from '../node.js';
import { checkReads, checkUnique, columnNamed } from './columns.js';

/** One row for each combination of values of some columns. */
export function distinct(input: PlanNode, keys: readonly string[]): PlanNode {
  const columns = keys.map((name) => columnNamed('distinct', input.columns, name));
  checkUnique('distinct', keys);
  for (const { name, type } of columns)
    if (type === 'dynamic') throw new Error(`distinct: the column ${JSON.stringify(name)} is dynamic`);
  return Object.freeze({ kind: 'distinct', input, keys, columns });
}

/** The rows in an order. */
export function sort(input: PlanNode, keys: readonly SortKey[]): PlanNode {
  checkKeys('sort', input, keys);
  return Object.freeze({ kind: 'sort', input, keys, columns: input.columns });
}

/** The first rows of an order. */
export function top(input: PlanNode, count: number, key: SortKey): PlanNode {
  checkCount('top', count);
  checkKeys('top', input, [key]);
  return Object.freeze({ kind: 'top', input, count, keys: [key], columns: input.columns });
}

/** So many rows, whichever. */
export function take(input: PlanNode, count: number): PlanNode {
  checkCount('take', count);
  return Object.freeze({ kind: 'take', input, count, columns: input.columns });
}

/** One row with the number of rows, in the column `Count`. */
export const count = (input: PlanNode): PlanNode =>
  Object.freeze({ kind: 'count', input, columns: countColumns });

const countColumns: readonly Column[] = [{ name: 'Count', type: 'long' }];

function checkKeys(step: string, input: PlanNode, keys: readonly SortKey[]): void {
  for (const { expression } of keys) {
    checkReads(step, input, expression);
    if (!isOrdered(expression.type)) throw new Error(`${step}: ${expression.type} values have no order`);
  }
}

function checkCount(step: string, count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${step}: ${count} is no number of rows`);
}
