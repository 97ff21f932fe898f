import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../src/readers/csv/csv.js';
import { type CsvFile, openCsv } from '../../../src/readers/csv/csv-file.js';
import { longestRecord } from '../../../src/readers/csv/csv-framer.js';
import { csvRecords } from '../../../src/readers/csv/csv-records.js';
import type { ReaderOptions } from '../../../src/readers/reader.js';
import { formatInstant, type Instant } from '../../../src/records/instant.js';
import { inChunks } from '../../support/bytes.js';
import { readText, requestOf } from '../../support/read-text.js';

/** Reads a CSV for the columns named: each record as `[line, ...cells]`, times as text. */
async function read(
  text: string | Uint8Array,
  names: readonly string[],
  options: Partial<ReaderOptions> & { chunkSize?: number } = {},
) {
  const request = requestOf(...names);
  const reading = await readText(readCsv('AzureDiagnostics'), text, request, options);
  const records = reading.rows.map(([origin, time, ...cells]) => [
    'line' in origin ? origin.line : 0,
    time === null ? null : formatInstant(time as Instant),
    ...cells,
  ]);
  return { ...reading, records };
}

/** Reads only texts: each record as `[line, ...cells]` without its time. */
async function texts(text: string | Uint8Array, names: readonly string[], chunkSize = 7) {
  const { records } = await read(text, names, { chunkSize });
  return records.map(([line, , ...cells]) => [line, ...cells]);
}

const details = ({ troubles }: Awaited<ReturnType<typeof read>>) =>
  troubles.map(({ kind, examples }) => [kind, ...examples.map(({ line, detail }) => `${line}: ${detail}`)]);

