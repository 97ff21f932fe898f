import { expect, test } from 'vitest';
import { Filter } from '../../src/operators/filter.js';
import { rows, through } from '../support/rows.js';

test('a filter passes on the rows that satisfy its test, in their order', () => {
  const kept = through(
    (next) => new Filter((row) => row[1] === 'Deny', next),
    rows(['Deny', 1], ['Allow', 2], ['Deny', 3]),
  );
  expect(kept.values).toEqual([
    ['Deny', 1],
    ['Deny', 3],
  ]);
  expect(kept.lines).toEqual([[1], [3]]);
});
