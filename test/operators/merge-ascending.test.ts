import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Merge } from '../../src/operators/merge.js';
import { MergeAscending, OutOfOrder } from '../../src/operators/merge-ascending.js';
import { orderBySlots, type RowSortKey } from '../../src/operators/row-order.js';
import { inSlot } from '../../src/operators/row-value.js';
import type { Value } from '../../src/records/value.js';
import { rows, through } from '../support/rows.js';

const key = (slot: number): RowSortKey => ({ value: inSlot(slot), order: 'asc', nulls: 'first' });
const keys = [key(1), key(2)] as const;
const choice = orderBySlots([3]);

const mergedAs = (Merging: typeof Merge | typeof MergeAscending, values: readonly (readonly Value[])[]) =>
  through((next) => new Merging({ keys, choice }, next), rows(...values));

test('gives what is given when all rows are held', () => {
  const row = fc.tuple(fc.nat(5), fc.constantFrom('a', 'b'), fc.nat(3));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (values) => {
      const ascending = values.toSorted(([a], [b]) => a - b);
      expect(mergedAs(MergeAscending, ascending)).toEqual(mergedAs(Merge, ascending));
    }),
  );
});

test('gives a row as soon as a later one comes', () => {
  const given: Value[] = [];
  const merge = new MergeAscending(
    { keys, choice },
    {
      push: (row) => void given.push(row[1] as Value),
      end() {},
    },
  );
  for (const row of rows([1, 'a', 0], [1, 'b', 0], [2, 'a', 0])) merge.push(row);
  expect(given).toEqual([1, 1]);
});

test.each([
  ['a row that comes late', [2, 1]],
  ['a row without a value, first', [null, 1]],
  ['a row without a value, later', [1, null]],
  ['what has no order', [1, Number.NaN]],
])('gives up at %s', (_, values: readonly Value[]) => {
  expect(() =>
    mergedAs(
      MergeAscending,
      values.map((value) => [value, '', 0]),
    ),
  ).toThrow(OutOfOrder);
});
