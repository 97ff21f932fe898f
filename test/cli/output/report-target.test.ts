import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportTarget } from '../../../src/cli/output/report-target.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultreplay-test-'));
  writeFileSync(join(folder, 'file'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('goes to stdout, csv with one table only', () => {
  expect(reportTarget('json', undefined, 7)).toEqual({ to: 'stdout' });
  expect(reportTarget('csv', undefined, 1)).toEqual({ to: 'stdout' });
  expect(() => reportTarget('csv', undefined, 2)).toThrow(
    /^csv holds one table: choose one detection with --only/,
  );
});

test('goes to a file', () => {
  const path = join(folder, 'new.json');
  expect(reportTarget('json', path, 7)).toEqual({ to: 'file', path });
  expect(reportTarget('json', 'new.json', 7)).toEqual({ to: 'file', path: 'new.json' });
});

test('puts the tables of csv into a folder, or one into a csv file', () => {
  expect(reportTarget('csv', folder, 7)).toEqual({ to: 'folder', path: folder });
  const made = join(folder, 'tables');
  expect(reportTarget('csv', made, 7)).toEqual({ to: 'folder', path: made });
  const one = join(folder, 'one.csv');
  expect(reportTarget('csv', one, 1)).toEqual({ to: 'file', path: one });
  expect(reportTarget('csv', one, 2)).toEqual({ to: 'folder', path: one });
});

test('refuses a place that does not fit, before any work', () => {
  expect(() => reportTarget('json', join(folder, 'no', 'x.json'), 7)).toThrow(
    /there is no folder .*no; make it first$/,
  );
  expect(() => reportTarget('csv', join(folder, 'no', 'x'), 7)).toThrow(
    /there is no folder .*no; make it first$/,
  );
  expect(() => reportTarget('json', folder, 7)).toThrow(/is a folder: name a file in it$/);
  expect(() => reportTarget('csv', join(folder, 'file'), 7)).toThrow(/is a file: csv needs a folder/);
  expect(() => reportTarget('json', join(folder, 'file', 'x.json'), 7)).toThrow(/there is no folder/);
});
