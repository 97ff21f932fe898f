import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArgExtreme } from '../../src/operators/arg-extreme.js';
import { orderBySlots } from '../../src/operators/row-order.js';
import { inSlot } from '../../src/operators/row-value.js';
import { type Gathering, Summarize } from '../../src/operators/summarize.js';
import type { Row } from '../../src/records/row.js';
import type { Value } from '../../src/records/value.js';
import { multiset, place, rows, through } from '../support/rows.js';

/** The number of rows and the sum of slot 2. */
class CountAndSum implements Gathering {
  private count = 0;
  private sum = 0;

  add(row: Row): void {
    this.count += 1;
    this.sum += row[2] as number;
  }

  result(): readonly Value[] {
    return [this.count, this.sum];
  }
}

const countAndSum = (by: readonly number[], input: readonly Row[]) =>
  through((next) => new Summarize(by.map(inSlot), () => [new CountAndSum()], next), input);

describe('summarize', () => {
  test('gives one row for each group: the keys, then what was gathered', () => {
    const groups = countAndSum([1], rows(['KV1', 1], ['KV2', 10], ['KV1', 2], ['', 5], ['', 6]));
    expect(groups.values).toEqual([
      ['KV1', 2, 3],
      ['KV2', 1, 10],
      ['', 2, 11],
    ]);
  });

  test('null is one ordinary group', () => {
    expect(countAndSum([1], rows([null, 1], [null, 2], [0, 4])).values).toEqual([
      [null, 2, 3],
      [0, 1, 4],
    ]);
  });

  test('gives nothing for no rows with keys, and one row without', () => {
    expect(countAndSum([1], []).values).toEqual([]);
    expect(countAndSum([], []).values).toEqual([[0, 0]]);
    expect(countAndSum([], []).lines).toEqual([[]]);
  });

  test('agrees with a plain loop', () => {
    const row = fc.tuple(
      fc.constantFrom('', 'a', 'b', '1:'),
      fc.integer({ min: -5, max: 5 }),
      fc.constantFrom<Value>(null, 0, 1),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (input) => {
        const expected: Value[][] = [];
        for (const [text, number, other] of input) {
          const group = expected.find((known) => known[0] === text && known[1] === other);
          if (group === undefined) expected.push([text, other, 1, number]);
          else {
            group[2] = (group[2] as number) + 1;
            group[3] = (group[3] as number) + number;
          }
        }
        expect(multiset(countAndSum([1, 3], rows(...input)).values)).toEqual(multiset(expected));
      }),
    );
  });

  test('a group comes from the first twenty records of the scan, whatever order they come in', () => {
    const input = rows(...Array.from({ length: 30 }, (_, i) => ['KV1', i]));
    const first = Array.from({ length: 20 }, (_, i) => i + 1);
    expect(countAndSum([1], input).lines).toEqual([first]);
    expect(countAndSum([1], input.toReversed()).lines).toEqual([first]);
  });

  test('a group of joined rows comes from the records of both sides', () => {
    const joined: Row[] = [
      [[place(7), place(2)], 'KV1', 0],
      [[place(3), place(2)], 'KV1', 0],
    ];
    expect(countAndSum([1], joined).lines).toEqual([[2, 3, 7]]);
  });
});

const argMax = (input: readonly Row[], rank: 'greatest' | 'least' = 'greatest') => {
  const ties: Row[] = [];
  const options = {
    of: inSlot(2),
    rank,
    slots: [3],
    ties: orderBySlots([1, 2, 3]),
    missing: [null, ''],
    onTie: (row: Row) => void ties.push(row),
  };
  const result = through((next) => new Summarize([inSlot(1)], () => [new ArgExtreme(options)], next), input);
  return { ...result, values: result.values, lines: result.lines, ties };
};

describe('arg_max', () => {
  test('gives the row with the greatest value of each group, with its origin', () => {
    const result = argMax(rows(['KV1', 1, 'a'], ['KV1', 3, 'b'], ['KV2', 2, 'c'], ['KV1', 2, 'd']));
    expect(result.values).toEqual([
      ['KV1', 3, 'b'],
      ['KV2', 2, 'c'],
    ]);
    expect(result.lines).toEqual([[2], [3]]);
    expect(result.ties).toEqual([]);
  });

  test('arg_min gives the least', () => {
    expect(argMax(rows(['KV1', 2, 'a'], ['KV1', 1, 'b'], ['KV1', 3, 'c']), 'least').values).toEqual([
      ['KV1', 1, 'b'],
    ]);
  });

  test.each(['greatest', 'least'] as const)('a null is never the %s unless all are null', (rank) => {
    expect(argMax(rows(['KV1', null, 'a'], ['KV1', 1, 'b'], ['KV1', null, 'c']), rank).values).toEqual([
      ['KV1', 1, 'b'],
    ]);
    expect(argMax(rows(['KV1', null, 'b'], ['KV1', null, 'a']), rank).values).toEqual([['KV1', null, 'a']]);
  });

  test('of ties gives the first by value, in any order, and tells once', () => {
    const input = rows(['KV1', 3, 'c'], ['KV1', 3, 'a'], ['KV1', 3, 'b'], ['KV1', 1, 'x']);
    for (const order of [input, input.toReversed()]) {
      const { values, lines, ties } = argMax(order);
      expect(values).toEqual([['KV1', 3, 'a']]);
      expect(lines).toEqual([[2]]);
      expect(ties).toHaveLength(1);
    }
  });

  test('equal rows and ties that are outranked later are not worth telling', () => {
    expect(argMax(rows(['KV1', 3, 'a'], ['KV1', 3, 'a'])).ties).toEqual([]);
    expect(argMax(rows(['KV1', 1, 'a'], ['KV1', 1, 'b'], ['KV1', 2, 'c'])).ties).toEqual([]);
  });

  test('without rows and keys gives missing values', () => {
    const options = {
      of: inSlot(1),
      rank: 'greatest',
      slots: [2],
      ties: orderBySlots([]),
      missing: [null, ''],
      onTie() {},
    } as const;
    const result = through((next) => new Summarize([], () => [new ArgExtreme(options)], next), []);
    expect(result.values).toEqual([[null, '']]);
  });
});
