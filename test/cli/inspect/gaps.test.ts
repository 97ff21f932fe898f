import { expect, test } from 'vitest';
import { daysOf, gapsOf } from '../../../src/cli/inspect/gaps.js';
import { formatInstant } from '../../../src/records/instant.js';

const shown = (days: readonly number[]) =>
  gapsOf(new Set(days)).map(({ from, to, days }) => [
    formatInstant(from).slice(0, 10),
    formatInstant(to).slice(0, 10),
    days,
  ]);

test('finds the days between records, in order', () => {
  // Day 0 is 2020-01-01.
  expect(shown([7, 0, 1, 3])).toEqual([
    ['2020-01-03', '2020-01-03', 1],
    ['2020-01-05', '2020-01-07', 3],
  ]);
  expect(daysOf(gapsOf(new Set([7, 0, 1, 3])))).toBe(4);
});

test('finds none where days follow each other, and none without records', () => {
  expect(shown([5, 6, 7])).toEqual([]);
  expect(shown([])).toEqual([]);
});

test('takes a gap of millennia as one', () => {
  expect(shown([-737_059, 0])).toEqual([['0002-01-02', '2019-12-31', 737_058]]);
});
