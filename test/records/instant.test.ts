import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import {
  between,
  days,
  formatDuration,
  formatInstant,
  hours,
  type Instant,
  instantOfEpoch,
  later,
  minutes,
  parseDuration,
  parseIso,
  ticks,
} from '../../src/records/instant.js';

const at = (text: string): Instant => {
  const instant = parseIso(text);
  if (instant === null) throw new Error(`no instant: ${text}`);
  return instant;
};

describe('instants', () => {
  test.each([
    ['2026-03-11T08:15:30.1234567Z', '2026-03-11T08:15:30.1234567Z'],
    ['2026-03-11T08:15:30Z', '2026-03-11T08:15:30.0000000Z'],
    ['2026-03-11T08:15:30.5Z', '2026-03-11T08:15:30.5000000Z'],
    ['2026-03-11 08:15:30', '2026-03-11T08:15:30.0000000Z'],
    ['2026-03-11T08:15:30.123456789Z', '2026-03-11T08:15:30.1234567Z'],
    ['2026-03-11T08:15:30+05:30', '2026-03-11T02:45:30.0000000Z'],
    ['2026-03-11T23:15:30-0100', '2026-03-12T00:15:30.0000000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.0000000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.0000000Z'],
    ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.9999999Z'],
  ])('%s is read exactly', (text, printed) => {
    expect(formatInstant(at(text))).toBe(printed);
  });

  test.each([
    '',
    '2026-03-11',
    '2026-03-11T25:61:00Z',
    '2026-03-11T23:60:00Z',
    '2026-03-11T23:59:60Z',
    '2023-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2026-03-11T08:15:30.Z',
    '2026-03-11T08:15:30ZZ',
    '2026-03-11T08:15:30+15:00',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '2026-0a-11T08:15:30Z',
    '１２２６-03-11T08:15:30Z',
  ])('%j is no instant', (text) => {
    expect(parseIso(text)).toBeNull();
  });

  test('any tick of any year survives printing and reading', () => {
    const anyInstant = fc
      .bigInt({ min: -637134336000000000n, max: 2518244639999999999n })
      .map((ticksFromEpoch) => {
        const exact = ticksFromEpoch >= -9007199254740991n && ticksFromEpoch <= 9007199254740991n;
        return (exact ? Number(ticksFromEpoch) : ticksFromEpoch) as Instant;
      });
    fc.assert(fc.property(anyInstant, (instant) => parseIso(formatInstant(instant)) === instant));
  });

  test('millisecond times agree with luxon in any year and offset', () => {
    const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 });
    const times = fc.integer({
      min: Date.UTC(2, 0, 1),
      max: Date.UTC(9998, 11, 31),
    });
    fc.assert(
      fc.property(times, offsets, (milliseconds, offset) => {
        const zone = `UTC${offset < 0 ? '-' : '+'}${Math.floor(Math.abs(offset) / 60)}:${String(Math.abs(offset) % 60).padStart(2, '0')}`;
        const text = DateTime.fromMillis(milliseconds, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSSZZ");
        expect(parseIso(text)).toBe(instantOfEpoch(milliseconds));
      }),
    );
  });

  test('order holds across numbers and bigints', () => {
    expect(at('1970-01-01T00:00:00Z') < at('2026-01-01T00:00:00Z')).toBe(true);
    expect(at('9999-01-01T00:00:00Z') > at('2026-01-01T00:00:00Z')).toBe(true);
  });

  test('times that differ by one tick stay apart', () => {
    const start = at('2026-04-20T09:00:00.0000000Z');
    const length = between(start, at('2026-04-20T09:09:59.9999999Z'));
    expect(length < minutes(10)).toBe(true);
    expect(later(start, minutes(10))).toBe(at('2026-04-20T09:10:00Z'));
    expect(later(later(start, length), ticks(1))).toBe(at('2026-04-20T09:10:00Z'));
  });

  test('a length across the whole range is exact', () => {
    const whole = between(at('0001-01-01T00:00:00Z'), at('9999-12-31T23:59:59.9999999Z'));
    expect(formatDuration(whole)).toBe('3652058.23:59:59.9999999');
  });
});

describe('durations', () => {
  test.each([
    [ticks(0), '00:00:00'],
    [hours(1), '01:00:00'],
    [ticks(5_000_000), '00:00:00.5000000'],
    [ticks(5_999_990_000), '00:09:59.9990000'],
    [ticks(5_999_999_999), '00:09:59.9999999'],
    [days(30), '30.00:00:00'],
    [hours(-12), '-12:00:00'],
  ])('%d ticks print as %s', (length, text) => {
    expect(formatDuration(length)).toBe(text);
    expect(parseDuration(text)).toBe(length);
  });

  test.each(['', '10m', '24:00:00', '00:60:00', '1:00:00', '00:00:00.'])('%j is no duration', (text) => {
    expect(parseDuration(text)).toBeNull();
  });
});
