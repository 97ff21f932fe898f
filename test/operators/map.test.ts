import { expect, test } from 'vitest';
import { rowOf } from '../../src/operators/make-row.js';
import { MapRows } from '../../src/operators/map.js';
import { rows, through } from '../support/rows.js';

test('a row is made of slots and computed values, and keeps its origin', () => {
  const make = rowOf([3, (row) => `${row[2]}!`, 1]);
  const made = through((next) => new MapRows(make, next), rows(['a', 'b', 'c'], ['d', 'e', 'f']));
  expect(made.values).toEqual([
    ['c', 'b!', 'a'],
    ['f', 'e!', 'd'],
  ]);
  expect(made.lines).toEqual([[1], [2]]);
});

test('rows made by one function are separate', () => {
  const make = rowOf([1]);
  const [first, second] = rows(['a'], ['b']).map(make);
  expect(first![1]).toBe('a');
  expect(second![1]).toBe('b');
});
