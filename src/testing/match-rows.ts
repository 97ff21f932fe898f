import { isDeepStrictEqual } from 'node:util';
import type { Column } from '../records/schema.js';
import type { Expectation, ExpectedRow } from './expectation.js';

/** A row of a result: values in the JSON form of the result, by column name. */
export type ActualRow = { readonly [column: string]: string | number | boolean | null };

/** A column in which a row is not as expected. */
export interface Difference {
  readonly column: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** An expected row that is not there. */
export interface MissingRow {
  readonly expected: ExpectedRow;
  /** The row that comes nearest, and how it differs; null when there is none. */
  readonly nearest: { readonly row: ActualRow; readonly differences: readonly Difference[] } | null;
}

/** What a result lacks of what was expected, and has besides. */
export interface Mismatch {
  readonly missing: readonly MissingRow[];
  /** Rows that nobody expected, where their number matters. */
  readonly unexpected: readonly ActualRow[];
  /** How many rows were expected and there are, where that does not fit. */
  readonly count: { readonly expected: string; readonly actual: number } | null;
}

/** Holds the rows of a result against what is expected of them; null when all is well. Each expected row needs a row of its own. */
export function mismatchOf(
  expectation: Expectation,
  rows: readonly ActualRow[],
  columns: readonly Column[],
): Mismatch | null {
  if (expectation.kind === 'quiet')
    return rows.length === 0
      ? null
      : { missing: [], unexpected: rows, count: { expected: 'none', actual: rows.length } };
  const { rows: expected, count } = expectation;
  const dynamic = new Set(columns.filter(({ type }) => type === 'dynamic').map(({ name }) => name));
  const differences = (one: ExpectedRow, row: ActualRow) => differencesOf(one, row, dynamic);
  const partners = pair(expected, rows, (one, row) => differences(one, row).length === 0);
  const free = rows.filter((_, i) => !partners.includes(i));
  const missing = expected
    .filter((_, i) => partners[i] === null)
    .map(
      (one): MissingRow => ({
        expected: one,
        nearest: nearestRow(one, free.length > 0 ? free : rows, differences),
      }),
    );
  const fits = 'exactly' in count ? rows.length === count.exactly : rows.length >= count.atLeast;
  if (missing.length === 0 && fits) return null;
  return {
    missing,
    unexpected: 'exactly' in count && expected.length === count.exactly ? free : [],
    count: fits
      ? null
      : {
          expected: 'exactly' in count ? `exactly ${count.exactly}` : `at least ${count.atLeast}`,
          actual: rows.length,
        },
  };
}

function differencesOf(
  expected: ExpectedRow,
  row: ActualRow,
  dynamic: ReadonlySet<string>,
): readonly Difference[] {
  return [...expected].flatMap(([column, value]) => {
    const actual = row[column];
    return sameCell(value, actual, dynamic.has(column)) ? [] : [{ column, expected: value, actual }];
  });
}

/** A dynamic value is JSON text in a result; the order of its keys does not count. */
function sameCell(expected: unknown, actual: unknown, isDynamic: boolean): boolean {
  if (expected === actual) return true;
  if (!isDynamic || typeof actual !== 'string') return false;
  const parsed = (text: unknown): unknown => {
    try {
      return JSON.parse(String(text));
    } catch {
      return text;
    }
  };
  return isDeepStrictEqual(typeof expected === 'string' ? parsed(expected) : expected, parsed(actual));
}

function nearestRow(
  expected: ExpectedRow,
  rows: readonly ActualRow[],
  differences: (expected: ExpectedRow, row: ActualRow) => readonly Difference[],
): MissingRow['nearest'] {
  let nearest: MissingRow['nearest'] = null;
  for (const row of rows) {
    const found = differences(expected, row);
    if (nearest === null || found.length < nearest.differences.length) nearest = { row, differences: found };
  }
  return nearest;
}

/** Gives each of some things a partner of its own that fits, for as many as can be; the partner's index, or null. */
function pair<A, B>(
  ones: readonly A[],
  others: readonly B[],
  fits: (one: A, other: B) => boolean,
): readonly (number | null)[] {
  const fitting = ones.map((one) => others.flatMap((other, i) => (fits(one, other) ? [i] : [])));
  const taker: (number | null)[] = others.map(() => null);
  // An augmenting path: whoever holds a wanted partner looks for another one.
  const place = (one: number, tried: Set<number>): boolean => {
    for (const other of fitting[one]!) {
      if (tried.has(other)) continue;
      tried.add(other);
      if (taker[other] === null || place(taker[other]!, tried)) {
        taker[other] = one;
        return true;
      }
    }
    return false;
  };
  ones.forEach((_, one) => void place(one, new Set()));
  const partners: (number | null)[] = ones.map(() => null);
  taker.forEach((one, other) => {
    if (one !== null) partners[one] = other;
  });
  return partners;
}
