import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TimeBytes } from '../../../src/readers/times/time-bytes.js';
import { TimeColumn } from '../../../src/readers/times/time-column.js';
import type { DateOrder } from '../../../src/readers/times/time-text.js';
import { zoneNamed } from '../../../src/readers/times/time-zone.js';
import type { Instant } from '../../../src/records/instant.js';

/** A column of a zone, whose order of day and month may be decided before, and what it reported. */
function columnOf(zone: string, order: DateOrder | null) {
  const said: string[] = [];
  const findZone = () => {
    said.push(zone);
    return zoneNamed(zone)!;
  };
  const orders = order === null ? null : new Map([['a_t', order]]);
  return { column: new TimeColumn('a_t', findZone, true, null, (detail) => said.push(detail), orders), said };
}

/** What bytes give, out of the middle of others; undefined where they leave it to the text. */
function read(times: TimeBytes, text: string): Instant | undefined {
  const bytes = Buffer.from(`,${text},`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return times.shows(view, 1, bytes.length - 1) ? times.instant() : undefined;
}

const date = fc.constantFrom(
  ...['3/30/2026', '3/30/2026', '3/31/2026', '30/3/2026', '3/4/2026', '4/4/2026', '12/12/2026', '03/04/2026'],
  ...[
    '30.3.2026',
    '3-30-2026',
    '2026-03-30',
    '2026/3/30',
    '2/29/2025',
    '2/29/2024',
    '13/13/2026',
    '1/1/1970',
  ],
  ...['3/29/2026', '3.30/2026', '3/30/26', '3/30/20266', '0/1/2026', '1/1/0001', '12/31/9999', '3/3O/2026'],
);
const clock = fc.constantFrom(
  ...[
    '12:00:04',
    '12:00:04',
    '1:05:48',
    '01:05:48',
    '0:30:00',
    '00:30:00',
    '2:30:00',
    '13:05:48',
    '23:59:59',
  ],
  ...['24:00:00', '12:60:00', '12:00:60', '12:00', '1:5:48', '012:00:00', '12.00.04', '1 :00:00', ''],
);
const time = fc
  .record({
    date,
    between: fc.oneof(
      { weight: 5, arbitrary: fc.constant(', ') },
      fc.constantFrom(' ', ',', '  ', 'T', ' , '),
    ),
    clock,
    fraction: fc.constantFrom('', '.500', '.500', '.5', '.1234567', '.12345678', '.', ',500', '.5x'),
    half: fc.constantFrom(
      '',
      ' PM',
      ' AM',
      ' PM',
      '\u202fPM',
      'PM',
      ' pm',
      ' P.M.',
      ' XM',
      '\u00a0AM',
      ' A',
      'Z',
    ),
    quotes: fc.constantFrom('', '"'),
  })
  .map(({ date, between, clock, fraction, half, quotes }) => ({
    text: date + between + clock + fraction + half,
    quotes,
  }));
const iso = fc
  .constantFrom(
    '2026-03-30T12:00:04.5Z',
    '2026-03-29T02:30:00Z',
    '2026-03-30T12:00:04',
    '2026-03-30T12:00:04+02:00',
  )
  .chain((text) => fc.constantFrom('', '"').map((quotes) => ({ text, quotes })));

describe('times of a column out of bytes', () => {
  test('are those that their text gives, and are left to it wherever there is something to decide or to report', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: time }, iso), { maxLength: 12 }),
        fc.constantFrom('UTC', 'UTC+02:00', 'UTC-05:30', 'Europe/Berlin', 'Australia/Lord_Howe'),
        fc.constantFrom(null, 'dmy' as const, 'mdy' as const),
        (texts, zone, order) => {
          const fast = columnOf(zone, order);
          const slow = columnOf(zone, order);
          const times = new TimeBytes(fast.column);
          for (const { text, quotes } of texts) {
            const expected = slow.column.read(text);
            const at = read(times, quotes + text + quotes);
            expect(at ?? fast.column.read(text)).toBe(expected);
            expect(fast.said).toEqual(slow.said);
            expect(fast.column.decidedOrder).toBe(slow.column.decidedOrder);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['3/30/2026, 12:00:04.500 PM', true],
    ['"3/30/2026, 12:00:04.500 PM"', true],
    ['"3/4/2026, 1:00:04 AM"', true],
    ['3/30/2026, 12:00:04\u202fAM', true],
    ['30.03.2026, 12:00:04', false],
    ['2026-03-30 12:00:04.1234567', true],
    ['"2026-03-30T12:00:04.1234567Z"', true],
    ['30/3/2026, 12:00:04 AM', false],
    ['1/1/1970, 12:00:00.000 AM', false],
    ['3/30/2026, 13:00:04 PM', false],
    ['3/30/2026, 12:00 PM', false],
    ['null', false],
    ['"', false],
    ['""', false],
  ])('%j, month first, needs no look at its text: %j', (text, plain) => {
    const times = new TimeBytes(columnOf('UTC', 'mdy').column);
    expect(read(times, text) !== undefined).toBe(plain);
  });

  test('need the order of day and month only where it makes a difference', () => {
    const { column, said } = columnOf('UTC', null);
    const times = new TimeBytes(column);
    expect(read(times, '3/4/2026, 1:00:00 AM')).toBeUndefined();
    expect(read(times, '3/13/2026, 1:00:00 AM')).toBeUndefined();
    expect(read(times, '4/4/2026, 1:00:00 AM')).toBe(column.read('4/4/2026, 1:00:00 AM'));
    column.read('3/13/2026, 1:00:00 AM');
    expect(read(times, '3/4/2026, 1:00:00 AM')).toBe(column.read('2026-03-04T01:00:00Z'));
    expect(said).toEqual(['UTC']);
  });
});
