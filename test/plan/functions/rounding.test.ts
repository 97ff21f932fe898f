import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instant, instantOf, parseIso } from '../../../src/records/instant.js';
import { integer } from '../../../src/records/integer.js';
import { called, calledOnRow, instant, long, real, timespan } from '../called.js';

const hour = 36_000_000_000;
const day = 24 * hour;

describe('bin', () => {
  test.each([
    [real(4.5), real(1), 4],
    [real(-4.5), real(1), -5],
    [long(7), long(5), 5],
    [long(-7), long(5), -10],
    [real(4.5), long(2), 4],
    [timespan(16 * day), timespan(7 * day), 14 * day],
    [timespan(-1), timespan(day), -day],
  ] as const)('bin(%j, %j) is %d', (value, size, expected) => {
    expect(called('bin', value, size)).toBe(expected);
    expect(called('floor', value, size)).toBe(expected);
  });

  test.each([
    ['2026-04-30T13:45:07.1234567Z', day, '2026-04-30T00:00:00Z'],
    ['2026-04-30T13:45:07.1234567Z', hour, '2026-04-30T13:00:00Z'],
    ['1970-05-11T13:45:07Z', day, '1970-05-11T00:00:00Z'],
    ['2026-04-30T00:00:00Z', day, '2026-04-30T00:00:00Z'],
    // 0001-01-01 was a Monday.
    ['2026-04-30T13:45:07Z', 7 * day, '2026-04-27T00:00:00Z'],
    ['0001-01-01T00:00:01Z', day, '0001-01-01T00:00:00Z'],
  ])('the bin of %s of %d ticks begins at %s', (at, size, expected) => {
    expect(called('bin', instant(at), timespan(size))).toBe(parseIso(expected));
  });

  test('bins of datetimes count from the year 1, for every size', () => {
    const first = BigInt(
      instantOf({ year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, fraction: 0 }, 0)!,
    );
    fc.assert(
      fc.property(fc.bigInt(first, 2n ** 60n), fc.bigInt(1n, 2n ** 50n), (ticks, size) => {
        const expected = ticks - ((ticks - first) % size);
        expect(
          calledOnRow('bin', [integer(ticks) as Instant, 'datetime'] as never, timespan(integer(size))),
        ).toBe(integer(expected));
      }),
    );
  });

  test('of null, by null, by a size below zero or of zero is null', () => {
    expect(called('bin', long(null), long(1))).toBe(null);
    expect(called('bin', long(1), long(null))).toBe(null);
    for (const size of [0, -5]) {
      expect(called('bin', long(1), long(size))).toBe(null);
      expect(called('bin', real(1), real(size))).toBe(null);
      expect(called('bin', instant('2026-04-30T00:00:00Z'), timespan(size))).toBe(null);
    }
  });

  test('bin_at begins at a fixed point', () => {
    expect(called('bin_at', real(6.5), real(2.5), long(7))).toBe(4.5);
    expect(
      called('bin_at', instant('2017-05-15T10:20:00Z'), timespan(day), instant('1970-01-01T12:00:00Z')),
    ).toBe(parseIso('2017-05-14T12:00:00Z'));
    expect(
      called('bin_at', instant('0001-01-01T10:00:00Z'), timespan(day), instant('1970-01-01T12:00:00Z')),
    ).toBe(null);
  });
});

test('abs and ceiling', () => {
  expect(called('abs', real(-1.5))).toBe(1.5);
  expect(called('abs', long(-9007199254740993n))).toBe(9007199254740993n);
  expect(called('ceiling', real(-1.1))).toBe(-1);
  expect(called('ceiling', long(3))).toBe(3);
});
