import { AssertionError } from 'node:assert';
import type { ReplayedRecords, WrittenRow } from './replay-records.js';

/** Throws an AssertionError unless the detection gave a row with these values, other rows aside; any row when none is given. */
export const assertFires = (result: ReplayedRecords, row?: WrittenRow): void =>
  assertNull(fires(result, row), result, row ?? 'a row');

/** Throws an AssertionError unless the detection gave no row. */
export const assertStaysQuiet = (result: ReplayedRecords): void => assertNull(staysQuiet(result), result, []);

/** Throws an AssertionError unless the detection gave these rows and no others, in any order; each by some or all of its columns. */
export const assertReturnsRows = (result: ReplayedRecords, rows: readonly WrittenRow[]): void =>
  assertNull(returnsRows(result, rows), result, rows);

/** Why a detection did not give such a row; null when it did. */
export const fires = (result: ReplayedRecords, row?: WrittenRow): string | null =>
  result.failure(row === undefined ? [] : [row], { atLeast: 1 });

/** Why a detection was not quiet; null when it was. */
export const staysQuiet = (result: ReplayedRecords): string | null => result.failure([], 'none');

/** Why a detection gave other rows; null when it gave these. */
export const returnsRows = (result: ReplayedRecords, rows: readonly WrittenRow[]): string | null =>
  result.failure(rows, rows.length === 0 ? 'none' : { exactly: rows.length });

function assertNull(failure: string | null, { rows }: ReplayedRecords, expected: unknown): void {
  if (failure !== null) throw new AssertionError({ message: failure, actual: rows, expected });
}