describe('a CSV', () => {
  test('of the portal is read with its zone, its quotes and its line breaks', async () => {
    const { records, columns, troubles } = await read(
      [
        'TenantId,"TimeGenerated [UTC]",OperationName,ResultDescription,"httpStatusCode_d","isAccessPolicyMatch_b","a_t [UTC]",Type',
        'x,"3/25/2026, 8:15:30.123 AM",SecretGet,"Caller is not authorized.',
        'Caller: ""me""',
        'Action: get",403,false,,AzureDiagnostics',
        'x,"3/25/2026, 12:02:07.000 PM",VaultGet,,200,true,"3/25/2026, 11:58:12.000 AM",AzureDiagnostics',
        '',
      ].join('\n'),
      ['OperationName', 'ResultDescription', 'httpStatusCode_d', 'isAccessPolicyMatch_b'],
    );
    expect(records).toEqual([
      [
        2,
        '2026-03-25T08:15:30.1230000Z',
        'SecretGet',
        'Caller is not authorized.\nCaller: "me"\nAction: get',
        403,
        false,
      ],
      [5, '2026-03-25T12:02:07.0000000Z', 'VaultGet', '', 200, true],
    ]);
    expect(columns).toEqual([
      'TenantId',
      'TimeGenerated',
      'OperationName',
      'ResultDescription',
      'httpStatusCode_d',
      'isAccessPolicyMatch_b',
      'a_t',
      'Type',
    ]);
    expect(troubles).toEqual([]);
  });

  test('of Export-Csv is read below its type line, and lines stay those of the file', async () => {
    const text =
      '#TYPE System.Management.Automation.PSCustomObject\r\n"TimeGenerated","OperationName","httpStatusCode_d"\r\n"2026-03-11T08:15:30.1234567Z","SecretGet","403"\r\n';
    const { records } = await read(text, ['OperationName', 'httpStatusCode_d']);
    expect(records).toEqual([[3, '2026-03-11T08:15:30.1234567Z', 'SecretGet', 403]]);
  });

  test.each([';', '\t', ','])('may part cells by %j', async (delimiter) => {
    const text = ['TimeGenerated,OperationName,id_s', '2026-03-11T08:15:30Z,SecretGet,"a,;\tb"'].join('\n');
    const [first = ''] = text.split('\n');
    const written = `${first.replaceAll(',', delimiter)}\n2026-03-11T08:15:30Z${delimiter}SecretGet${delimiter}"a,;\tb"`;
    expect(await texts(written, ['OperationName', 'id_s'])).toEqual([[2, 'SecretGet', 'a,;\tb']]);
  });

  test('may have blank lines, a separator line and no line end at its end', async () => {
    expect(await texts('\nsep=;\r\n \nTimeGenerated;id_s\r\n\r\n;a\n\n;b', ['id_s'])).toEqual([
      [6, 'a'],
      [8, 'b'],
    ]);
  });

  test('of one column has a record on every line, also on one that is empty', async () => {
    expect(await texts('id_s\na\n\n"b\n"\n', ['id_s'])).toEqual([
      [2, 'a'],
      [3, ''],
      [4, 'b\n'],
    ]);
  });

  test('may hold nothing, or a header alone', async () => {
    expect(await read('', ['id_s'])).toMatchObject({ records: [], rejected: 0, columns: [], troubles: [] });
    expect(await read('\n\n', ['id_s'])).toMatchObject({ records: [], rejected: 0, troubles: [] });
    expect(await read('TimeGenerated,id_s', ['id_s'])).toMatchObject({
      records: [],
      rejected: 0,
      troubles: [],
    });
    expect(await read('TimeGenerated,id_s\r\n', ['id_s'])).toMatchObject({
      records: [],
      rejected: 0,
      troubles: [],
    });
  });

  test('may lack columns that are asked for', async () => {
    const { records } = await read('OperationName\nSecretGet\n', [
      'id_s',
      'httpStatusCode_d',
      'OperationName',
    ]);
    expect(records).toEqual([[2, null, '', null, 'SecretGet']]);
  });

  test('keeps a record whose time is missing or unreadable', async () => {
    const reading = await read('TimeGenerated,id_s\n,a\n2026-03-11T25:61:00Z,b\n', ['id_s']);
    expect(reading.records).toEqual([
      [2, null, 'a'],
      [3, null, 'b'],
    ]);
    expect(details(reading)).toEqual([['unreadable-time', expect.stringMatching(/^3: TimeGenerated: /)]]);
  });

  test('reads the bare word null as missing everywhere but in text', async () => {
    const reading = await read('TimeGenerated,id_s,a_d,b_b,c_t\nnull,null,null,null,null\n', [
      'id_s',
      'a_d',
      'b_b',
      'c_t',
    ]);
    expect(reading.records).toEqual([[2, null, 'null', null, null, null]]);
    expect(reading.troubles).toEqual([]);
  });

  test('reads an unset datetime of the portal as missing', async () => {
    const text =
      '"TimeGenerated [UTC]","c_t [UTC]"\n"3/25/2026, 8:15:30.123 AM","1/1/1970, 12:00:00.000 AM"\n';
    expect((await read(text, ['c_t'])).records).toEqual([[2, '2026-03-25T08:15:30.1230000Z', null]]);
  });

  test('reads the first of columns that share a name, and says so', async () => {
    const reading = await read('\nTimeGenerated,id_s,id_s\n,a,b\n', ['id_s']);
    expect(reading.records).toEqual([[3, null, 'a']]);
    expect(details(reading)).toEqual([['duplicate-column', expect.stringMatching(/^2: id_s /)]]);
  });

  test('may call columns as it likes', async () => {
    expect(
      await texts('__proto__,constructor,TimeGenerated\na,b,\n', ['__proto__', 'constructor', 'toString']),
    ).toEqual([[2, 'a', 'b', '']]);
  });

  test('may have 20,000 columns', async () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `c${i}_s`);
    const text = `${names.join(',')}\n${names.map((_, i) => i).join(',')}\n`;
    const { records } = await read(text, ['c0_s', 'c19999_s'], { chunkSize: 65_536 });
    expect(records).toEqual([[2, null, '0', '19999']]);
  });

  test('may hold NUL bytes and bytes that are no UTF-8', async () => {
    const text = Buffer.concat([
      Buffer.from('TimeGenerated,id_s,a_s\n,a\0b,"'),
      Buffer.from([0xff, 0x41, 0xe2, 0x82]),
      Buffer.from('"\n'),
    ]);
    expect(await texts(text, ['id_s', 'a_s'])).toEqual([[2, 'a\0b', '\ufffdA\ufffd']]);
  });
});

