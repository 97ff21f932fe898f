import { formatDuration, type Instant, parseDuration } from '../records/instant.js';
import { lengthOf } from '../records/length-of-time.js';
import type { Column } from '../records/schema.js';
import type { Refusals } from './refusals.js';
import { type Checked, checkedCell, unknownColumn } from './test-columns.js';

/** Some columns of a row that is expected: values in the JSON form of a result, by column name. */
export type ExpectedRow = ReadonlyMap<string, unknown>;

/** How many rows are expected in all. */
export type RowCount = { readonly exactly: number } | { readonly atLeast: number };

/** What a test expects of a detection. */
export type Expectation =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'fires'; readonly rows: readonly ExpectedRow[]; readonly count: RowCount };

/**
 * An expected row as somebody wrote it, checked against the columns of the result; times are taken from the clock.
 * Throws what `refuse` makes of a wrong column or value.
 */
export function expectedRow(
  written: { readonly [column: string]: unknown },
  columns: readonly Column[],
  now: Instant | null,
  refuse: Refusals<string>,
): ExpectedRow {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const cells = Object.entries(written).map(([name, value]) => {
    const column = byName.get(name);
    if (column === undefined)
      throw refuse.field(
        name,
        `${unknownColumn(name, byName.keys(), ' in the result')} It has ${[...byName.keys()].join(', ')}`,
      );
    const checked = expectedCell(column, value, now);
    if ('wanted' in checked) throw refuse.value(name, checked.wanted);
    return [name, checked.value] as const;
  });
  return new Map(cells);
}

function expectedCell({ type }: Column, written: unknown, now: Instant | null): Checked {
  if (written === null) return type === 'string' ? { wanted: 'text: the empty one is ""' } : { value: null };
  if (type === 'timespan') {
    const span = typeof written === 'string' ? (parseDuration(written) ?? lengthOf(written)) : null;
    return span === null
      ? { wanted: 'a timespan, such as 00:09:59.9999999 or 9m59.9999999s' }
      : { value: formatDuration(span) };
  }
  return checkedCell(type, written, now);
}
