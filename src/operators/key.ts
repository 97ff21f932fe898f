import type { Row } from '../records/row.js';
import type { Value } from '../records/value.js';
import type { RowValue } from './row-value.js';

/** What rows are grouped and joined by: equal keys are the same to a `Map`. */
export type Key = string | number | bigint | boolean | null;

/**
 * The key of a row over some values. Two rows have equal keys exactly when all their values are equal, letter case included;
 * `''` is a value like any other, and so is null: KQL leaves open whether null keys join, and in practice they do, as they group.
 */
export function keyOf(values: readonly RowValue[]): (row: Row) => Key {
  const last = values.at(-1);
  if (last === undefined) return () => null;
  if (values.length === 1) return last as (row: Row) => Key;
  const [first, ...others] = values.slice(0, -1) as [RowValue, ...RowValue[]];
  if (others.length === 0) return (row) => part(first(row)) + last(row);
  return (row) => {
    let key = part(first(row));
    for (const value of others) key += part(value(row));
    return key + last(row);
  };
}

/** Text may hold any separator, so each part says how long it is. */
function part(value: Value): string {
  const text = String(value);
  return text.length + ':' + text;
}
