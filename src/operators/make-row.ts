import type { Origin, Row } from '../records/row.js';
import type { Value } from '../records/value.js';
import type { RowValue } from './row-value.js';

/** A row while it is being made. */
export type OpenRow = [origin: Origin, ...values: Value[]];

/** An open row of a width, to be copied: a copy has its final size from the beginning. */
export const blankRow = (width: number): OpenRow => [[], ...new Array<null>(width).fill(null)];

/** Makes rows of the same origin from the values in some slots, followed by computed ones. */
export function rowOf(slots: readonly number[], computed: readonly RowValue[]): (row: Row) => Row {
  const blank = blankRow(slots.length + computed.length);
  return (row) => {
    const made = blank.slice() as OpenRow;
    made[0] = row[0];
    let at = 1;
    for (let i = 0; i < slots.length; i++) made[at++] = row[slots[i]!]!;
    for (let i = 0; i < computed.length; i++) made[at++] = computed[i]!(row);
    return made;
  };
}
