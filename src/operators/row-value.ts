import type { Row } from '../records/row.js';
import type { Value } from '../records/value.js';

/** Computes one value from a row. */
export type RowValue = (row: Row) => Value;

/** The value in a slot. */
export const inSlot =
  (slot: number): RowValue =>
  (row) =>
    row[slot] as Value;
