import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aggregateFunctions,
  aggregateNamed,
  resolveAggregate,
} from '../../../src/plan/aggregates/registry.js';
import type { Value } from '../../../src/records/value.js';
import { aggregated, over } from './aggregated.js';

describe('of no rows', () => {
  test.each([
    ['count', [], 0],
    ['countif', ['bool'], 0],
    ['dcount', ['string'], 0],
    ['count_distinct', ['string'], 0],
    ['sum', ['long'], 0],
    ['sum', ['real'], 0],
    ['sumif', ['long', 'bool'], 0],
    ['make_list', ['string'], []],
    ['make_set', ['string'], []],
    ['avg', ['long'], Number.NaN],
    ['avg', ['real'], Number.NaN],
    ['avg', ['timespan'], null],
    ['min', ['long'], null],
    ['max', ['datetime'], null],
    ['min', ['string'], ''],
    ['take_any', ['long'], null],
    ['take_any', ['string'], ''],
  ] as const)('%s of %j is %o', (name, types, expected) => {
    expect(aggregated(name, types, [])).toEqual(expected);
  });
});

describe('nulls', () => {
  test.each([
    ['dcount', [1, null, 2], 2],
    ['count_distinct', [null], 0],
    ['sum', [1, null, 2], 3],
    ['avg', [1, null, 2], 1.5],
    ['min', [null, 2, 1], 1],
    ['max', [null, 1, 2], 2],
    ['make_list', [1, null, 2], [1, 2]],
    ['make_set', [null, 1], [1]],
    ['take_any', [null, 7], 7],
  ] as const)('%s over %j leaves them out', (name, values, expected) => {
    expect(over(name, 'long', values)).toEqual(expected);
  });

  test('count counts every row, and countif only what is true', () => {
    expect(aggregated('count', [], [[], [], []])).toBe(3);
    expect(over('countif', 'bool', [true, false, null, true])).toBe(2);
  });

  test('the empty text is a value', () => {
    expect(over('dcount', 'string', ['', 'a', ''])).toBe(2);
    expect(over('make_set', 'string', ['a', ''])).toEqual(['', 'a']);
    expect(over('make_list', 'string', ['a', ''])).toEqual(['a', '']);
    expect(over('min', 'string', ['a', ''])).toBe('');
  });
});

