import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readCsv } from '../../../src/readers/csv/csv.js';
import { CsvFastPath } from '../../../src/readers/csv/csv-fast-path.js';
import type { ReaderOptions } from '../../../src/readers/reader.js';
import { parseIso } from '../../../src/records/instant.js';
import type { ColumnTest, ScanRequest } from '../../../src/records/scan.js';
import { readText, requestOf } from '../../support/read-text.js';

afterEach(() => vi.restoreAllMocks());

/** Reads with the fast path, then without it. */
async function bothWays(
  content: string | Uint8Array,
  request: ScanRequest,
  options: Partial<ReaderOptions> & { readonly chunkSize?: number } = {},
) {
  const fast = await readText(readCsv('AzureDiagnostics'), content, request, options);
  const spy = vi.spyOn(CsvFastPath.prototype, 'read').mockImplementation(function (
    this: CsvFastPath,
    from,
    line,
  ) {
    this.line = line;
    return from;
  });
  const slow = await readText(readCsv('AzureDiagnostics'), content, request, options);
  spy.mockRestore();
  return { fast, slow };
}

const names = ['TimeGenerated', 'id_s', 'a_s', 'b_d', 'c_b', 'd_t', 'Type', 'e_s'];
const types = ['datetime', 'string', 'string', 'real', 'bool', 'datetime', 'string', 'string'] as const;

const plainCell = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  fc.constantFrom(
    'a',
    'KeyGet',
    'SecretGet',
    'null',
    '200',
    '1',
    'True',
    'x y',
    'é',
    '\0',
    '\r',
    "it's",
    'a'.repeat(70),
  ),
  fc.constantFrom(
    '"a,b"',
    '"a""b"',
    '""',
    '"\n"',
    '"a\r\nb"',
    '"KeyGet"',
    '";\t"',
    '"200"',
    `"${'b'.repeat(80)}"`,
  ),
);
const brokenCell = fc.constantFrom('a"b', '"a"b', '"', '"a"\r', '"a" ', 'a\nb', ',');
const time = fc.constantFrom(
  '2026-03-11T08:15:30.1234567Z',
  '2026-03-11T08:15:30Z',
  '2026-03-11T08:15:30.5Z',
  '2026-03-12T00:00:00.0000000Z',
  '"2026-03-11T08:15:30Z"',
  '2026-03-11T08:15:30',
  '2026-03-11T08:15:30+02:00',
  '2026-13-11T08:15:30Z',
  '0001-01-01T00:00:00Z',
  '25:61',
  '3/4/2026 8:00',
  '"4/4/2026, 8:00:00.000 AM"',
  '"3/4/2026, 8:00:00.000 AM"',
);
const decidingTime = fc.constantFrom('3/13/2026 8:00', '13/3/2026 8:00');
const type = fc.constantFrom('', 'AzureDiagnostics', 'AzureDiagnostics', '"AzureDiagnostics"');
const otherType = fc.constantFrom('SigninLogs', 'AZKVAuditLogs', '"Azure""Diagnostics"');

/** A record: mostly plain, now and then with a fault of some kind. */
const record = fc
  .record({
    time: fc.oneof({ weight: 9, arbitrary: time }, decidingTime),
    cells: fc.array(plainCell, { minLength: 4, maxLength: 4 }),
    date: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, time, decidingTime),
    type: fc.oneof({ weight: 9, arbitrary: type }, otherType),
    last: plainCell,
    fault: fc.option(fc.record({ cell: brokenCell, place: fc.nat({ max: 8 }) }), { freq: 8 }),
    width: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, -1),
  })
  .map((parts) => {
    const cells = [parts.time, ...parts.cells, parts.date, parts.type, parts.last];
    if (parts.fault !== null) cells[parts.fault.place] = parts.fault.cell;
    return parts.width < 0 ? cells.slice(0, -1) : [...cells, ...Array(parts.width).fill('')];
  });

