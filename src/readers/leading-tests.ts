import type { Instant } from '../records/instant.js';
import type { ColumnTest, ScanRequest } from '../records/scan.js';
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

/** The leading tests of a scan, column by column: a record for which they leave no alternative is not wanted. */
export interface LeadingTests {
  readonly all: Alternatives;
  /** The alternatives that want only the first of the records with the same values in some columns, by their indexes in the request. */
  readonly once: readonly { readonly bit: Alternatives; readonly columns: readonly number[] }[];
  /** By the column's index in the request, 1 where an unreadable cell counts for a record that these alternatives want. */
  readonly counted: (left: Alternatives) => Uint8Array;
  /** By the column's index in the request; only of columns of which anything is asked. */
  readonly columns: ReadonlyMap<number, ColumnTests>;
}

/** Arranges the leading tests of a scan by column. */
export function leadingTests({ columns, wanted, once }: ScanRequest): LeadingTests {
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
        : [{ bit: bitOf(alternative), columns: names.map((name) => indexOf.get(name)!) }],
    );
  const all = union(wanted.keys());
  return { all, columns: byColumn, once: firsts, counted: countedColumns(columns.length, all, firsts) };
}

/** A record that is wanted as the first of its like, and for nothing else, is looked at only in the columns that make it so. */
function countedColumns(
  width: number,
  all: Alternatives,
  once: LeadingTests['once'],
): LeadingTests['counted'] {
  const others = once.reduce((rest, { bit }) => rest & ~bit, all);
  const every = new Uint8Array(width).fill(1);
  const known = new Map<Alternatives, Uint8Array>();
  return (left) => {
    if ((left & others) !== 0) return every;
    let counted = known.get(left);
    if (counted === undefined) {
      counted = new Uint8Array(width);
      for (const { bit, columns } of once)
        if ((left & bit) !== 0) for (const index of columns) counted[index] = 1;
      known.set(left, counted);
    }
    return counted;
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
