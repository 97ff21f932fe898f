import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readIsoTime, readShownTime } from '../../../src/readers/times/time-text.js';
import { formatInstant, type Instant, instantOf } from '../../../src/records/instant.js';

const print = (at: Instant | null) => at && formatInstant(at).replace('.0000000Z', '');
const both = (text: string) => {
  const shown = readShownTime(text);
  return shown && { dmy: print(shown.dmy), mdy: print(shown.mdy) };
};

describe('a written time', () => {
  test.each([
    '3/25/2026, 8:15:30 AM',
    '03/25/2026, 08:15:30 AM',
    '3/25/2026 8:15:30 AM',
    '3/25/2026,8:15:30AM',
    '3/25/2026, 8:15:30 am',
    '3/25/2026, 8:15:30 a.m.',
    '3/25/2026, 8:15:30 a. m.',
    '3/25/2026, 8:15:30\u202fAM',
    '3/25/2026, 8:15:30\u00a0AM',
    '  3/25/2026,   8:15:30  AM ',
    '3/25/2026 08:15:30',
    '3/25/2026 8:15:30',
    '3-25-2026 8:15:30',
    '3.25.2026 8:15:30',
    '25/3/2026 8:15:30',
    '25.03.2026, 08:15:30',
    '2026/3/25 8:15:30',
    '2026.03.25 8:15:30',
    '2026-3-25 8:15:30 AM',
    '3/25/2026 8:15:30.0',
    '3/25/2026 8:15:30,000',
  ])('%j is read in the only order in which it is a date', (text) => {
    const { dmy, mdy } = both(text)!;
    expect(dmy ?? mdy).toBe('2026-03-25T08:15:30');
    expect(dmy === null || mdy === null || dmy === mdy).toBe(true);
  });

  test('may be one thing day first and another month first', () => {
    expect(both('3/4/2026, 8:15:30 AM')).toEqual({ dmy: '2026-04-03T08:15:30', mdy: '2026-03-04T08:15:30' });
  });

  test.each([
    ['3/25/2026, 12:00:00.000 AM', '2026-03-25T00:00:00'],
    ['3/25/2026, 12:59:59 PM', '2026-03-25T12:59:59'],
    ['3/25/2026, 0:15:00 AM', '2026-03-25T00:15:00'],
    ['3/25/2026, 11:00 pm', '2026-03-25T23:00:00'],
    ['3/25/2026 23:59', '2026-03-25T23:59:00'],
    ['12/31/9999, 11:59:59 PM', '9999-12-31T23:59:59'],
    ['01/13/0001, 12:00:00 AM', '0001-01-13T00:00:00'],
    ['2/29/2024 0:00', '2024-02-29T00:00:00'],
  ])('%s', (text, expected) => {
    expect(both(text)!.mdy).toBe(expected);
  });

  test('keeps seven digits of a fraction and cuts more', () => {
    const fraction = (digits: string) =>
      formatInstant(readShownTime(`3/25/2026 8:15:30.${digits}`)!.mdy!).slice(19);
    expect(fraction('1')).toBe('.1000000Z');
    expect(fraction('1234567')).toBe('.1234567Z');
    expect(fraction('12345678999')).toBe('.1234567Z');
  });

  test.each([
    '',
    'null',
    '3/25/2026',
    '3/25/26 8:15:30',
    '25/13/2026 8:15:30',
    '2/30/2026 8:15:30',
    '0/0/2026 8:15:30',
    '3/25/2026 25:61:00',
    '3/25/2026 24:00:00',
    '3/25/2026 8:60:00',
    '3/25/2026 8:15:60',
    '3/25/2026 13:15:00 PM',
    '3/25-2026 8:15:30',
    '3/25/0000 8:15:30',
    '3/25/2026 8:15:30 XM',
    '3/25/2026 8:15:30 AM UTC',
    '2026/13/1 8:15:30',
    '3/25/2026 8:5:30',
    '2026-03-25T08:15:30Z',
    `3/25/2026 8:15:30.${'1'.repeat(100)}`,
    `3/25/2026${' '.repeat(100_000)}`,
  ])('%j is no written time', (text) => {
    expect(readShownTime(text)).toBeNull();
  });

  test.each([
    ['3/4/2026, 8:15:30.123 AM', true],
    ['10/11/2026, 12:15:30.123 PM', true],
    ['3/4/2026, 8:15:30 AM', true],
    ['3/4/2026, 8:15:30\u202fAM', true],
    ['03/04/2026, 8:15:30.123 AM', false],
    ['3/4/2026, 08:15:30.123 AM', false],
    ['3/4/2026 8:15:30.123 AM', false],
    ['3/4/2026, 8:15:30.123 am', false],
    ['3/4/2026, 8:15:30.123', false],
    ['3.4.2026, 8:15:30.123 AM', false],
    ['3/4/2026, 8:15:30.12 AM', false],
  ])('%s is spelled as the portal does: %s', (text, portal) => {
    expect(readShownTime(text)!.portal).toBe(portal);
  });

  test('is read back exactly from every spelling', () => {
    const parts = fc.record({
      year: fc.integer({ min: 1, max: 9999 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.integer({ min: 0, max: 59 }),
      second: fc.integer({ min: 0, max: 59 }),
      fraction: fc.integer({ min: 0, max: 9_999_999 }),
    });
    const spelling = fc.record({
      pad: fc.constantFrom(1, 2),
      separator: fc.constantFrom('/', '-', '.'),
      gap: fc.constantFrom(', ', ' ', ',', '  '),
      half: fc.constantFrom(null, ' AM', ' am', '\u202fAM', ' a.m.', 'AM'),
      dayFirst: fc.boolean(),
    });
    fc.assert(
      fc.property(parts, spelling, (time, { pad, separator, gap, half, dayFirst }) => {
        const two = (n: number) => String(n).padStart(2, '0');
        const short = (n: number) => String(n).padStart(pad, '0');
        const days = dayFirst ? [time.day, time.month] : [time.month, time.day];
        const hour = half === null ? time.hour : time.hour % 12 || 12;
        const afternoon = time.hour >= 12 ? half?.replace('A', 'P').replace('a', 'p') : half;
        const text =
          [...days.map(short), String(time.year).padStart(4, '0')].join(separator) +
          `${gap}${short(hour)}:${two(time.minute)}:${two(time.second)}.${String(time.fraction).padStart(7, '0')}${afternoon ?? ''}`;
        const shown = readShownTime(text)!;
        expect(dayFirst ? shown.dmy : shown.mdy).toBe(instantOf(time, 0));
      }),
    );
  });
});

describe('an ISO time', () => {
  test.each([
    ['2026-03-11T08:15:30Z', true],
    ['2026-03-11T08:15:30.1234567z', true],
    ['2026-03-11 08:15:30+00:00', true],
    ['2026-03-11T08:15:30-0100', true],
    ['2026-03-11T08:15:30', false],
    ['2026-03-11T08:15:30.1234567', false],
    ['2026-03-11 08:15:30', false],
  ])('%s says its zone: %s', (text, zoned) => {
    expect(readIsoTime(text)!.zoned).toBe(zoned);
  });

  test.each(['', '2026-03-11', '2026-03-11T25:61:00Z', '3/11/2026, 8:15:30 AM'])('is not %j', (text) => {
    expect(readIsoTime(text)).toBeNull();
  });
});
