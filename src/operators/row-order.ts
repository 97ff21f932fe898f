import type { Row } from '../records/row.js';
import type { Value } from '../records/value.js';
import { compareValues } from '../records/value-order.js';
import type { RowValue } from './row-value.js';

/** Says which of two rows comes first: negative when `a` does, 0 when it does not matter. */
export type RowOrder = (a: Row, b: Row) => number;

/** A key of `sort`. `nulls` says where null goes, whatever the order. */
export interface RowSortKey {
  readonly value: RowValue;
  readonly order: 'asc' | 'desc';
  readonly nulls: 'first' | 'last';
}

/** Orders rows by the values in some slots, the first slot first, ascending. */
export function orderBySlots(slots: readonly number[]): RowOrder {
  return (a, b) => {
    for (const slot of slots) {
      const order = compareValues(a[slot] as Value, b[slot] as Value);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Orders values as `sort by` does. NaN stands beside null's usual place: before all numbers ascending, after them descending. */
export function orderOfValues({ order, nulls }: Pick<RowSortKey, 'order' | 'nulls'>) {
  return (left: Value, right: Value): number => {
    if (left === right) return 0;
    if (left === null || right === null) return (left === null) === (nulls === 'first') ? -1 : 1;
    const compared = compareValues(left, right);
    return order === 'asc' ? compared : -compared;
  };
}

/** Orders rows as `sort by` does. */
export function orderByKeys(keys: readonly RowSortKey[]): RowOrder {
  const orders = keys.map((key) => ({ value: key.value, compare: orderOfValues(key) }));
  return (a, b) => {
    for (const { value, compare } of orders) {
      const compared = compare(value(a), value(b));
      if (compared !== 0) return compared;
    }
    return 0;
  };
}

/** Orders rows by the first order, and those that it leaves equal by the second. */
export const thenBy =
  (first: RowOrder, second: RowOrder): RowOrder =>
  (a, b) =>
    first(a, b) || second(a, b);
