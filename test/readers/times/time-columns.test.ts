import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReaderOptions } from '../../../src/readers/reader.js';
import { RecordEmitter } from '../../../src/readers/record-emitter.js';
import { TimeColumns } from '../../../src/readers/times/time-columns.js';
import { formatInstant } from '../../../src/records/instant.js';
import { Troubles } from '../../../src/records/trouble.js';

const open: ReaderOptions = { localZone: null, dateOrder: null };

function columnsOf(zones: Readonly<Record<string, string>>, options: Partial<ReaderOptions> = {}) {
  const troubles = new Troubles();
  const request = { columns: [{ name: 'TimeGenerated', type: 'datetime' }], always: 1, wanted: [] } as const;
  const sink = { seen() {}, push() {} };
  const emitter = new RecordEmitter('a.csv', 0, request, sink, troubles, new Set());
  return {
    times: new TimeColumns(new Map(Object.entries(zones)), emitter, { ...open, ...options }),
    troubles,
  };
}

async function* each(values: readonly unknown[], taken: unknown[] = []): AsyncGenerator<unknown> {
  for (const value of values) {
    taken.push(value);
    yield value;
  }
}

/** Reads a whole column as a reader does: looks ahead only where a value waits. */
async function readColumn(
  values: readonly string[],
  zone: string | null,
  options: Partial<ReaderOptions> = {},
  column = 'TimeGenerated',
) {
  const { times, troubles } = columnsOf(zone === null ? {} : { [column]: zone }, options);
  const read = times.reader(column);
  const taken: unknown[] = [];
  const printed: (string | null | undefined)[] = [];
  for (const value of values) {
    if (times.waits(column, value)) await times.settle(column, each(values, taken));
    const at = read(value);
    printed.push(at && formatInstant(at).replace('.0000000Z', ''));
  }
  return { printed, taken: taken.length, troubles: troubles.report() };
}

