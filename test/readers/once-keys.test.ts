import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from '../../src/readers/csv/csv.js';
import { jsonLineRecords } from '../../src/readers/json/json-records.js';
import type { ScanRequest } from '../../src/records/scan.js';
import { readText } from '../support/read-text.js';

const names = ['TimeGenerated', 'a_s', 'b_s', 'c_s', 'd_d', 'e_s'] as const;

const request: ScanRequest = {
  columns: [
    { name: 'TimeGenerated', type: 'datetime' },
    ...['a_s', 'b_s', 'c_s'].map((name) => ({ name, type: 'string' as const })),
    { name: 'd_d', type: 'real' },
    { name: 'e_s', type: 'string' },
  ],
  always: 1,
  wanted: [
    [{ column: 'a_s', op: 'isnotempty' }],
    [{ column: 'e_s', op: '==', value: 'x' }],
    [{ column: 'b_s', op: '==', value: '1' }],
  ],
  once: [['b_s'], ['a_s', 'b_s', 'c_s'], null],
  needed: [
    ['a_s', 'b_s', 'c_s'],
    ['a_s', 'b_s', 'c_s', 'e_s'],
    ['a_s', 'b_s', 'c_s', 'd_d', 'e_s'],
  ],
};

type Cells = readonly [string, string, string, string, string, string];

const small = fc.constantFrom('', '1', '2', 'a,b');
const cells: fc.Arbitrary<Cells> = fc.tuple(
  fc.constant('2026-03-11T08:15:30Z'),
  fc.oneof(small, fc.constant('z'.repeat(80))),
  small,
  fc.oneof(small, fc.string({ unit: fc.constantFrom('p', 'q', 'r'), maxLength: 3 })),
  fc.constantFrom('', '7', 'many'),
  fc.constantFrom('', 'x'),
);

/** The records that the request wants, by its words: for each the first of those alike, or every one. */
function wantedOf(records: readonly Cells[]): readonly Cells[] {
  const seen = new Set<string>();
  const first = (key: string) => seen.size < seen.add(key).size;
  return records.filter(([, a, b, c, , e]) => {
    const ways = [
      a !== '' && first(`b ${b}`),
      e === 'x' && first(JSON.stringify(['abc', a, b, c])),
      b === '1',
    ];
    return ways.includes(true);
  });
}

const csv = (records: readonly Cells[]) =>
  [names, ...records]
    .map((row) => `${row.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')}\n`)
    .join('');

const jsonLines = (records: readonly Cells[]) =>
  records
    .map((row) => `${JSON.stringify(Object.fromEntries(row.map((cell, i) => [names[i], cell])))}\n`)
    .join('');

test.each([
  ['csv', readCsv('AzureDiagnostics'), csv],
  ['JSON Lines', jsonLineRecords('AzureDiagnostics'), jsonLines],
] as const)('every record that is the first of its like is pushed, and few others are: %s', async (_, reader, write) => {
  const property = fc.asyncProperty(
    fc.array(cells, { maxLength: 60, size: 'max' }),
    fc.integer({ min: 200, max: 4_000 }),
    async (records, chunkSize) => {
      const { rows, seen } = await readText(reader, write(records), request, { chunkSize });
      // The number is read only where an alternative needs it.
      const pushed = rows.map(([, , a, b, c, , e]) => JSON.stringify([a, b, c, e]));
      const texts = ([, a, b, c, , e]: Cells) => JSON.stringify([a, b, c, e]);
      const inOrder = pushed[Symbol.iterator]();
      // What is wanted stands among what is pushed, in its order.
      for (const wanted of wantedOf(records).map(texts))
        expect([...until(inOrder, wanted)]).toContain(wanted);
      expect(seen).toHaveLength(records.length);
    },
  );
  await fc.assert(property, { numRuns: 100 });
  const { rows } = await readText(reader, write(alike('')), request, { chunkSize: 100_000 });
  expect(rows.length).toBeLessThan(5);
  // A column that cannot be read is none that makes the record wanted.
  const { troubles } = await readText(reader, write(alike('many')), request);
  expect(troubles).toEqual([]);
});

const alike = (real: string): readonly Cells[] =>
  Array.from({ length: 500 }, () => ['2026-03-11T08:15:30Z', 'a', '2', 'c', real, '']);

/** Takes from an iterator up to a value. */
function* until(values: Iterator<string>, last: string): Generator<string> {
  for (let next = values.next(); next.done !== true; next = values.next()) {
    yield next.value;
    if (next.value === last) return;
  }
}