describe('records of a CSV that cannot be read', () => {
  test('are counted with their line and reason, and reading goes on', async () => {
    const reading = await read('TimeGenerated,id_s\n,a\n,b,c\n,d"e\n,"f"g\n"\n","h"\nx\n,i\n', ['id_s']);
    expect(reading.records.map(([line, , id]) => [line, id])).toEqual([
      [2, 'a'],
      [6, 'h'],
      [9, 'i'],
    ]);
    expect(reading.rejected).toBe(4);
    expect(details(reading)).toContainEqual([
      'malformed-record',
      '3: cells in the record: 3, in the header: 2',
      '4: a quote where none may stand',
      '5: a quote where none may stand',
      '8: cells in the record: 1, in the header: 2',
    ]);
  });

  test.each([
    ['TimeGenerated,id_s,a_s\n,a,b\n,c,"d\ne', 'a quote is open'],
    ['TimeGenerated,id_s,a_s\n,a,b\n,c', 'behind cell 2 of 3'],
  ])('end with the file: %j', async (text, reason) => {
    const reading = await read(text, ['id_s']);
    expect(reading.records).toEqual([[2, null, 'a']]);
    expect(reading.rejected).toBe(1);
    expect(details(reading)).toEqual([
      ['cut-file', expect.stringMatching(/^3: /)],
      ['malformed-record', expect.stringMatching(new RegExp(`^3: cut short: .*${reason}`))],
    ]);
  });

  test('may be the header; then there is no other record', async () => {
    const reading = await read('TimeGenerated,id"s\n,a\n', ['id_s']);
    expect(reading).toMatchObject({ records: [], rejected: 1 });
    expect(details(reading)).toEqual([['malformed-record', '1: the header: a quote where none may stand']]);
  });

  test('may be too long, also where they lie whole in one chunk', async () => {
    const long = Buffer.alloc(longestRecord, 'x');
    const text = Buffer.concat([Buffer.from('TimeGenerated,id_s\n,a\n,'), long, Buffer.from('\n,b\n')]);
    const reading = await read(text, ['id_s'], { chunkSize: text.length });
    expect(reading.records.map(([line, , id]) => [line, id])).toEqual([
      [2, 'a'],
      [4, 'b'],
    ]);
    expect(details(reading)).toEqual([['malformed-record', '3: longer than 16 MiB']]);
  });

  test('may be larger than memory', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    async function* content() {
      yield Buffer.from('TimeGenerated,id_s\n,a\n,"');
      for (let i = 0; i < 40; i++) yield chunk;
      yield Buffer.from('\n,b\n');
    }
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watched = async function* () {
      for await (const piece of content()) {
        yield piece;
        most = Math.max(most, process.memoryUsage().arrayBuffers);
      }
    };
    const { rows, rejected } = await readText(
      async (input, emitter, options) =>
        readCsv('AzureDiagnostics')({ ...input, content: watched }, emitter, options),
      '',
      requestOf('id_s'),
    );
    expect(rows.map((row) => row[2])).toEqual(['a', 'b']);
    expect(rejected).toBe(1);
    expect(most - before).toBeLessThan(64 * 1024 * 1024);
  });
});

