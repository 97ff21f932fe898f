import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { spool } from '../../../src/readers/inputs/spool.js';
import { allBytes, inChunks } from '../../support/bytes.js';

const memory = 100_000;
const numbered = (length: number) => Buffer.from(Array.from({ length }, (_, i) => i % 251));
const temporaryFiles = () => readdirSync(tmpdir()).filter((name) => /^vaultreplay-[0-9a-f]{24}$/.test(name));

test.each([
  0,
  1000,
  memory,
  memory + 1,
  20 * memory,
])('%i bytes of a stream can be read twice', async (length) => {
  const bytes = numbered(length);
  const stored = await spool(inChunks(bytes, 70_000), memory);
  expect(stored.size).toBe(length);
  for (let reading = 0; reading < 2; reading++)
    expect((await allBytes(stored.chunks(() => {}))).equals(bytes)).toBe(true);
});

test('two readings at once do not disturb each other', async () => {
  const bytes = numbered(20 * memory);
  const stored = await spool(inChunks(bytes, 70_000), memory);
  const other = stored.chunks(() => {})[Symbol.asyncIterator]();
  const first = Buffer.from((await other.next()).value);
  expect((await allBytes(stored.chunks(() => {}))).equals(bytes)).toBe(true);
  const second = Buffer.from((await other.next()).value);
  const both = Buffer.concat([first, second]);
  expect(both.equals(bytes.subarray(0, both.length))).toBe(true);
  await other.return?.();
});

test('nothing is left in the temporary folder, not even while it can be read', async () => {
  const before = temporaryFiles();
  const stored = await spool(inChunks(numbered(2 * memory), 70_000), memory);
  expect(temporaryFiles()).toEqual(before);
  expect(stored.size).toBe(2 * memory);
});