describe('single aggregates', () => {
  test('min and max order text by code point', () => {
    expect(over('max', 'string', ['ABC', 'abc'])).toBe('abc');
    expect(over('max', 'string', ['\u{1f511}', '\uff5e'])).toBe('\u{1f511}');
  });

  test('take_any prefers what is filled', () => {
    expect(over('take_any', 'string', ['', 'b', 'a'])).toBe('a');
  });

  test('dcount of dynamics takes equal bags for one', () => {
    expect(over('dcount', 'dynamic', [{ a: 1, b: 2 }, { b: 2, a: 1 }, [1]])).toBe(2);
  });

  test('make_set of arrays is the union of their elements', () => {
    expect(over('make_set', 'dynamic', [['b', 'a'], ['a', 'c'], 'd'])).toEqual(['a', 'b', 'c', 'd']);
  });

  test('make_set sorts numbers by size and times by instant, and shows times as text', () => {
    expect(over('make_set', 'long', [10, 9, 10])).toEqual([9, 10]);
    expect(over('make_set', 'datetime', [10_000_000, 0])).toEqual([
      '2020-01-01T00:00:00.0000000Z',
      '2020-01-01T00:00:01.0000000Z',
    ]);
  });

  test('make_list and make_set hold at most so many', () => {
    const rows = [3, 1, 2, 1].map((value) => [value, 2]);
    expect(aggregated('make_list', ['long', 'long'], rows)).toEqual([3, 1]);
    expect(aggregated('make_set', ['long', 'long'], rows)).toEqual([1, 2]);
  });

  test('conditional forms take rows whose condition is true', () => {
    const rows = [
      [1, true],
      [2, false],
      [3, null],
      [4, true],
    ] as const;
    expect(aggregated('sumif', ['long', 'bool'], rows)).toBe(5);
    expect(aggregated('avgif', ['long', 'bool'], rows)).toBe(2.5);
    expect(aggregated('dcountif', ['long', 'bool'], rows)).toBe(2);
    expect(aggregated('maxif', ['long', 'bool'], rows)).toBe(4);
    expect(aggregated('make_set_if', ['long', 'bool'], rows)).toEqual([1, 4]);
    expect(
      aggregated(
        'make_list_if',
        ['long', 'bool', 'long'],
        rows.map((row) => [...row, 1]),
      ),
    ).toEqual([1]);
  });

  test('a sum of longs is exact, and wraps around at 64 bits', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)), (values) => {
        const sum = BigInt.asIntN(
          64,
          values.reduce((a, b) => a + b, 0n),
        );
        const found = over('sum', 'long', values.map(whole));
        expect(BigInt(found as number)).toBe(sum);
      }),
    );
  });

  test('averages of times are whole ticks', () => {
    expect(over('avg', 'timespan', [1, 2, 4])).toBe(2);
    expect(over('avg', 'datetime', [10, 20])).toBe(15);
    expect(over('sum', 'timespan', [10, 20])).toBe(30);
  });

  test('sums of reals are rounded once', () => {
    expect(
      over(
        'sum',
        'real',
        Array.from({ length: 10 }, () => 0.1),
      ),
    ).toBe(1);
    expect(over('sum', 'real', [1e100, 1, -1e100])).toBe(1);
    expect(over('sum', 'real', [1, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
    expect(over('sum', 'real', [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])).toBe(Number.NaN);
    expect(over('sum', 'real', [1, Number.NaN])).toBe(Number.NaN);
    expect(over('avg', 'real', [0.1, 0.2, 0.3])).toBe(0.6 / 3);
  });
});

const whole = (value: bigint): Value => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

describe('the order of rows', () => {
  const names = aggregateFunctions
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('make_list') && !name.endsWith('if') && name !== 'count');

  test.each(names)('makes no difference to %s', (name) => {
    const shuffled = <T extends Value>(value: fc.Arbitrary<T>) =>
      fc
        .array(value)
        .chain((values) =>
          fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
        );
    const long = fc.oneof(fc.constant(null), fc.bigInt(-(2n ** 60n), 2n ** 60n).map(whole));
    const real = fc.oneof(
      fc.constant(null),
      fc.double({ noDefaultInfinity: true, noNaN: true, max: 1e200, min: -1e200 }),
    );
    fc.assert(
      fc.property(shuffled(long), ([one, other]) => {
        expect(over(name, 'long', other)).toEqual(over(name, 'long', one));
      }),
    );
    fc.assert(
      fc.property(shuffled(real), ([one, other]) => {
        expect(over(name, 'real', other)).toEqual(over(name, 'real', one));
      }),
    );
  });
});

describe('names', () => {
  test.each([
    ['count', null, 'count_'],
    ['countif', null, 'countif_'],
    ['dcount', 'x', 'dcount_x'],
    ['dcountif', 'x', 'dcountif_x'],
    ['max', 'x', 'max_x'],
    ['sumif', 'x', 'sumif_x'],
    ['make_set', 'x', 'set_x'],
    ['make_set_if', 'x', 'set_x'],
    ['make_list', 'x', 'list_x'],
    ['take_any', 'x', 'x'],
    ['take_anyif', 'x', 'x'],
  ])('the column of %s of %s is %s', (name, argument, expected) => {
    expect(aggregateNamed(name).defaultName(argument)).toBe(expected);
  });

  test('an unknown name and wrong arguments are refused', () => {
    expect(() => aggregateNamed('percentile')).toThrow('there is no aggregate percentile');
    expect(() => resolveAggregate('max', ['dynamic'])).toThrow(
      'max takes no arguments of the types (dynamic)',
    );
    expect(() => resolveAggregate('sum', ['string'])).toThrow('sum');
  });

  test.each([
    ['sum', ['int'], 'long'],
    ['avg', ['int'], 'real'],
    ['max', ['datetime'], 'datetime'],
    ['take_any', ['guid'], 'guid'],
  ] as const)('%s of %j gives %s', (name, types, expected) => {
    expect(resolveAggregate(name, types).type).toBe(expected);
  });
});