describe('rows of other tables', () => {
  test('are counted by their name and left out', async () => {
    const reading = await read(
      'TimeGenerated,id_s,Type\n,a,AzureDiagnostics\n,b,SigninLogs\n,c,\n,d,AzureActivity\n',
      ['id_s'],
    );
    expect(reading.records.map(([, , id]) => id)).toEqual(['a', 'c']);
    expect(reading).toMatchObject({ rejected: 0 });
    expect(details(reading)).toEqual([
      ['other-table', expect.stringMatching(/^3: .*SigninLogs/), expect.stringMatching(/^5: /)],
    ]);
  });
});

describe('rows of AZKVAuditLogs', () => {
  const header = 'TimeGenerated [UTC],OperationName,CallerIpAddress,HttpStatusCode,Identity,_ResourceId';
  const cells = [
    '"3/25/2026, 8:15:30.123 AM"',
    'SecretGet',
    '203.0.113.24',
    '200',
    '"{""claim"":{""upn"":""a@b.example""}}"',
    '/subscriptions/x/resourcegroups/g/providers/microsoft.keyvault/vaults/kv-harbor',
  ].join(',');
  const wanted = ['CallerIPAddress', 'httpStatusCode_d', 'identity_claim_upn_s', 'Resource', 'Category'];
  const expected = [
    '2026-03-25T08:15:30.1230000Z',
    '203.0.113.24',
    200,
    'a@b.example',
    'KV-HARBOR',
    'AuditEvent',
  ];

  test('are read as rows of AzureDiagnostics', async () => {
    const reading = await readText(readCsv('AZKVAuditLogs'), `${header}\n${cells}\n`, requestOf(...wanted));
    expect(reading.troubles).toEqual([]);
    const [[, time, ...values] = []] = reading.rows;
    expect([formatInstant(time as Instant), ...values]).toEqual(expected);
    expect(reading.columns).toEqual(expect.arrayContaining(wanted));
    expect(reading.columns).not.toContain('CallerIpAddress');
  });

  test('may stand beside rows of AzureDiagnostics', async () => {
    const { records } = await read(
      `${header},CallerIPAddress,Type\n${cells},,AZKVAuditLogs\n,,,,,,10.0.0.1,\n`,
      wanted,
    );
    expect(records).toEqual([
      [2, ...expected],
      [3, null, '10.0.0.1', null, '', '', ''],
    ]);
  });
});

describe('day and month in a CSV', () => {
  const header = 'TimeGenerated [Local Time],id_s\n';

  test('are told apart by a record further down', async () => {
    const text = `${header}04/03/2026 20:26:12.030,a\n${',b\n'.repeat(50)}16/03/2026 20:26:12.030,c\n`;
    const { records, troubles } = await read(text, ['id_s'], { localZone: 'UTC' });
    expect(records[0]).toEqual([2, '2026-03-04T20:26:12.0300000Z', 'a']);
    expect(records.length).toBe(52);
    expect(troubles).toEqual([]);
  });

  test('are not guessed, and --date-order tells them', async () => {
    const text = `${header}04/03/2026 20:26:12.030,a\n`;
    const open = await read(text, ['id_s'], { localZone: 'UTC' });
    expect(open.records).toEqual([[2, null, 'a']]);
    expect(open.troubles.map(({ kind }) => kind)).toEqual(['ambiguous-date']);
    const told = await read(text, ['id_s'], { localZone: 'UTC', dateOrder: 'dmy' });
    expect(told.records).toEqual([[2, '2026-03-04T20:26:12.0300000Z', 'a']]);
  });
});

