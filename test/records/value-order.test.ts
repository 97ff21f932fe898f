import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareText, compareValues } from '../../src/records/value-order.js';

describe('order of values', () => {
  test('text is compared by code point, as its UTF-8 bytes are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });

  test('an astral character follows every other, unlike in UTF-16', () => {
    expect(compareText('\u{1f600}', '\uffee')).toBeGreaterThan(0);
  });

  test('upper case comes before lower case', () => {
    expect(compareText('abc', 'ABC')).toBeGreaterThan(0);
  });

  test('ascending: null, NaN, then by size', () => {
    const values = [2, Number.POSITIVE_INFINITY, null, -1, Number.NaN, Number.NEGATIVE_INFINITY];
    expect(values.sort(compareValues)).toEqual([
      null,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      -1,
      2,
      Number.POSITIVE_INFINITY,
    ]);
  });

  test('numbers and bigints share one order', () => {
    expect([3, 2n ** 60n, -(2n ** 60n)].sort(compareValues)).toEqual([-(2n ** 60n), 3, 2n ** 60n]);
  });
});
