import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from '../../src/records/row.js';
import type { Column } from '../../src/records/schema.js';
import type { Value } from '../../src/records/value.js';
import { csvFileName, csvTable, type FormulaCells } from '../../src/reports/csv.js';
import { instant, tableOf } from './replay-result.js';

const csv = (columns: readonly Column[], rows: readonly Value[][], formulas: FormulaCells = 'neutralised') =>
  [
    ...csvTable(
      tableOf('a/one', {
        columns,
        rows: rows.map((values): Row => [{ input: 0, line: 1, record: 1 }, ...values]),
      }),
      formulas,
    ),
  ].join('');

const text: Column = { name: 'A', type: 'string' };

test('writes the header when there are no rows', () => {
  expect(csv([text, { name: 'B', type: 'long' }], [])).toBe('A,B\r\n');
});

test('writes each type as the result table has it, null as an empty cell', () => {
  const columns: Column[] = [
    { name: 'When', type: 'datetime' },
    { name: 'Count', type: 'long' },
    { name: 'Share', type: 'real' },
    { name: 'On', type: 'bool' },
    { name: 'Set', type: 'dynamic' },
  ];
  expect(
    csv(columns, [
      [instant('2026-04-30T11:00:00.0000001Z'), -5, -0.5, true, ['a', 'b']],
      [null, -99999999999999999999n, null, null, null],
    ]),
  ).toBe(
    'When,Count,Share,On,Set\r\n' +
      '2026-04-30T11:00:00.0000001Z,-5,-0.5,true,"[""a"",""b""]"\r\n' +
      ',-99999999999999999999,,,\r\n',
  );
});

test('quotes what needs it', () => {
  expect(
    csv(
      [text, text],
      [
        ['a,b', 'say "no"'],
        ['one\ntwo', 'a;b'],
      ],
    ),
  ).toBe('A,A\r\n"a,b","say ""no"""\r\n"one\ntwo","a;b"\r\n');
});

test.each([
  "=cmd|' /C calc'!A0",
  '+1',
  '-1',
  '@SUM(A1)',
  '\tx',
  '\rx',
  ' =1',
  '"=1',
  "'=1",
  '\u200b=1',
  '＝1',
])('neutralises the formula %j', (formula) => {
  const [, [cell]] = parse(csv([text], [[formula]])) as [string[], [string]];
  expect(cell).toBe(`'${formula}`);
});

test('keeps formulas when asked to', () => {
  expect(csv([text], [['=1+1']], 'kept')).toBe('A\r\n=1+1\r\n');
});

test.each(['a=b', 'ann@contoso.com', '1-2', '10.0.0.1', ''])('leaves the text %j alone', (plain) => {
  expect(csv([text], [[plain]])).toBe(`A\r\n${plain}\r\n`);
});

test('gives any text back to a reader of RFC 4180', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1 }), (rows) => {
      expect(parse(csv([text, text], rows, 'kept'), { recordDelimiter: '\r\n' }).slice(1)).toEqual(rows);
    }),
  );
});

test('never lets a cell begin as a formula does', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' ', '"', 'a', ',') }),
      (cell) => {
        const [, [written]] = parse(csv([text, text], [[cell, 'end']]), {
          recordDelimiter: '\r\n',
        }) as [unknown, string[]];
        expect(written!.trimStart()).not.toMatch(/^[=+\-@\t\r]/);
      },
    ),
  );
});

test('names files by the detection, within their folder', () => {
  expect(csvFileName('published/firewall-allow-all')).toBe('published.firewall-allow-all.csv');
  expect(csvFileName('../../etc/passwd')).toBe('%2e%2e.%2e%2e.etc.passwd.csv');
  expect(csvFileName('a.b')).not.toBe(csvFileName('a/b'));
  expect(csvFileName('a\\b:c')).toBe('a%5cb%3ac.csv');
});
