import { expect, test } from 'vitest';
import { Distinct } from '../../src/operators/distinct.js';
import { inSlot } from '../../src/operators/row-value.js';
import { rows, through } from '../support/rows.js';

test('distinct passes on the first row of each combination', () => {
  const input = rows(['KV1', 'a', 1], ['KV1', 'b', 2], ['KV1', 'a', 3], ['', 'a', 4], ['', 'a', 5]);
  const passed = through((next) => new Distinct([inSlot(1), inSlot(2)], next), input);
  expect(passed.values.map((values) => values[2])).toEqual([1, 2, 4]);
  expect(passed.lines).toEqual([[1], [2], [4]]);
});
