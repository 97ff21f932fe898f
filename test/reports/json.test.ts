import { expect, test } from 'vitest';
import { engine } from '../../src/reports/engine.js';
import { jsonReport } from '../../src/reports/json.js';
import { jsonlReport } from '../../src/reports/jsonl.js';
import { findingOf, inputOf, instant, resultOf, tableOf } from './replay-result.js';

const place = { input: 0, line: 1, record: 1 };

const full = resultOf({
  clock: { now: instant('2026-04-30T12:00:00Z'), from: 'option' },
  scan: {
    inputs: [
      inputOf('logs/a.csv', { rejected: 2 }),
      inputOf('logs/empty.json', { records: 0, earliest: null, latest: null }),
    ],
    leftOut: [],
    troubles: [],
  },
  troubles: [
    { kind: 'left-out', count: 1, examples: [{ path: 'logs/readme.txt', line: null, detail: 'no records' }] },
    {
      kind: 'malformed-record',
      count: 2,
      examples: [{ path: 'logs/a.csv', line: 3, detail: '2 cells of 9' }],
    },
  ],
  tables: [
    tableOf('a/one', {
      columns: [
        { name: 'DetectionTime', type: 'datetime' },
        { name: 'N', type: 'long' },
      ],
      rows: [
        [place, instant('2026-04-30T11:00:00Z'), 1],
        [place, null, null],
      ],
    }),
  ],
  skipped: [{ detection: 'a/two', reason: 'no such column', columns: ['x_s'] }],
  findings: [
    findingOf({
      entities: { account: { fullName: 'mal@contoso.com' }, ip: { address: '203.0.113.9' } },
      evidence: [
        { path: 'logs/a.csv', line: 12 },
        { path: 'logs/b.json', line: 1, record: 4 },
      ],
    }),
    findingOf({ id: 'f2', time: null }),
  ],
});

test('is the object of the contract, its keys in order', () => {
  const text = [...jsonReport(full)].join('');
  const sha256 = 'ab'.repeat(32);
  const findings = [
    {
      id: 'f1',
      detection: 'a/one',
      severity: 'high',
      time: '2026-04-30T11:00:00.0000000Z',
      title: 'Title of a/one',
      summary: 'the firewall of KV1 went from Deny to Allow',
      entities: { account: { fullName: 'mal@contoso.com' }, ip: { address: '203.0.113.9' } },
      evidence: [
        { path: 'logs/a.csv', line: 12 },
        { path: 'logs/b.json', line: 1, record: 4 },
      ],
      row: { VaultName: 'KV1' },
    },
    {
      id: 'f2',
      detection: 'a/one',
      severity: 'high',
      time: null,
      title: 'Title of a/one',
      summary: 'the firewall of KV1 went from Deny to Allow',
      entities: {},
      evidence: [{ path: 'logs/a.csv', line: 12 }],
      row: { VaultName: 'KV1' },
    },
  ];
  const expected = {
    engine: { name: 'vaultreplay', version: engine.version },
    clock: { now: '2026-04-30T12:00:00.0000000Z', from: 'option' },
    inputs: [
      {
        path: 'logs/a.csv',
        shape: 'portal-csv',
        bytes: 1000,
        sha256,
        records: 10,
        rejected: 2,
        earliest: '2026-04-30T01:00:00.0000000Z',
        latest: '2026-04-30T12:00:00.0000000Z',
      },
      {
        path: 'logs/empty.json',
        shape: 'portal-csv',
        bytes: 1000,
        sha256,
        records: 0,
        rejected: 0,
        earliest: null,
        latest: null,
      },
    ],
    troubles: [
      {
        kind: 'left-out',
        count: 1,
        examples: [{ path: 'logs/readme.txt', line: null, detail: 'no records' }],
      },
      {
        kind: 'malformed-record',
        count: 2,
        examples: [{ path: 'logs/a.csv', line: 3, detail: '2 cells of 9' }],
      },
    ],
    tables: [
      {
        name: 'a/one',
        columns: [
          { name: 'DetectionTime', type: 'datetime' },
          { name: 'N', type: 'long' },
        ],
        rows: [
          ['2026-04-30T11:00:00.0000000Z', 1],
          [null, null],
        ],
      },
    ],
    skipped: [{ detection: 'a/two', reason: 'no such column', columns: ['x_s'] }],
    findings,
  };
  // As text, so that the order of keys counts.
  expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(expected));
  expect(text.endsWith('}\n')).toBe(true);
});

test('stands the same way each time', () => {
  expect([...jsonReport(full)].join('')).toBe([...jsonReport(full)].join(''));
});

test('writes empty lists where there is nothing', () => {
  const report = JSON.parse([...jsonReport(resultOf())].join(''));
  expect(report).toMatchObject({ troubles: [], skipped: [], findings: [], tables: [{ rows: [] }] });
});

test('has a column called __proto__ as any other', () => {
  const row = Object.defineProperty({}, '__proto__', { value: 'x', enumerable: true }) as {
    [name: string]: string;
  };
  const text = [...jsonReport(resultOf({ findings: [findingOf({ row })] }))].join('');
  expect(text).toContain('"row":{"__proto__":"x"}');
});

test('writes one finding a line as JSON Lines, the same objects', () => {
  const lines = [...jsonlReport(full)].join('').split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse([...jsonReport(full)].join('')).findings);
  expect([...jsonlReport(resultOf())]).toEqual([]);
});
