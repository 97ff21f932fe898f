import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ExportOptions } from '../../src/readers/export-options.js';
import { openExports } from '../../src/readers/exports.js';
import { formatInstant } from '../../src/records/instant.js';
import type { Row } from '../../src/records/row.js';
import type { RecordSource, ScanReport, ScanRequest } from '../../src/records/scan.js';
import { UsageError } from '../../src/records/usage-error.js';

const started = process.cwd();
beforeEach(() => process.chdir(realpathSync(mkdtempSync(join(tmpdir(), 'vaultreplay-test-')))));
afterEach(() => {
  const folder = process.cwd();
  process.chdir(started);
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const request: ScanRequest = {
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    { name: 'Resource', type: 'string' },
    { name: 'OperationName', type: 'string' },
    { name: 'httpStatusCode_d', type: 'real' },
  ],
  always: 1,
  wanted: [[]],
};

async function scan(source: RecordSource): Promise<{ rows: Row[]; report: ScanReport }> {
  const rows: Row[] = [];
  const report = await source.scan(request, { seen() {}, push: (row) => rows.push(row) });
  return { rows, report };
}

/** The rows that paths lead to as texts, and the report. */
async function read(paths: readonly string[], options: ExportOptions = {}) {
  const { rows, report } = await scan(await openExports(paths, options));
  const texts = rows.map(([origin, time, ...values]) => {
    const { input, line } = origin as { input: number; line: number };
    return `${report.inputs[input]!.path}:${line} ${time === null ? '' : formatInstant(time as never)} ${values.join(' ')}`;
  });
  const troubles = report.troubles.flatMap(({ kind, examples }) =>
    examples.map(({ path, line, detail }) => `${kind} ${path}${line === null ? '' : `:${line}`} ${detail}`),
  );
  return { texts, report, troubles };
}

const header = 'TimeGenerated,Resource,ResourceType,OperationName,httpStatusCode_d';
const record = (operation: string, minute = 15) =>
  `2026-03-11T08:${String(minute).padStart(2, '0')}:30.1234567Z,KV-HARBOR,VAULTS,${operation},200`;
const csv = (...operations: readonly string[]) =>
  [header, ...operations.map((name, i) => record(name, i)), ''].join('\n');
const event = (operation: string) =>
  `${JSON.stringify({
    time: '2026-03-11T08:15:30.1234567Z',
    category: 'AuditEvent',
    operationName: operation,
    properties: { httpStatusCode: 200 },
    resourceId:
      '/SUBSCRIPTIONS/3F9D2A61-7C44-4A1B-9D02-6B1E8C5A7F30/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV-TIDE',
  })}\n`;

describe('a run over inputs', () => {
  test('reads them by path, each with its report', async () => {
    write('logs/b.json', event('SecretGet'));
    write('logs/a.csv', csv('VaultGet', 'VaultPatch'));
    const { texts, report } = await read(['logs']);
    expect(texts).toEqual([
      'logs/a.csv:2 2026-03-11T08:00:30.1234567Z KV-HARBOR VaultGet 200',
      'logs/a.csv:3 2026-03-11T08:01:30.1234567Z KV-HARBOR VaultPatch 200',
      'logs/b.json:1 2026-03-11T08:15:30.1234567Z KV-TIDE SecretGet 200',
    ]);
    const [first, second] = report.inputs;
    const bytes = readFileSync('logs/a.csv');
    expect(first).toMatchObject({
      path: 'logs/a.csv',
      shape: 'plain-csv',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      records: 2,
      rejected: 0,
      columns: header.split(','),
    });
    expect([first!.earliest, first!.latest].map((at) => formatInstant(at!))).toEqual([
      '2026-03-11T08:00:30.1234567Z',
      '2026-03-11T08:01:30.1234567Z',
    ]);
    expect(second).toMatchObject({ path: 'logs/b.json', shape: 'audit-object', records: 1 });
    expect(report).toMatchObject({ leftOut: [], troubles: [] });
  });

  test('gives the same rows and the same report every time', async () => {
    write('logs/a.csv', `${csv('VaultGet', 'VaultPatch')}broken\n`);
    write('logs/b.json', event('SecretGet'));
    write('logs/c.png', '\x89PNG\r\n\x1a\n');
    const source = await openExports(['logs', 'logs/a.csv']);
    expect(source.inputCount).toBe(2);
    const first = await scan(source);
    expect(first.rows).toHaveLength(3);
    expect(await scan(source)).toEqual(first);
  });

  test('does not depend on the order of paths', async () => {
    write('a/1.csv', csv('VaultGet'));
    write('b/2.csv', csv('VaultGet'));
    write('c.json', event('SecretGet'));
    write('d.txt', 'no export');
    const inOrder = await read(['a', 'b', 'c.json', 'd.txt']);
    expect(await read(['d.txt', 'c.json', 'b', 'a'])).toEqual(inOrder);
    expect(await read(['b', 'd.txt', 'a', 'c.json'])).toEqual(inOrder);
  });

  test('tells how far it has come, up to all bytes', async () => {
    write('a.csv', csv('VaultGet'));
    write('b.json.gz', gzipSync(event('SecretGet').repeat(1000)));
    const heard: [number, number][] = [];
    const { report } = await read(['a.csv', 'b.json.gz'], {
      onProgress: ({ read: sofar, total }) => heard.push([sofar, total]),
    });
    const total = report.inputs[0]!.bytes + report.inputs[1]!.bytes;
    expect(heard.map(([sofar]) => sofar)).toEqual(heard.map(([sofar]) => sofar).sort((a, b) => a - b));
    expect(heard.every(([, of]) => of === total)).toBe(true);
    expect(heard.at(-1)).toEqual([total, total]);
  });
});

describe('an input', () => {
  const content = event('SecretGet') + event('KeySign');
  const expected = ['SecretGet', 'KeySign'].map(
    (operation, i) => `x:${i + 1} 2026-03-11T08:15:30.1234567Z KV-TIDE ${operation} 200`,
  );

  test.each([
    ['plain', Buffer.from(content)],
    ['with a mark', Buffer.from(`\ufeff${content}`)],
    ['in UTF-16LE', Buffer.from(`\ufeff${content}`, 'utf16le')],
    ['in UTF-16BE', Buffer.from(`\ufeff${content}`, 'utf16le').swap16()],
    ['in UTF-16LE without mark', Buffer.from(content, 'utf16le')],
    ['packed', gzipSync(content)],
    ['packed twice', gzipSync(gzipSync(content))],
    ['packed in members', Buffer.concat([gzipSync(event('SecretGet')), gzipSync(event('KeySign'))])],
    ['packed in UTF-16', gzipSync(Buffer.from(`\ufeff${content}`, 'utf16le'))],
  ])('%s is read', async (_, bytes) => {
    write('x', bytes);
    const { texts, report, troubles } = await read(['x']);
    expect(texts).toEqual(expected);
    expect(troubles).toEqual([]);
    expect(report.inputs[0]).toMatchObject({
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  test('on standard input is read as often as needed', async () => {
    async function* chunks() {
      for (const byte of Buffer.from(content)) yield Uint8Array.of(byte);
    }
    const source = await openExports(['-'], { standardInput: chunks() });
    const first = await scan(source);
    expect(first.rows).toHaveLength(2);
    expect(first.report.inputs[0]).toMatchObject({ path: '-', bytes: Buffer.byteLength(content) });
    expect(await scan(source)).toEqual(first);
  });

  test('with a header alone is an export of no records', async () => {
    write('a.csv', `${header}\r\n`);
    const { report } = await read(['a.csv']);
    expect(report.inputs).toMatchObject([{ shape: 'plain-csv', records: 0, earliest: null, latest: null }]);
  });

  test('that ends in the middle of a record gives the records before, and says so', async () => {
    write('a.csv', csv('VaultGet', 'VaultPatch').slice(0, -20));
    write('b.json', (event('SecretGet') + event('KeySign')).slice(0, -30));
    const { texts, report, troubles } = await read(['a.csv', 'b.json']);
    expect(texts).toHaveLength(2);
    expect(report.inputs).toMatchObject([
      { records: 1, rejected: 1 },
      { records: 1, rejected: 1 },
    ]);
    expect(troubles).toContainEqual(expect.stringMatching(/^cut-file a\.csv:3 /));
    expect(troubles).toContainEqual(expect.stringMatching(/^cut-file b\.json/));
  });

  test('whose gzip is cut gives what could be unpacked, and says so', async () => {
    const whole = Array.from({ length: 5000 }, (_, i) => event(`Secret${(i * 7919) % 997}Get`)).join('');
    write('a.json.gz', gzipSync(whole).subarray(0, -1000));
    const { report, troubles } = await read(['a.json.gz']);
    expect(report.inputs[0]!.records).toBeGreaterThan(3000);
    expect(troubles.filter((text) => text.startsWith('cut-file'))).toContainEqual(
      expect.stringMatching(/the gzip data is cut or damaged/),
    );
  });

  test('with NUL bytes, bytes that are no UTF-8 and lone surrogates is read', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${header}\n${record('Vault\0Get')}\n`),
      Buffer.from(`${record('Vault')}`.replace('Vault,', 'Vault')),
      Buffer.from([0xff, 0xed, 0xa0, 0x80]),
      Buffer.from(',200\n'),
    ]);
    bytes.fill('', bytes.length);
    write('a.csv', bytes);
    write('b.json', event('Secret\ud800Get'));
    const { report } = await read(['a.csv', 'b.json']);
    expect(report.inputs).toMatchObject([{ path: 'a.csv' }, { path: 'b.json', records: 1, rejected: 0 }]);
    expect(report.inputs[0]!.records + report.inputs[0]!.rejected).toBe(2);
  });

  test('that is still written to is read up to the size it had, and said to have changed', async () => {
    write('a.json', event('SecretGet').repeat(3000));
    const source = await openExports(['a.json']);
    appendFileSync('a.json', event('KeySign'));
    const { report } = await scan(source);
    expect(report.inputs[0]).toMatchObject({ records: 3000 });
    expect(report.troubles).toMatchObject([
      { kind: 'file-changed', count: 1, examples: [{ path: 'a.json' }] },
    ]);
  });

  test('that is gone when it is read is reported, and the others are read', async () => {
    write('a.csv', csv('VaultGet'));
    write('b.csv', csv('VaultPatch'));
    const source = await openExports(['a.csv', 'b.csv']);
    rmSync('a.csv');
    const { rows, report } = await scan(source);
    expect(rows).toHaveLength(1);
    expect(report.inputs).toMatchObject([
      { path: 'a.csv', bytes: 0, records: 0 },
      { path: 'b.csv', records: 1 },
    ]);
    expect(report.troubles).toMatchObject([
      { kind: 'cut-file', examples: [{ path: 'a.csv', detail: expect.stringMatching(/no such file/) }] },
    ]);
  });

  test('of rows that no way out stops at is whole, and rows of other tables count', async () => {
    const rows = (count: number) => JSON.stringify(Array(count).fill(JSON.parse(event('SecretGet'))));
    write('a.json', rows(10_000));
    write(
      'b.csv',
      `${header},Type\n${`${record('VaultGet')},\n`.repeat(9_999)}${record('VaultGet')},Heartbeat\n`,
    );
    const { troubles } = await read(['a.json', 'b.csv']);
    expect(troubles.filter((trouble) => trouble.startsWith('export-cap'))).toEqual([
      'export-cap b.csv exactly 10000 rows, at which older portals stop: there may be more',
    ]);
  });

  test('of exactly as many rows as a way out gives may be cut', async () => {
    write('a.csv', `${header}\n${`${record('VaultGet')}\n`.repeat(10_000)}`);
    write('b.csv', `${header}\n${`${record('VaultGet')}\n`.repeat(9_999)}`);
    write('c.json', event('SecretGet').repeat(10_000));
    const { troubles } = await read(['a.csv', 'b.csv', 'c.json']);
    expect(troubles).toEqual([
      'export-cap a.csv exactly 10000 rows, at which older portals stop: there may be more',
    ]);
  });
});

describe('the same bytes', () => {
  test('by two names of one file are read once', async () => {
    write('a.csv', csv('VaultGet'));
    const { texts, troubles } = await read(['./a.csv', 'a.csv']);
    expect(texts).toHaveLength(1);
    expect(troubles).toEqual(['same-file-twice a.csv the same as ./a.csv; it is read once']);
  });

  test('in two files are read twice, which is said', async () => {
    write('a.csv', csv('VaultGet'));
    write('b.csv', csv('VaultGet'));
    const { texts, troubles } = await read(['b.csv', 'a.csv']);
    expect(texts).toHaveLength(2);
    expect(troubles).toEqual([
      'same-file-twice b.csv its bytes are those of a.csv; both are read, so each record counts twice',
    ]);
  });
});

describe('what is no export', () => {
  const foreign: Readonly<Record<string, readonly [content: string | Uint8Array, reason: string | RegExp]>> =
    {
      empty: ['', 'empty'],
      activity: [JSON.stringify([{ eventTimestamp: '2026-03-11T08:15:30Z' }]), /^Azure Activity Log records/],
      avro: ['Obj\x01\x04\x14avro.codec', /^Avro/],
      bomb: [Buffer.concat(Array(200).fill(gzipSync(Buffer.alloc(1_000_000)))), 'binary data'],
      cut: [
        gzipSync(csv('VaultGet')).subarray(0, 12),
        /^text that is no export; .*; the gzip data is cut or damaged/,
      ],
      junk: [
        Buffer.concat([gzipSync('').subarray(0, 10), Buffer.from('junk and more junk')]),
        /^the gzip data is cut or damaged/,
      ],
      other: [
        'TimeGenerated,DeviceVendor,Type\n2026-03-11T08:15:30Z,x,CommonSecurityLog\n',
        'rows of the table CommonSecurityLog, not AzureDiagnostics',
      ],
      parquet: ['PAR1\x15\x04', 'Parquet: export as JSON or CSV instead'],
      pdf: ['%PDF-1.7\n', 'a PDF document'],
      png: [Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'a PNG picture'],
      text: ['notes of the night shift', 'text that is no export; it begins with "notes of the night shift"'],
      zip: [
        Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), deflateRawSync('x')]),
        /^a zip archive or spreadsheet/,
      ],
    };

  test('is left out with its reason while the rest is read', async () => {
    for (const [name, [content]] of Object.entries(foreign)) write(`logs/${name}`, content);
    write('logs/ours.csv', csv('VaultGet'));
    const { texts, report } = await read(['logs']);
    expect(texts).toHaveLength(1);
    expect(report.leftOut).toEqual(
      Object.entries(foreign)
        .map(([name, [, reason]]) => ({
          path: `logs/${name}`,
          reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
        }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    );
    expect(report.troubles).toMatchObject([{ kind: 'left-out', count: Object.keys(foreign).length }]);
  });

  test('alone is the user to mend, with the first reasons in one line', async () => {
    for (const name of ['png', 'pdf', 'text', 'zip']) write(`logs/${name}`, foreign[name]![0]);
    await expect(openExports(['logs'])).rejects.toThrow(
      new UsageError(
        'no export of Key Vault logs among the inputs: logs/pdf: a PDF document; logs/png: a PNG picture; logs/text: text that is no export; it begins with "notes of the night shift"; and 1 more',
      ),
    );
  });
});

describe('the user is told', () => {
  test.each([
    [[], {}, /^no input/],
    [['gone'], {}, /^gone cannot be read: no such file or folder$/],
    [['none'], {}, /^there are no files in none: name exported logs$/],
    [['a.csv'], { shape: 'xml' }, /^no shape is called xml: use one of portal-csv, plain-csv, /],
    [['a.csv'], { localZone: 'Mars/Olympus' }, /^no time zone is called Mars\/Olympus/],
    [['a.csv'], { dateOrder: 'ymd' }, /^no order of dates is called ymd/],
  ])('%j with %j', async (paths, options, message) => {
    write('a.csv', csv('VaultGet'));
    mkdirSync('none');
    const opening = openExports(paths, options);
    await expect(opening).rejects.toThrow(UsageError);
    await expect(opening).rejects.toThrow(message);
  });

  test.skipIf(process.getuid?.() === 0)('of a file that may not be read', async () => {
    write('a.csv', csv('VaultGet'));
    chmodSync('a.csv', 0o000);
    await expect(openExports(['a.csv'])).rejects.toThrow(
      new UsageError('a.csv cannot be read: permission denied'),
    );
  });
});

test('a shape that is said holds for every input', async () => {
  write(
    'a.json',
    JSON.stringify([{ TimeGenerated: '2026-03-11T08:15:30Z', Resource: 'KV', ResourceType: 'None' }]),
  );
  const { report } = await read(['a.json'], { shape: 'az-cli' });
  expect(report.inputs[0]).toMatchObject({ shape: 'az-cli', records: 1 });
});

const realLogs = '/work/shared/real-logs';

// Records that Azure wrote; the folder is not part of the project.
test.skipIf(!existsSync(realLogs))('real logs hold as many records as their publisher counts', async () => {
  const files = JSON.parse(readFileSync(join(realLogs, 'expected.json'), 'utf8')).files;
  const { report } = await read([realLogs]);
  const counts = (of: readonly (readonly [string, { shape: string; records: number; rejected: number }])[]) =>
    Object.fromEntries(of.map(([path, { shape, records, rejected }]) => [path, [shape, records, rejected]]));
  const ours = Object.entries<{ shape: string; rows: string; records: number; rejected: number }>(
    files,
  ).filter(([, { rows }]) => rows !== 'other table');
  expect(counts(report.inputs.map((input) => [input.path.slice(realLogs.length + 1), input]))).toEqual(
    counts(ours),
  );
});
