import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileBytes } from '../../../src/readers/inputs/file-bytes.js';
import { type FingerprintThread, fingerprintAside } from '../../../src/readers/inputs/fingerprint-aside.js';

const folder = mkdtempSync(join(tmpdir(), 'vaultreplay-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of so many bytes, of which the first are text and the others NUL. */
function fileOf(bytes: number) {
  const path = join(folder, `${bytes}`);
  writeFileSync(path, 'TimeGenerated\n');
  truncateSync(path, bytes);
  const { size, ino, mtimeNs } = statSync(path, { bigint: true });
  return fileBytes({ path, size, ino, mtimeNs });
}

const large = 65 * 1024 * 1024;

test('a thread takes the fingerprint of a large file', async () => {
  const bytes = Buffer.alloc(large);
  bytes.write('TimeGenerated\n');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(await fingerprintAside(fileOf(large))).toEqual({ bytes: large, sha256 });
});

test('who reads a small file takes it himself, and of what is no file', () => {
  expect(fingerprintAside(fileOf(1024))).toBe(null);
  expect(fingerprintAside({ ...fileOf(1024), size: large, file: null })).toBe(null);
});

test('nothing comes of a thread that cannot read the file', async () => {
  const stored = fileOf(large);
  rmSync(stored.file!.path);
  const none: FingerprintThread = async () => null;
  expect(await fingerprintAside(stored, none)).toBe(null);
  expect(await fingerprintAside(stored)).toEqual({ bytes: 0, sha256: createHash('sha256').digest('hex') });
});
