import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFile } from '../../../src/cli/output/write-file.js';
import { UsageError } from '../../../src/records/usage-error.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultreplay-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('writes all chunks, and leaves nothing else behind', () => {
  const path = join(folder, 'report.txt');
  const line = 'é'.repeat(50_000);
  writeFile(path, [line, '\n', line]);
  expect(readFileSync(path, 'utf8')).toBe(`${line}\n${line}`);
  expect(readdirSync(folder)).toEqual(['report.txt']);
});

test('keeps what stood there when writing fails half-way', () => {
  const path = join(folder, 'report.txt');
  writeFileSync(path, 'before');
  function* failing() {
    yield 'x'.repeat(100_000);
    throw new TypeError('ours');
  }
  expect(() => writeFile(path, failing())).toThrow(new TypeError('ours'));
  expect(readFileSync(path, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['report.txt']);
});

test('keeps the permissions of what it replaces', () => {
  const path = join(folder, 'report.txt');
  writeFileSync(path, 'before', { mode: 0o600 });
  writeFile(path, ['after']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('writes through a link', () => {
  const path = join(folder, 'link.txt');
  const target = join(folder, 'report.txt');
  writeFileSync(target, 'before');
  symlinkSync(target, path);
  writeFile(path, ['after']);
  expect(readFileSync(target, 'utf8')).toBe('after');
});

test.skipIf(!existsSync('/dev/full'))('says that a disk is full', () => {
  expect(() => writeFile('/dev/full', ['x'])).toThrow(UsageError);
  expect(() => writeFile('/dev/full', ['x'])).toThrow(
    /^\/dev\/full cannot be written: .*no space left on device/,
  );
});

test('says that a folder is missing', () => {
  expect(() => writeFile(join(folder, 'no', 'report.txt'), ['x'])).toThrow(
    /cannot be written: no such file or folder$/,
  );
});
