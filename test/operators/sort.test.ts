import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderByKeys, orderBySlots, type RowSortKey, thenBy } from '../../src/operators/row-order.js';
import { inSlot } from '../../src/operators/row-value.js';
import { Sort } from '../../src/operators/sort.js';
import { Take } from '../../src/operators/take.js';
import { Top } from '../../src/operators/top.js';
import type { Value } from '../../src/records/value.js';
import { rows, through } from '../support/rows.js';

const key = (order: 'asc' | 'desc', nulls: 'first' | 'last'): RowSortKey => ({
  value: inSlot(1),
  order,
  nulls,
});

const sorted = (keys: readonly RowSortKey[], values: readonly Value[]) =>
  through((next) => new Sort(orderByKeys(keys), next), rows(...values.map((value) => [value]))).values.flat();

describe('sort', () => {
  const reals = [1, null, Number.NaN, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];

  test('descending puts NaN and then null last', () => {
    expect(sorted([key('desc', 'last')], reals)).toEqual([
      Number.POSITIVE_INFINITY,
      1,
      0,
      -1,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      null,
    ]);
  });

  test('ascending puts null and then NaN first', () => {
    expect(sorted([key('asc', 'first')], reals)).toEqual([
      null,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      -1,
      0,
      1,
      Number.POSITIVE_INFINITY,
    ]);
  });

  test('nulls go where they are told', () => {
    expect(sorted([key('desc', 'first')], [1, null, 2])).toEqual([null, 2, 1]);
    expect(sorted([key('asc', 'last')], [1, null, 2])).toEqual([1, 2, null]);
  });

  test('orders text by code point, upper case first', () => {
    expect(sorted([key('asc', 'first')], ['abc', '\u{1f600}', 'ABC', '\uffee', ''])).toEqual([
      '',
      'ABC',
      'abc',
      '\uffee',
      '\u{1f600}',
    ]);
  });

  test('orders by the next key where the first is equal and keeps the order of the rest', () => {
    const keys: RowSortKey[] = [key('asc', 'first'), { value: inSlot(2), order: 'desc', nulls: 'last' }];
    const input = rows(['b', 1, 'x'], ['a', 1, 'first'], ['a', 2, 'y'], ['a', 1, 'second']);
    expect(through((next) => new Sort(orderByKeys(keys), next), input).values.map((row) => row[2])).toEqual([
      'y',
      'first',
      'second',
      'x',
    ]);
  });
});

describe('top', () => {
  test('gives what sort and then take give', () => {
    const value = fc.tuple(fc.constantFrom<Value>(null, 1, 2, 3), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 40 }), fc.integer({ min: 0, max: 6 }), (values, count) => {
        const order = thenBy(orderByKeys([key('desc', 'last')]), orderBySlots([2]));
        const top = through((next) => new Top(count, order, next), rows(...values));
        const taken = through((next) => new Sort(order, new Take(count, next)), rows(...values));
        expect(top.values).toEqual(taken.values);
        expect(top.lines).toEqual(taken.lines);
      }),
    );
  });

  test('holds no more rows than twice its count', () => {
    const top = new Top(3, orderBySlots([1]), { push() {}, end() {} });
    for (let i = 1000; i > 0; i--) top.push(rows([i])[0]!);
    expect((top as unknown as { rows: unknown[] }).rows.length).toBeLessThanOrEqual(6);
  });
});

test('take passes on the rows that come first', () => {
  expect(through((next) => new Take(2, next), rows([3], [1], [2])).values).toEqual([[3], [1]]);
  expect(through((next) => new Take(0, next), rows([3])).values).toEqual([]);
});