describe('the times of a column', () => {
  test('an own zone wins over the zone of the header', async () => {
    const values = ['2026-03-11T08:15:30Z', '2026-03-11T08:15:30+02:00', '2026-03-11T08:15:30'];
    expect((await readColumn(values, 'UTC+05:00')).printed).toEqual([
      '2026-03-11T08:15:30',
      '2026-03-11T06:15:30',
      '2026-03-11T03:15:30',
    ]);
  });

  test('without any zone they are UTC', async () => {
    const { printed, troubles } = await readColumn(['3/25/2026 8:15:30', '2026-03-11T08:15:30'], null);
    expect(printed).toEqual(['2026-03-25T08:15:30', '2026-03-11T08:15:30']);
    expect(troubles).toEqual([]);
  });

  test('are read in the zone of the header', async () => {
    const { printed } = await readColumn(
      ['1/25/2026, 8:15:30.123 AM', '7/25/2026, 8:15:30.123 AM'],
      'Eastern Time (US and Canada)',
    );
    expect(printed).toEqual(['2026-01-25T13:15:30.1230000Z', '2026-07-25T12:15:30.1230000Z']);
  });

  test.each([
    [
      'month first where a second number is above 12',
      ['3/4/2026 8:00', '3/13/2026 8:00'],
      '2026-03-04T08:00:00',
    ],
    [
      'day first where a first number is above 12',
      ['03/04/2026 8:00', '13/03/2026 8:00'],
      '2026-04-03T08:00:00',
    ],
    ['by calendar alone', ['3-4-2026 8:00', '29-2-2024 8:00'], '2026-04-03T08:00:00'],
  ])('have one order: %s', async (_, values, first) => {
    const { printed, troubles } = await readColumn(values, null);
    expect(printed[0]).toBe(first);
    expect(troubles).toEqual([]);
  });

  test('are looked through only as far as needed, and not where the first value decides', async () => {
    const far = Array.from({ length: 50 }, () => '3/4/2026 8:00');
    expect((await readColumn(['13/3/2026 8:00', ...far], null)).taken).toBe(0);
    expect((await readColumn(['3/4/2026 8:00', '3/13/2026 8:00', ...far], null)).taken).toBe(2);
    expect((await readColumn(['2026-03-11T08:15:30Z', '2026-03-11 08:15:30'], null)).taken).toBe(0);
    expect((await readColumn(['', '4/4/2026 8:00', 'null'], null)).taken).toBe(0);
  });

  test('without any deciding value are left empty, and the user is told what to say', async () => {
    const { printed, troubles } = await readColumn(
      ['03/04/2026 08:00:00', '05/06/2026 08:00:00', '4/4/2026 8:00'],
      null,
    );
    expect(printed).toEqual([null, null, '2026-04-04T08:00:00']);
    expect(troubles).toEqual([
      {
        kind: 'ambiguous-date',
        count: 1,
        examples: [{ path: 'a.csv', line: null, detail: expect.stringContaining('--date-order') }],
      },
    ]);
    expect(troubles[0]!.examples[0]!.detail).toMatch(/^TimeGenerated: none of 2 dates/);
  });

  test('without any deciding value are read month first where all are spelled as the portal does, and the user is told', async () => {
    const portal = await readColumn(['3/4/2026, 8:00:00.000 AM', '5/6/2026, 8:00:00.000 PM'], 'UTC');
    expect(portal.printed).toEqual(['2026-03-04T08:00:00', '2026-05-06T20:00:00']);
    expect(portal.troubles.map(({ kind, examples }) => [kind, examples[0]!.detail])).toEqual([
      ['ambiguous-date', expect.stringMatching(/month first.*--date-order/)],
    ]);
    const mixed = await readColumn(['3/4/2026, 8:00:00.000 AM', '05/06/2026, 8:00:00.000 PM'], 'UTC');
    expect(mixed.printed).toEqual([null, null]);
  });

  test.each([
    ['dmy', '2026-04-03T08:00:00'],
    ['mdy', '2026-03-04T08:00:00'],
  ] as const)('--date-order %s settles what no value decides, without a trouble', async (dateOrder, expected) => {
    expect(await readColumn(['03/04/2026 08:00'], null, { dateOrder })).toMatchObject({
      printed: [expected],
      troubles: [],
    });
  });

  test('a value that decides is stronger than --date-order', async () => {
    const { printed } = await readColumn(['3/4/2026 8:00', '13/3/2026 8:00'], null, { dateOrder: 'mdy' });
    expect(printed).toEqual(['2026-04-03T08:00:00', '2026-03-13T08:00:00']);
  });

  test('that contradict the order are unreadable, and the contradiction is told once', async () => {
    const { printed, troubles } = await readColumn(
      ['3/13/2026 8:00', '13/3/2026 8:00', '14/3/2026 8:00', '3/4/2026 8:00'],
      null,
    );
    expect(printed).toEqual(['2026-03-13T08:00:00', undefined, undefined, '2026-03-04T08:00:00']);
    expect(troubles).toMatchObject([{ kind: 'ambiguous-date', count: 1 }]);
  });

  test('keep the laws of day and month', async () => {
    const date = fc.record({ day: fc.integer({ min: 1, max: 28 }), month: fc.integer({ min: 1, max: 12 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(date, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        async (dates, dayFirst) => {
          const values = dates.map(
            ({ day, month }) => `${dayFirst ? `${day}/${month}` : `${month}/${day}`}/2026 8:00`,
          );
          const { printed, troubles } = await readColumn(values, null);
          const two = (n: number) => String(n).padStart(2, '0');
          const truth = dates.map(({ day, month }) => `2026-${two(month)}-${two(day)}T08:00:00`);
          const decided = dates.some(({ day }) => day > 12) || dates.every(({ day, month }) => day === month);
          // Undecided dates are never guessed: each is the truth or empty.
          expect(printed).toEqual(
            decided ? truth : truth.map((time, i) => (dates[i]!.day === dates[i]!.month ? time : null)),
          );
          expect(troubles.length).toBe(decided ? 0 : 1);
        },
      ),
    );
  });

  test.each(['3/4/2026 25:61', 'yesterday', '', '3/4/26 8:00'])('%j is no time', async (text) => {
    expect((await readColumn([text], null)).printed).toEqual([undefined]);
  });
});

describe('an unset datetime of a portal export', () => {
  const unset = ['1/1/1970, 12:00:00.000 AM'];

  test('is missing, decides nothing and keeps nothing waiting', async () => {
    const { printed, taken, troubles } = await readColumn(unset, 'UTC', {}, 'certificateProperties_nbf_t');
    expect({ printed, taken, troubles }).toEqual({ printed: [null], taken: 0, troubles: [] });
  });

  test('is a time in TimeGenerated and in a file without zones', async () => {
    expect((await readColumn(unset, 'UTC')).printed).toEqual(['1970-01-01T00:00:00']);
    expect((await readColumn(unset, null, {}, 'certificateProperties_nbf_t')).printed).toEqual([
      '1970-01-01T00:00:00',
    ]);
  });

  test('leaves the minute after it a time', async () => {
    const { printed } = await readColumn(
      ['1/1/1970, 12:01:00.000 AM'],
      'UTC',
      {},
      'certificateProperties_nbf_t',
    );
    expect(printed).toEqual(['1970-01-01T00:01:00']);
  });
});

describe('zones that the header leaves open', () => {
  const values = ['3/25/2026, 8:00:00.000 AM', '3/26/2026, 8:00:00.000 AM'];

  test('local time is UTC unless the user says a zone, and that is told once', async () => {
    const { printed, troubles } = await readColumn(values, 'Local Time');
    expect(printed).toEqual(['2026-03-25T08:00:00', '2026-03-26T08:00:00']);
    expect(troubles).toMatchObject([{ kind: 'local-time-read-as-utc', count: 1 }]);
    const said = await readColumn(values, 'Local Time', { localZone: 'Europe/Berlin' });
    expect(said.printed).toEqual(['2026-03-25T07:00:00', '2026-03-26T07:00:00']);
    expect(said.troubles).toEqual([]);
  });

  test('an unknown zone likewise, by its name', async () => {
    const { printed, troubles } = await readColumn(values, 'Mars (Olympus)');
    expect(printed[0]).toBe('2026-03-25T08:00:00');
    expect(troubles).toMatchObject([
      {
        kind: 'unknown-time-zone',
        count: 1,
        examples: [{ detail: expect.stringContaining('Mars (Olympus)') }],
      },
    ]);
    expect((await readColumn(values, 'Mars', { localZone: 'Europe/Berlin' })).printed[0]).toBe(
      '2026-03-25T07:00:00',
    );
  });

  test('are told once for all columns of the input', () => {
    const { times, troubles } = columnsOf({ TimeGenerated: 'Local Time', a_t: 'Local Time' });
    times.reader('TimeGenerated')('3/25/2026 8:00');
    times.reader('a_t')('3/25/2026 8:00');
    expect(troubles.report()).toMatchObject([{ kind: 'local-time-read-as-utc', count: 1 }]);
  });

  test('do no harm where every time says its own', async () => {
    expect((await readColumn(['2026-03-11T08:15:30.522Z'], 'Local Time')).troubles).toEqual([]);
  });
});
