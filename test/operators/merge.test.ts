import { expect, test } from 'vitest';
import { Merge } from '../../src/operators/merge.js';
import { orderBySlots } from '../../src/operators/row-order.js';
import { inSlot } from '../../src/operators/row-value.js';
import { rows, through } from './../support/rows.js';

const merged = (input: Parameters<typeof through>[1]) =>
  through(
    (next) =>
      new Merge(
        { keys: [{ value: inSlot(1), order: 'asc', nulls: 'first' }], choice: orderBySlots([2]) },
        next,
      ),
    input,
  );

test('gives the rows in order', () => {
  expect(merged(rows([3, 'c'], [1, 'a'], [2, 'b'])).values).toEqual([
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
  ]);
});

test('makes rows that agree in the keys one: the first by the second order, with the places of all', () => {
  const { values, lines } = merged(rows([1, 'b'], [2, 'x'], [1, 'a'], [1, 'c']));
  expect(values).toEqual([
    [1, 'a'],
    [2, 'x'],
  ]);
  expect(lines).toEqual([[1, 3, 4], [2]]);
});

test('gives nothing of nothing', () => {
  expect(merged([]).values).toEqual([]);
});
