import { describe, expect, test } from 'vitest';
import { formatInstant, type Instant } from '../../../src/records/instant.js';
import { called, calledOnConstants, calledOnRow, instant, long, now, text, timespan } from '../called.js';

const day = 864_000_000_000;

test('now and ago mean the clock of the evaluation', () => {
  expect(called('now')).toBe(now);
  expect(formatInstant(called('now', timespan(-day)) as Instant)).toBe('2026-04-29T12:00:00.1234567Z');
  expect(formatInstant(called('ago', timespan(day)) as Instant)).toBe('2026-04-29T12:00:00.1234567Z');
  expect(called('ago', timespan(null))).toBe(null);
});

test('startofday is midnight UTC, days may be added', () => {
  const at = instant('2026-04-30T23:59:59.9999999Z');
  expect(formatInstant(called('startofday', at) as Instant)).toBe('2026-04-30T00:00:00.0000000Z');
  expect(formatInstant(called('startofday', at, long(-1)) as Instant)).toBe('2026-04-29T00:00:00.0000000Z');
  expect(formatInstant(called('startofday', instant('1900-01-01T05:00:00Z')) as Instant)).toBe(
    '1900-01-01T00:00:00.0000000Z',
  );
});

test('hourofday and dayofweek', () => {
  expect(called('hourofday', instant('2026-04-30T23:59:59Z'))).toBe(23);
  expect(called('hourofday', instant('1900-01-01T05:00:00Z'))).toBe(5);
  // A Thursday, a Sunday, a Monday.
  expect(called('dayofweek', instant('2026-04-30T12:00:00Z'))).toBe(4 * day);
  expect(called('dayofweek', instant('2026-05-03T00:00:00Z'))).toBe(0);
  expect(called('dayofweek', instant('1900-01-01T05:00:00Z'))).toBe(day);
});

describe('datetime_diff', () => {
  test.each([
    ['year', '2017-01-01T00:00:00Z', '2000-12-31T00:00:00Z', 17],
    ['quarter', '2017-07-01T00:00:00Z', '2017-03-30T00:00:00Z', 2],
    ['month', '2017-01-01T00:00:00Z', '2015-12-30T00:00:00Z', 13],
    ['week', '2017-10-29T00:00:00Z', '2017-09-30T23:59:00Z', 5],
    ['day', '2017-10-29T00:00:00Z', '2017-09-30T23:59:00Z', 29],
    ['hour', '2017-10-31T01:00:00Z', '2017-10-30T23:59:00Z', 2],
    ['minute', '2017-10-30T23:05:01Z', '2017-10-30T23:00:59Z', 5],
    ['second', '2017-10-30T23:00:10.100Z', '2017-10-30T23:00:00.900Z', 10],
    ['millisecond', '2017-10-30T23:00:00.200100Z', '2017-10-30T23:00:00.100900Z', 100],
    ['microsecond', '2017-10-30T23:00:00.1009001Z', '2017-10-30T23:00:00.1008009Z', 100],
    ['nanosecond', '2017-10-30T23:00:00.0000000Z', '2017-10-30T23:00:00.0000007Z', -700],
    ['Year', '1999-01-01T00:00:00Z', '2000-01-01T00:00:00Z', -1],
  ])('counts the %s boundaries', (period, later, earlier, expected) => {
    expect(calledOnConstants('datetime_diff', text(period), instant(later), instant(earlier))).toBe(expected);
  });

  test('wants a period that it knows', () => {
    const one = instant('1999-01-01T00:00:00Z');
    expect(() => calledOnConstants('datetime_diff', text('fortnight'), one, one)).toThrow('datetime_diff');
  });
});

describe('datetime_utc_to_local', () => {
  test.each([
    ['2026-01-15T11:00:00.1234567Z', 'Europe/Berlin', '2026-01-15T12:00:00.1234567Z'],
    ['2026-07-15T10:00:00Z', 'europe/berlin', '2026-07-15T12:00:00.0000000Z'],
    ['2026-03-29T00:59:59.9999999Z', 'Europe/Berlin', '2026-03-29T01:59:59.9999999Z'],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29T03:00:00.0000000Z'],
    ['2026-01-16T03:30:00Z', 'America/New_York', '2026-01-15T22:30:00.0000000Z'],
    ['2026-01-14T18:15:00Z', 'Asia/Kathmandu', '2026-01-15T00:00:00.0000000Z'],
    ['2026-01-14T18:15:00Z', 'UTC', '2026-01-14T18:15:00.0000000Z'],
  ])('of %s in %s', (at, zone, expected) => {
    const local = calledOnConstants('datetime_utc_to_local', instant(at), text(zone));
    expect(formatInstant(local as Instant)).toBe(expected);
  });

  test('wants a zone that there is, known beforehand', () => {
    const one = instant('1999-01-01T00:00:00Z');
    expect(() => calledOnConstants('datetime_utc_to_local', one, text('Mars/Base'))).toThrow('no time zone');
    expect(() => calledOnRow('datetime_utc_to_local', one, text('UTC'))).toThrow('no time zone');
  });
});
