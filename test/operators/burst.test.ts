import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Burst, type BurstOptions } from '../../src/operators/burst.js';
import { inSlot } from '../../src/operators/row-value.js';
import { type Duration, type Instant, later } from '../../src/records/instant.js';
import type { Row } from '../../src/records/row.js';
import { rows, through } from '../support/rows.js';

const within = 10 as unknown as Duration;
const threeRows: BurstOptions = {
  by: [inSlot(1)],
  time: 2,
  within,
  tests: [[{ of: null, atLeast: 3 }]],
};
const burst = (options: BurstOptions, input: readonly Row[]) =>
  through((next) => new Burst(options, next), input).values;

test('gives the rows of a window that meets the test, and says at which it did', () => {
  expect(burst(threeRows, rows(['a', 0], ['a', 4], ['a', 10]))).toEqual([
    ['a', 0, 0, false],
    ['a', 4, 0, false],
    ['a', 10, 0, true],
  ]);
});

test('holds both ends of the window and not a tick more', () => {
  expect(burst(threeRows, rows(['a', 0], ['a', 4], ['a', 11]))).toEqual([]);
});

test('begins at the first row whose window passes', () => {
  expect(burst(threeRows, rows(['a', 0], ['a', 8], ['a', 12], ['a', 18])).map(([, time]) => time)).toEqual([
    8, 12, 18,
  ]);
});

test('takes every row of the window, and the next burst begins behind it', () => {
  const times = [0, 1, 2, 3, 10, 11, 12, 13];
  const given = burst(threeRows, rows(...times.map((time) => ['a', time])));
  expect(given.map(([, time, start]) => [time, start])).toEqual([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 0],
    [10, 0],
    [11, 11],
    [12, 11],
    [13, 11],
  ]);
});

test('keeps partitions apart, and leaves out rows without a time', () => {
  expect(burst(threeRows, rows(['a', 0], ['b', 0], ['a', 1], ['a', null], ['b', 1]))).toEqual([]);
});

test('counts different values, and takes any alternative', () => {
  const options: BurstOptions = {
    ...threeRows,
    tests: [[{ of: inSlot(3), atLeast: 2 }], [{ of: null, atLeast: 3 }]],
  };
  expect(burst(options, rows(['a', 0, 'x'], ['a', 1, 'x'], ['a', 2, 'y'])).map((row) => row.at(-1))).toEqual([
    false,
    false,
    true,
  ]);
  expect(burst(options, rows(['a', 0, 'x'], ['a', 1, 'x'])).length).toBe(0);
});

/** The rule as loops: `reference` of windows over one partition. */
function bursts(
  times: readonly number[],
  values: readonly string[],
  rowsWanted: number,
  valuesWanted: number,
) {
  const given: unknown[] = [];
  const passes = (from: number, to: number) =>
    to - from + 1 >= rowsWanted || new Set(values.slice(from, to + 1)).size >= valuesWanted;
  for (let i = 0; i < times.length; ) {
    let j = i;
    while (j + 1 < times.length && times[j + 1]! <= times[i]! + 10) j += 1;
    if (!passes(i, j)) {
      i += 1;
      continue;
    }
    let first = i;
    while (!passes(i, first)) first += 1;
    for (let at = i; at <= j; at++) given.push(['a', times[at], values[at], times[i], at === first]);
    i = j + 1;
  }
  return given;
}

test('gives what the rule gives as loops, over any times', () => {
  const event = fc.tuple(fc.nat(40), fc.constantFrom('x', 'y', 'z'));
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 30 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 4 }),
      (events, rowsWanted, valuesWanted) => {
        const ordered = events.toSorted(([a], [b]) => a - b);
        const options: BurstOptions = {
          ...threeRows,
          tests: [[{ of: null, atLeast: rowsWanted }], [{ of: inSlot(3), atLeast: valuesWanted }]],
        };
        expect(burst(options, rows(...ordered.map(([time, value]) => ['a', time, value])))).toEqual(
          bursts(
            ordered.map(([time]) => time),
            ordered.map(([, value]) => value),
            rowsWanted,
            valuesWanted,
          ),
        );
      },
    ),
  );
});

test('a window may reach past the safe integers', () => {
  const far = (2n ** 60n) as unknown as Instant;
  const times = [far, later(far, 5 as unknown as Duration), later(far, within)];
  expect(burst(threeRows, rows(...times.map((time) => ['a', time]))).length).toBe(3);
});
