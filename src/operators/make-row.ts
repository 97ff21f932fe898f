import type { Origin, Row } from '../records/row.js';
import type { Value } from '../records/value.js';
import type { RowValue } from './row-value.js';

/** A row while it is being made. */
export type OpenRow = [origin: Origin, ...values: Value[]];

/** An open row of a width, to be copied: a copy has its final size from the beginning. */
export const blankRow = (width: number): OpenRow => [[], ...new Array<null>(width).fill(null)];

const none: RowValue = () => null;

/** Makes rows of the same origin of values that stand in slots or are computed. */
export function rowOf(places: readonly (number | RowValue)[]): (row: Row) => Row {
  const blank = blankRow(places.length);
  const slots = Int32Array.from(places, (place) => (typeof place === 'number' ? place : -1));
  const values = places.map((place) => (typeof place === 'number' ? none : place));
  return (row) => {
    const made = blank.slice() as OpenRow;
    made[0] = row[0];
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      made[i + 1] = slot >= 0 ? row[slot]! : values[i]!(row);
    }
    return made;
  };
}
