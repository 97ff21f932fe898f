import type { Instant } from '../records/instant.js';
import type { ColumnTest, OnceColumn, ScanRequest } from '../records/scan.js';
import type { Value } from '../records/value.js';
import { valueTest } from './column-test.js';

/** A set of alternatives of a scan's leading tests, one bit each. */
export type Alternatives = number;

/** How many bits there are. The last one stands for all alternatives that have none of their own. */
const bitCount = 31;

/** What the alternatives ask of one column. */
export interface ColumnTests {
  /** The alternatives that a value leaves; those that ask nothing of the column are among them. */
  readonly left: (value: Value) => Alternatives;
  /** Whether it is asked only that there is something. */
  readonly onlyFilled: boolean;
}

/** A column in which records have to differ, or the stretches of its times. */
export interface OnceIndex {
  readonly index: number;
  /** How many ticks a stretch of time has; null where each value counts by itself. */
  readonly every: number | null;
}

const onceIndex = (once: OnceColumn, indexes: ReadonlyMap<string, number>): OnceIndex =>
  typeof once === 'string'
    ? { index: indexes.get(once)!, every: null }
    : { index: indexes.get(once.column)!, every: once.every };

/** The leading tests of a scan, column by column: a record for which they leave no alternative is not wanted. */
export interface LeadingTests {
  readonly all: Alternatives;
  /** The alternatives that want only the first of the records with the same values in some columns, by their indexes in the request. */
  readonly once: readonly { readonly bit: Alternatives; readonly columns: readonly OnceIndex[] }[];
  /** The indexes of the columns, beside those that are always read, that are read of a record that meets the tests of these alternatives. */
  readonly read: (met: Alternatives) => readonly number[];
  /** By the column's index in the request; only of columns of which anything is asked. */
  readonly columns: ReadonlyMap<number, ColumnTests>;
}

/** Arranges the leading tests of a scan by column. */
export function leadingTests(request: ScanRequest): LeadingTests {
  const { columns, wanted, once } = request;
  const byColumn = new Map<number, ColumnTests>();
  for (const [index, { name }] of columns.entries()) {
    const asked = wanted.map((tests) => tests.filter(({ column }) => column === name));
    if (asked.some((tests) => tests.length > 0)) byColumn.set(index, columnTests(asked));
  }
  const indexOf = new Map(columns.map(({ name }, index) => [name, index]));
  const firsts = [...wanted.keys()]
    .map((alternative) => ({ alternative, names: once?.[alternative] ?? null }))
    // The last bit may stand for several alternatives.
    .flatMap(({ alternative, names }) =>
      names === null || alternative >= bitCount - 1
        ? []
        : [{ bit: bitOf(alternative), columns: names.map((once) => onceIndex(once, indexOf)) }],
    );
  const all = union(wanted.keys());
  return { all, columns: byColumn, once: firsts, read: columnsRead(request, [...byColumn.keys()]) };
}

/** Of a record that is pushed the tested columns are read as well: whoever does not want it must be able to see why. */
function columnsRead(
  { columns, always, needed }: ScanRequest,
  tested: readonly number[],
): LeadingTests['read'] {
  const others = [...columns.keys()].filter((index) => index >= always);
  if (needed === undefined) return () => others;
  const known = new Map<Alternatives, readonly number[]>();
  return (met) => {
    let read = known.get(met);
    if (read === undefined) {
      const names = new Set(
        needed.flatMap((asked, alternative) => ((met & bitOf(alternative)) !== 0 ? asked : [])),
      );
      read = others.filter((index) => names.has(columns[index]!.name) || tested.includes(index));
      known.set(met, read);
    }
    return read;
  };
}

/** What each alternative asks of one column. */
function columnTests(asked: readonly (readonly ColumnTest[])[]): ColumnTests {
  const others = union([...asked.keys()].filter((alternative) => asked[alternative]!.length === 0));
  const asking = [...asked.entries()]
    .filter(([, tests]) => tests.length > 0)
    .map(([alternative, tests]) => ({ bit: bitOf(alternative), holds: tests.map(valueTest) }));
  const left = (value: Value): Alternatives => {
    let rest = others;
    for (const { bit, holds } of asking) if (holds.every((test) => test(value))) rest |= bit;
    return rest;
  };
  const limits = asked
    .flat()
    .flatMap((test) => ('value' in test && typeof test.value !== 'string' ? [test.value] : []));
  return {
    left: limits.length > 0 ? betweenLimits(left, limits) : left,
    onlyFilled: asked.flat().every(({ op }) => op === 'isnotempty'),
  };
}

/** Asks anew only when a time passes one of the limits that tests name, which times in a row seldom do. */
function betweenLimits(left: ColumnTests['left'], limits: readonly Instant[]): ColumnTests['left'] {
  let above: number | bigint = 0;
  let below: number | bigint = 0;
  let known: Alternatives = 0;
  return (value) => {
    const time = value as Instant | null;
    if (time === null) return left(null);
    if (time > above && time < below) return known;
    above = Number.NEGATIVE_INFINITY;
    below = Number.POSITIVE_INFINITY;
    for (const limit of limits) {
      // At a limit itself nothing is known of the times beside it.
      if (limit <= time && limit > above) above = limit;
      if (limit >= time && limit < below) below = limit;
    }
    known = left(time);
    return known;
  };
}

const bitOf = (alternative: number): Alternatives => 1 << Math.min(alternative, bitCount - 1);

const union = (alternatives: Iterable<number>): Alternatives => {
  let all = 0;
  for (const alternative of alternatives) all |= bitOf(alternative);
  return all;
};
