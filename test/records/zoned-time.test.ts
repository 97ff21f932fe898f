import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { formatInstant, instantOfEpoch, parseIso } from '../../src/records/instant.js';
import { fixedZone, ianaZone, utc, type Zone } from '../../src/records/zoned-time.js';

/** What an instant prints as when a clock of the zone shows the time. */
const read = (zone: Zone | null, shown: string): string | null => {
  const at = zone!(parseIso(`${shown}Z`)!);
  return at === null ? null : formatInstant(at).replace('.0000000Z', 'Z');
};

describe('zones', () => {
  test.each([
    ['Europe/Berlin', '2026-01-15T12:00:00', '2026-01-15T11:00:00Z'],
    ['Europe/Berlin', '2026-07-15T12:00:00', '2026-07-15T10:00:00Z'],
    ['America/New_York', '2026-01-15T22:30:00', '2026-01-16T03:30:00Z'],
    ['Asia/Kathmandu', '2026-01-15T00:00:00', '2026-01-14T18:15:00Z'],
    ['Australia/Lord_Howe', '2026-01-15T00:00:00', '2026-01-14T13:00:00Z'],
    ['UTC', '2026-01-15T12:00:00', '2026-01-15T12:00:00Z'],
    ['europe/berlin', '2026-01-15T12:00:00', '2026-01-15T11:00:00Z'],
  ])('%s at %s', (name, shown, expected) => {
    expect(read(ianaZone(name), shown)).toBe(expected);
  });

  test('keep all seven digits', () => {
    expect(read(ianaZone('Europe/Berlin'), '2026-01-15T12:00:00.1234567')).toBe(
      '2026-01-15T11:00:00.1234567Z',
    );
  });

  test.each([
    ['2026-03-29T01:59:59.9999999', '2026-03-29T00:59:59.9999999Z'],
    ['2026-03-29T02:00:00', '2026-03-29T01:00:00Z'],
    ['2026-03-29T02:59:00', '2026-03-29T01:59:00Z'],
    ['2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
    ['2026-10-25T01:59:00', '2026-10-24T23:59:00Z'],
    ['2026-10-25T02:00:00', '2026-10-25T00:00:00Z'],
    ['2026-10-25T02:59:00', '2026-10-25T00:59:00Z'],
    ['2026-10-25T03:00:00', '2026-10-25T02:00:00Z'],
  ])('a skipped hour is read as not put forward, a doubled one as the first: %s', (shown, expected) => {
    expect(read(ianaZone('Europe/Berlin'), shown)).toBe(expected);
  });

  test('answer the same in any order of questions', () => {
    const times = [
      '2026-10-25T02:30:00',
      '2026-10-25T00:30:00',
      '2026-03-29T02:30:00',
      '2026-10-25T02:30:00',
    ];
    const forward = ianaZone('Europe/Berlin');
    const backward = ianaZone('Europe/Berlin');
    const answers = times.map((time) => read(forward, time));
    expect(
      [...times]
        .reverse()
        .map((time) => read(backward, time))
        .reverse(),
    ).toEqual(answers);
  });

  test('agree with luxon on every time that clocks show', () => {
    const zones = [
      'Europe/Berlin',
      'America/Sao_Paulo',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Tehran',
    ];
    const from = Date.UTC(1975, 0, 1);
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 75 * 366 * 24 * 60 }),
        (name, minute) => {
          const there = DateTime.fromMillis(from + minute * 60_000, { zone: name });
          const shown = there.setZone('utc', { keepLocalTime: true });
          const read = ianaZone(name)!(instantOfEpoch(shown.toMillis()))!;
          const possible = there.getPossibleOffsets().map((time) => instantOfEpoch(time.toMillis()));
          const [earliest] = possible.sort((a, b) => (a < b ? -1 : 1));
          expect(read).toBe(earliest);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('are null outside the years 1 to 9999', () => {
    expect(read(fixedZone(60), '0001-01-01T00:30:00')).toBeNull();
    expect(read(fixedZone(60), '0001-01-01T01:00:00')).toBe('0001-01-01T00:00:00Z');
    expect(read(fixedZone(-60), '9999-12-31T23:30:00')).toBeNull();
    expect(read(ianaZone('Europe/Berlin'), '9999-12-31T23:59:59')).toBe('9999-12-31T22:59:59Z');
  });

  test('a fixed zone has half hours and both directions; UTC changes nothing', () => {
    expect(read(fixedZone(330), '2026-03-11T08:15:30')).toBe('2026-03-11T02:45:30Z');
    expect(read(fixedZone(-210), '2026-03-11T08:15:30')).toBe('2026-03-11T11:45:30Z');
    expect(read(utc, '2026-03-11T08:15:30')).toBe('2026-03-11T08:15:30Z');
  });

  test.each(['', 'local', 'Nowhere/Else', '__proto__', 'Eastern Time'])('%j is no IANA zone', (name) => {
    expect(ianaZone(name)).toBeNull();
  });
});
