import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { called, calledOnRow, instant, long, real, timespan } from '../called.js';

const day = 864_000_000_000;

describe('between', () => {
  test.each([
    [1, false],
    [2, true],
    [3, true],
    [4, true],
    [5, false],
  ])('%i lies between 2 and 4: %s, both ends included', (value, expected) => {
    expect(called('between', long(value), long(2), long(4))).toBe(expected);
    expect(called('!between', long(value), long(2), long(4))).toBe(!expected);
  });

  test('a tick outside either end is outside', () => {
    const low = instant('2026-04-29T12:00:00Z');
    const high = instant('2026-04-30T12:00:00Z');
    expect(called('between', instant('2026-04-29T12:00:00.0000000Z'), low, high)).toBe(true);
    expect(called('between', instant('2026-04-29T11:59:59.9999999Z'), low, high)).toBe(false);
    expect(called('between', instant('2026-04-30T12:00:00.0000001Z'), low, high)).toBe(false);
  });

  test('a timespan at the end counts from the beginning', () => {
    const low = instant('2026-04-29T12:00:00Z');
    expect(called('between', instant('2026-04-30T12:00:00Z'), low, timespan(day))).toBe(true);
    expect(called('between', instant('2026-04-30T12:00:00.0000001Z'), low, timespan(day))).toBe(false);
    expect(called('between', low, low, timespan(null))).toBe(null);
  });

  test('numbers widen', () => {
    expect(called('between', long(2), real(1.5), long(2))).toBe(true);
  });

  test('is the AND of two comparisons, nulls included', () => {
    const value = fc.constantFrom(null, 0, 1, 2, 3).map(long);
    fc.assert(
      fc.property(value, value, value, (x, low, high) => {
        const above = calledOnRow('>=', x, low);
        const below = calledOnRow('<=', x, high);
        const both = calledOnRow('and', [above, 'bool'], [below, 'bool']);
        expect(called('between', x, low, high)).toBe(both);
        expect(called('!between', x, low, high)).toBe(calledOnRow('not', [both, 'bool']));
      }),
    );
  });
});
