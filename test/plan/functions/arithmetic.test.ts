import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instant, instantOf } from '../../../src/records/instant.js';
import { integer } from '../../../src/records/integer.js';
import { called, calledOnRow, instant, long, real, type Typed, text, timespan } from '../called.js';

const wrap = (value: bigint) => integer(BigInt.asIntN(64, value));
const longs = fc.oneof(
  fc.bigInt(-20n, 20n),
  fc.bigInt(-(2n ** 55n), 2n ** 55n),
  fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n),
);
const asLong = (value: bigint): Typed => long(integer(value));

describe('long arithmetic', () => {
  test('is exact, and wraps around at 64 bits', () => {
    fc.assert(
      fc.property(longs, longs, (a, b) => {
        expect(calledOnRow('+', asLong(a), asLong(b))).toBe(wrap(a + b));
        expect(calledOnRow('-', asLong(a), asLong(b))).toBe(wrap(a - b));
        expect(calledOnRow('*', asLong(a), asLong(b))).toBe(wrap(a * b));
        expect(calledOnRow('negate', asLong(a))).toBe(wrap(-a));
        expect(calledOnRow('abs', asLong(a))).toBe(wrap(a < 0n ? -a : a));
        if (b === 0n) return;
        expect(calledOnRow('/', asLong(a), asLong(b))).toBe(wrap(a / b));
        const size = b < 0n ? -b : b;
        expect(calledOnRow('%', asLong(a), asLong(b))).toBe(integer(((a % size) + size) % size));
      }),
    );
  });

  test('never gives a negative zero', () => {
    for (const value of [
      calledOnRow('*', long(-1), long(0)),
      calledOnRow('/', long(-1), long(2)),
      calledOnRow('%', long(-4), long(2)),
      calledOnRow('negate', long(0)),
    ])
      expect(Object.is(value, 0)).toBe(true);
  });

  test('division drops the fraction, and by zero gives null', () => {
    expect(called('/', long(1), long(2))).toBe(0);
    expect(called('/', long(-7), long(2))).toBe(-3);
    expect(called('/', long(1), long(0))).toBe(null);
    expect(called('%', long(1), long(0))).toBe(null);
  });

  test.each([
    [14, 12, 2],
    [-14, 12, 10],
    [14, -12, 2],
    [-14, -12, 10],
  ])('%i %% %i is the small non-negative number %i', (a, b, expected) => {
    expect(called('%', long(a), long(b))).toBe(expected);
    expect(called('%', real(a), real(b))).toBe(expected);
  });

  test('ints become long, and one real makes all real', () => {
    expect(called('+', [2 ** 31 - 1, 'int'], [1, 'int'])).toBe(2 ** 31);
    expect(called('/', real(1), long(2))).toBe(0.5);
    expect(called('/', real(1), long(0))).toBe(Number.POSITIVE_INFINITY);
  });

  test('null in, null out', () => {
    for (const operator of ['+', '-', '*', '/', '%'])
      expect(called(operator, long(null), long(1))).toBe(null);
  });

  test('text has no arithmetic', () => {
    expect(() => called('+', text('1'), text('2'))).toThrow(
      '+ takes no arguments of the types (string, string)',
    );
  });
});

describe('time arithmetic', () => {
  const first = instantOf({ year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, fraction: 0 }, 0)!;
  const last = instant('9999-12-31T23:59:59.9999999Z')[0] as Instant;
  const instants = fc.oneof(fc.bigInt(BigInt(first), BigInt(last)), fc.bigInt(-(10n ** 16n), 10n ** 16n));
  const asInstant = (ticks: bigint): Typed => [integer(ticks), 'datetime'];

  test('a difference is exact to the tick', () => {
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        expect(calledOnRow('-', asInstant(a), asInstant(b))).toBe(integer(a - b));
      }),
    );
  });

  test('a sum is exact to the tick, and null outside the years 1 to 9999', () => {
    fc.assert(
      fc.property(instants, longs, (at, by) => {
        const inRange = (ticks: bigint) => (ticks >= first && ticks <= last ? integer(ticks) : null);
        const span: Typed = [integer(by), 'timespan'];
        expect(calledOnRow('+', asInstant(at), span)).toBe(inRange(at + by));
        expect(calledOnRow('+', span, asInstant(at))).toBe(inRange(at + by));
        expect(calledOnRow('-', asInstant(at), span)).toBe(inRange(at - by));
      }),
    );
  });

  test('9:59.9999999 is less than ten minutes', () => {
    const apart = called('-', instant('2026-04-30T12:10:00Z'), instant('2026-04-30T12:00:00.0000001Z'));
    expect(apart).toBe(5_999_999_999);
    expect(called('<', [apart, 'timespan'], timespan(6_000_000_000))).toBe(true);
    expect(called('abs', timespan(-5))).toBe(5);
  });

  test.each([
    ['/', timespan(36_000_000_000), timespan(10_000_000), 3600],
    ['/', timespan(10), long(4), 2],
    ['*', real(1.5), timespan(36_000_000_000), 54_000_000_000],
    ['*', timespan(7), long(3), 21],
    ['*', long(3), timespan(7), 21],
    ['+', timespan(7), timespan(3), 10],
    ['%', timespan(-7), timespan(5), 3],
  ] as const)('%s of %j and %j', (operator, left, right, expected) => {
    expect(called(operator, left, right)).toBe(expected);
  });

  test.each([
    ['+', instant('2026-01-01T00:00:00Z'), instant('2026-01-01T00:00:00Z')],
    ['-', timespan(1), instant('2026-01-01T00:00:00Z')],
    ['*', timespan(1), timespan(1)],
    ['+', instant('2026-01-01T00:00:00Z'), long(1)],
  ] as const)('%s does not take %j and %j', (operator, left, right) => {
    expect(() => called(operator, left, right)).toThrow(operator);
  });
});
