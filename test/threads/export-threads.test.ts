import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detections as shipped } from '../../detections/index.js';
import { replay } from '../../src/engine/replay.js';
import { openExports } from '../../src/readers/exports.js';
import { jsonReport } from '../../src/reports/json.js';
import { exportThreads } from '../../src/threads/export-threads.js';
import { ownThread, type StartThread, startWorker } from '../../src/threads/thread.js';
import { temporaryFolder } from '../support/bytes.js';
import { histories } from '../support/histories.js';
import { startLocal } from '../support/local-thread.js';
import type { HandRecord } from '../support/published-by-hand.js';

/** The extended ones, which threads feed as they do the hardened ones, would take most of the time. */
const detections = shipped.filter(({ id }) => !id.startsWith('extended/'));

type Files = { readonly [name: string]: string | Uint8Array };

/** The report of one thread, and that of several that read parts of a size. */
async function reports(files: Files, partSize: number, starts: readonly StartThread[]) {
  const folder = join(temporaryFolder(), 'exports');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const alone = await replay(detections, await openExports([folder]));
  const source = await openExports([folder]);
  const threads = exportThreads(source, { starts, partSize })!;
  const spread = await replay(detections, source, { threads });
  return { alone: [...jsonReport(alone)].join(''), spread: [...jsonReport(spread)].join('') };
}

async function expectSame(files: Files, partSize: number, count = 2): Promise<string> {
  const { alone, spread } = await reports(files, partSize, new Array(count).fill(startLocal));
  expect(spread).toBe(alone);
  return alone;
}

/** Cells that a CSV file has to put in quotes, so that cuts fall into them. */
const odd = fc.constantFrom('', 'plain', 'a, b', 'said "no"', 'two\nlines', 'a\r\n"b",\nc,d\n', ',,,\n,,,');

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function csv(records: readonly HandRecord[], remarks: readonly string[], broken: readonly string[]): string {
  const names = [...Object.keys(records[0] ?? { TimeGenerated: '' }), 'requestUri_s', 'Type'];
  const lines = records.map((record, i) =>
    [...Object.values(record), remarks[i % remarks.length]!, 'AzureDiagnostics'].map(quoted).join(','),
  );
  for (const [i, line] of broken.entries()) lines.splice((i * 7) % (lines.length + 1), 0, line);
  return `${names.join(',')}\n${lines.join('\n')}\n`;
}

const jsonLines = (records: readonly HandRecord[], broken: readonly string[]) =>
  [...records.map((record) => JSON.stringify(record)), ...broken].map((line) => `${line}\n`).join('');

const long = fc.array(histories, { minLength: 1, maxLength: 6 }).map((parts) => parts.flat());
const remarks = fc.array(odd, { minLength: 1, maxLength: 5 });
const broken = fc.array(fc.constantFrom('', 'x', '"open', 'a"b,c', '{"a":1}', ',,"'), { maxLength: 2 });

describe('threads give what one thread gives', () => {
  test('of CSV with quotes, line ends within them and broken records, cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        long,
        remarks,
        broken,
        fc.integer({ min: 300, max: 9_000 }),
        async (records, odd, bad, size) => {
          fc.pre(records.length > 0);
          await expectSame({ 'a.csv': csv(records, odd, bad) }, size, 3);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('of JSON Lines, several files and copies among them', async () => {
    await fc.assert(
      fc.asyncProperty(
        long,
        long,
        broken,
        fc.integer({ min: 300, max: 9_000 }),
        async (some, more, bad, size) => {
          fc.pre(some.length > 0 && more.length > 0);
          const files = {
            'a.jsonl': jsonLines(some, bad),
            'b.csv': csv(more, ['x'], []),
            'c.jsonl': jsonLines([...more, ...some], []),
          };
          await expectSame(files, size);
        },
      ),
      { numRuns: 15 },
    );
  });

  const [first, ...rest] = fc.sample(histories, { numRuns: 60, seed: 7 }).flat() as [
    HandRecord,
    ...HandRecord[],
  ];
  const records = [first, ...rest];

  test.each([
    ['packed', { 'a.csv.gz': gzipSync(csv(records, ['x'], [])) }],
    ['in an array', { 'a.json': JSON.stringify(records) }],
    ['in UTF-16', { 'a.csv': Buffer.from(`\ufeff${csv(records, ['x'], [])}`, 'utf16le') }],
    ['with a byte order mark', { 'a.csv': `\ufeff${csv(records, ['x\ny'], [])}` }],
    ['with CRLF', { 'a.csv': csv(records, ['x'], []).replaceAll('\n', '\r\n') }],
    ['behind a type line', { 'a.csv': `#TYPE Selected\n${csv(records, ['x'], ['bad'])}` }],
    [
      'with columns that stand twice',
      { 'a.csv': csv(records, ['x'], []).replace('requestUri_s', 'Resource') },
    ],
    [
      'cut at the end',
      { 'a.csv': csv(records, ['x'], []).slice(0, -30), 'b.jsonl': jsonLines(records, ['{"a']) },
    ],
    [
      'in one quoted cell',
      { 'a.csv': csv(records, ['x', csv(records.slice(0, 40), ['x'], [])], []).slice(0, 300_000) },
    ],
    ['among nothing', { 'a.csv': csv([first], ['x'], []), 'b.jsonl': '\n\n' }],
  ] as const)('of records %s', async (_, files) => {
    for (const size of [1_000, 20_000]) await expectSame(files, size);
  });

  test('when worker threads do the work', async () => {
    const files = { 'a.csv': csv(records, ['x', 'two\nlines'], ['bad']), 'b.jsonl': jsonLines(records, []) };
    const { alone, spread } = await reports(files, 10_000, [ownThread, startWorker]);
    expect(spread).toBe(alone);
    expect(alone).toContain('"detection":"published/');
  });
});

test('a thread that fails fails the replay', async () => {
  const start: StartThread = ({ failed }) => ({
    send: () => failed(new Error('out of memory')),
    hold() {},
  });
  await expect(
    reports({ 'a.csv': 'TimeGenerated,Resource\n2026-01-01T00:00:00Z,a\n' }, 10, [start]),
  ).rejects.toThrow('out of memory');
});