/** Cells as the portal writes them. */
const portalCell = (text: string) => (/^[A-Za-z0-9]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`);

describe('any table of texts', () => {
  const cell = fc.oneof(
    fc.string({
      unit: fc.constantFrom('a', '7', ',', ';', '"', '\n', '\r\n', '\r', ' ', 'é', '\u{1f511}', '\0'),
    }),
    fc.constantFrom('', 'AzureDiagnostics', 'null', "it's"),
  );

  test('is read back from what the portal writes, in chunks of any size, with the line of every record', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 1, max: 5 })
          .chain((width) =>
            fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
          ),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (rows, lineEnd, ended, chunkSize) => {
          const names = rows[0]!.map((_, i) => `c${i}_s`);
          const lines = [names, ...rows].map((cells) => cells.map(portalCell).join(','));
          // A last record of one empty cell is there only if its line ends.
          const text = lines.join(lineEnd) + (ended || lines.at(-1) === '' ? lineEnd : '');
          let line = 2;
          const expected = rows.map((cells, i) => {
            const record = [line, ...cells];
            line += lines[i + 1]!.split('\n').length;
            return record;
          });
          expect(await texts(text, names, chunkSize)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('cut anywhere gives the whole records before the cut', async () => {
    const rows = [
      ['a', 'b,"c"', 'd'],
      ['e\n\nf', '', 'g'],
      ['', 'é', '"\n"'],
    ];
    const lines = rows.map((cells) => `${cells.map(portalCell).join(',')}\n`);
    const header = 'c0_s,c1_s,c2_s\n';
    const bytes = Buffer.from(header + lines.join(''));
    const ends = lines.map((_, i) => Buffer.byteLength(header + lines.slice(0, i + 1).join('')));
    for (let cut = header.length; cut < bytes.length; cut++) {
      const { records, rejected } = await read(bytes.subarray(0, cut), ['c0_s', 'c1_s', 'c2_s']);
      const whole = ends.filter((end) => end <= cut).length;
      expect(records.slice(0, whole).map(([, , ...cells]) => cells)).toEqual(rows.slice(0, whole));
      // Whether a last line is whole that lacks only its end, or part of its last cell, nobody can tell.
      expect(records.length - whole + rejected).toBe(cut === (ends[whole - 1] ?? header.length) ? 0 : 1);
    }
  });
});

const realLogs = '/work/shared/real-logs';

interface ExpectedFile {
  readonly records: number;
  readonly columns: number;
  readonly datetimeColumns: readonly string[];
  readonly nullLiterals: number;
  readonly expected: readonly { readonly TimeGenerated: string; readonly Type: string }[];
}

const expectedFiles = (): [string, ExpectedFile][] => {
  if (!existsSync(realLogs)) return [];
  const { files } = JSON.parse(readFileSync(`${realLogs}/expected.json`, 'utf8')) as {
    readonly files: Readonly<Record<string, ExpectedFile>>;
  };
  return Object.entries(files).filter(([name]) => name.endsWith('.csv'));
};

describe.skipIf(!existsSync(realLogs))(
  'an untouched portal export of another table (skipped without the real logs)',
  () => {
    test.each(expectedFiles())('%s', async (name, {
      records,
      columns,
      datetimeColumns,
      nullLiterals,
      expected,
    }) => {
      const bytes = readFileSync(`${realLogs}/${name}`);
      const content = bytes.subarray(bytes[0] === 0xef ? 3 : 0);
      const file = await openCsv(inChunks(content, 1000));
      const { header } = file as CsvFile;
      expect(header.names.length).toBe(columns);
      expect([...header.zones].map(([column, zone]) => `${column} [${zone}]`)).toEqual(datetimeColumns);

      const found: (readonly string[])[] = [];
      for await (const { cells } of csvRecords(file as CsvFile)) found.push(cells as readonly string[]);
      expect(found.length).toBe(records);
      expect(found.flat().filter((cell) => cell === 'null').length).toBe(nullLiterals);

      // The rows are another table's, so they are read as if they were ours to see their times.
      const relabelled = content.toString().replaceAll(expected[0]!.Type, 'AzureDiagnostics');
      const own = await read(relabelled, [], { chunkSize: 1000 });
      expect(own.records.map(([, time]) => time)).toEqual(expected.map(({ TimeGenerated }) => TimeGenerated));
      const foreign = await read(content, []);
      expect(foreign).toMatchObject({ records: [], rejected: 0 });
      expect(foreign.troubles.map(({ kind, count }) => [kind, count])).toEqual([['other-table', records]]);
    });
  },
);
