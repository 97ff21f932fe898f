import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OpenedBurst, type OpenedBurstOptions } from '../../src/operators/opened-burst.js';
import { inSlot } from '../../src/operators/row-value.js';
import type { Duration } from '../../src/records/instant.js';
import type { Row } from '../../src/records/row.js';
import { rows, through } from '../support/rows.js';

/** Rows are a partition, a time and a value; the value `open` opens. */
const twoValues: OpenedBurstOptions = {
  by: [inSlot(1)],
  time: 2,
  within: 10 as unknown as Duration,
  tests: [[{ of: inSlot(3), atLeast: 2 }]],
  opens: (row) => row[3] === 'open',
};
const burst = (options: OpenedBurstOptions, input: readonly Row[]) =>
  through((next) => new OpenedBurst(options, next), input).values;

test('begins at a row that opens it, which is not counted', () => {
  expect(burst(twoValues, rows(['a', 0, 'x'], ['a', 1, 'open'], ['a', 2, 'x'], ['a', 11, 'y']))).toEqual([
    ['a', 1, 'open', 1, false],
    ['a', 2, 'x', 1, false],
    ['a', 11, 'y', 1, true],
  ]);
  expect(burst(twoValues, rows(['a', 0, 'x'], ['a', 1, 'open'], ['a', 2, 'x']))).toEqual([]);
});

test('leaves out rows at the very time of the opener, and those after the window', () => {
  expect(burst(twoValues, rows(['a', 0, 'open'], ['a', 0, 'x'], ['a', 5, 'y']))).toEqual([]);
  expect(burst(twoValues, rows(['a', 0, 'open'], ['a', 1, 'x'], ['a', 11, 'y']))).toEqual([]);
});

test('ends with its last counted row: a later opener may open the next', () => {
  const input = rows(
    ...[
      ['a', 0, 'open'],
      ['a', 1, 'x'],
      ['a', 2, 'y'],
      ['a', 2, 'open'],
      ['a', 5, 'open'],
    ],
    ...[
      ['a', 11, 'x'],
      ['a', 12, 'y'],
    ],
  );
  expect(burst(twoValues, input).map(([, time, value, start]) => [time, value, start])).toEqual([
    [0, 'open', 0],
    [1, 'x', 0],
    [2, 'y', 0],
    [2, 'open', 0],
    [5, 'open', 5],
    [11, 'x', 5],
    [12, 'y', 5],
  ]);
});

test('keeps partitions apart, and leaves out rows without a time', () => {
  const input = rows(['a', null, 'open'], ['a', 0, 'x'], ['b', 0, 'open'], ['a', 1, 'y'], ['b', 1, 'y']);
  expect(burst(twoValues, input)).toEqual([]);
});

interface Event {
  readonly time: number;
  readonly value: string;
}

/** The rule as loops over one partition. */
function bursts(events: readonly Event[], wanted: number) {
  const given: unknown[] = [];
  let taken = -1;
  for (const { time: start, value } of events) {
    if (value !== 'open' || start <= taken) continue;
    const counted = events.filter(
      (each) => each.value !== 'open' && each.time > start && each.time <= start + 10,
    );
    const passing = counted.findIndex(
      (_, i) => new Set(counted.slice(0, i + 1).map((each) => each.value)).size >= wanted,
    );
    if (passing < 0) continue;
    const last = counted.at(-1)!.time;
    for (const each of events) {
      const opens = each.value === 'open' && each.time >= start && each.time <= last;
      if (opens || counted.includes(each))
        given.push(['a', each.time, each.value, start, each === counted[passing]]);
    }
    taken = last;
  }
  return given;
}

test('gives what the rule gives as loops, over any times', () => {
  const event = fc.record({
    time: fc.nat(40),
    value: fc.constantFrom('open', 'open', 'w', 'x', 'y', 'z'),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (events, wanted) => {
      const ordered = events.toSorted((a, b) => a.time - b.time);
      const options = { ...twoValues, tests: [[{ of: inSlot(3), atLeast: wanted }]] };
      expect(burst(options, rows(...ordered.map(({ time, value }) => ['a', time, value])))).toEqual(
        bursts(ordered, wanted),
      );
    }),
    { numRuns: 1000 },
  );
});
