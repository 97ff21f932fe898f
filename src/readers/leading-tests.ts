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
  /** Whether a record for which they leave some alternative is wanted for certain. */
  readonly exact: boolean;
  /** By the column's index in the request; only of columns of which anything is asked. */
  readonly columns: ReadonlyMap<number, ColumnTests>;
}

/** Arranges the leading tests of a scan by column. */
export function leadingTests({ columns, wanted }: ScanRequest): LeadingTests {
  const byColumn = new Map<number, ColumnTests>();
  for (const [index, { name }] of columns.entries()) {
    const asked = wanted.map((tests) => tests.filter(({ column }) => column === name));
    if (asked.some((tests) => tests.length > 0)) byColumn.set(index, columnTests(asked));
  }
  return { all: union(wanted.keys()), exact: wanted.length <= bitCount, columns: byColumn };
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