const file = fc
  .record({
    zone: fc.constantFrom('', '', ' [UTC]', ' [Local Time]'),
    delimiter: fc.constantFrom(',', ',', ';', '\t'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    records: fc.array(record, { maxLength: 12 }),
    blankLine: fc.boolean(),
    tail: fc.constantFrom('', '\n', '"', ',', '\r'),
  })
  .map(({ zone, delimiter, lineEnd, records, blankLine, tail }) => {
    const header = names.map((name) => (name === 'TimeGenerated' || name === 'd_t' ? name + zone : name));
    const lines = [header, ...records].map((cells) => cells.join(delimiter));
    return lines.join(lineEnd) + (blankLine ? lineEnd + lineEnd : '') + tail;
  });

const limit = parseIso('2026-03-11T08:15:30.1234567Z')!;
const columnTest = fc.constantFrom<ColumnTest>(
  { column: 'id_s', op: '==', value: 'KeyGet' },
  { column: 'id_s', op: 'in', values: ['KeyGet', 'SecretGet', ''] },
  { column: 'a_s', op: 'isnotempty' },
  { column: 'b_d', op: 'isnotempty' },
  { column: 'missing_s', op: 'isnotempty' },
  { column: 'd_t', op: '<', value: limit },
  { column: 'TimeGenerated', op: '>', value: limit },
  { column: 'TimeGenerated', op: '>=', value: limit },
  { column: 'TimeGenerated', op: '<=', value: limit },
);

const request = fc
  .record({
    others: fc.uniqueArray(fc.constantFrom(...names.slice(1), 'missing_s', 'missing_d'), { maxLength: 9 }),
    always: fc.nat({ max: 3 }),
    wanted: fc.array(fc.array(columnTest, { maxLength: 3 }), { maxLength: 4 }),
    copies: fc.constantFrom(1, 1, 1, 20),
  })
  .map(({ others, always, wanted, copies }): ScanRequest => {
    const tested = wanted.flat().map(({ column }) => column);
    const columns = [...new Set(['TimeGenerated', ...others, ...tested])].map((name) => ({
      name,
      type: types[names.indexOf(name)] ?? (name.endsWith('_d') ? ('real' as const) : ('string' as const)),
    }));
    return {
      columns,
      always: Math.min(1 + always, columns.length),
      wanted: Array.from({ length: copies }, () => wanted).flat(),
    };
  });

describe('the fast path of CSV', () => {
  test('reads every file as if it were not there, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        file,
        request,
        fc.constantFrom(1, 7, 60, 500, 5000),
        fc.constantFrom(null, 'dmy' as const),
        async (text, wanted, chunkSize, dateOrder) => {
          const { fast, slow } = await bothWays(text, wanted, { chunkSize, dateOrder });
          expect(fast).toEqual(slow);
        },
      ),
      { numRuns: 800 },
    );
  });

  test.each([
    1, 5, 1000,
  ])('keeps a CR that belongs to the last cell, in chunks of %d bytes', async (chunkSize) => {
    const everything: ScanRequest = {
      columns: [
        { name: 'TimeGenerated', type: 'datetime' },
        { name: 'a_s', type: 'string' },
      ],
      always: 2,
      wanted: [],
    };
    const { fast, slow } = await bothWays('TimeGenerated,a_s\r\n,a\r\r\n,\r\r\n,\r\n', everything, {
      chunkSize,
    });
    expect(fast.seen.map(([, , text]) => text)).toEqual(['a\r', '\r', '']);
    expect(fast).toEqual(slow);
  });

  test('reads any bytes as if it were not there', async () => {
    const byte = fc.constantFrom(10, 13, 34, 44, 44, 65, 66, 0, 0xc3, 0xa9, 0xff);
    const everything: ScanRequest = {
      columns: [
        { name: 'TimeGenerated', type: 'datetime' },
        { name: 'a_s', type: 'string' },
        { name: 'b_s', type: 'string' },
      ],
      always: 1,
      wanted: [[{ column: 'b_s', op: 'isnotempty' }]],
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(byte, { maxLength: 80 }),
        fc.integer({ min: 1, max: 90 }),
        async (bytes, chunkSize) => {
          const content = Buffer.concat([Buffer.from('TimeGenerated,a_s,b_s\n'), Buffer.from(bytes)]);
          const { fast, slow } = await bothWays(content, everything, { chunkSize });
          expect(fast).toEqual(slow);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('reads records of any length, in chunks of any length', async () => {
    const everything = requestOf('a_s', 'b_s');
    const reach = 128 * 1024;
    const lengths = [
      1,
      20,
      reach - 10,
      reach - 4,
      reach - 3,
      reach,
      reach + 1,
      3 * reach,
      50_000,
      50_000,
      50_000,
    ];
    const texts = lengths.map(
      (length, i) => `,${i},${i % 2 === 0 ? 'b'.repeat(length) : `"${'\n'.repeat(length)}"`}\n`,
    );
    const text = `TimeGenerated,a_s,b_s\n${texts.join('')}${texts.slice(0, 3).join('')}`;
    for (const chunkSize of [reach, 10_000_000]) {
      const { fast, slow } = await bothWays(text, everything, { chunkSize });
      expect(fast.records).toBe(lengths.length + 3);
      expect(fast).toEqual(slow);
    }
  });
});
