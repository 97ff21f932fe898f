import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { contentOf } from '../../../src/readers/inputs/content.js';
import type { StoredBytes } from '../../../src/readers/inputs/stored-bytes.js';
import { allBytes, inChunks } from '../../support/bytes.js';

const text = '{"records":[{"time":"2026-03-11T08:15:30Z"}]}\n'.repeat(50);

async function read(bytes: Uint8Array, size: number, change: string | null = null) {
  const stored: StoredBytes = {
    size: bytes.length,
    file: null,
    async *chunks(changed) {
      yield* inChunks(bytes, size);
      if (change !== null) changed(change);
    },
  };
  const raw: Uint8Array[] = [];
  const heard: string[] = [];
  const content = await allBytes(
    contentOf(stored, {
      bytes: (chunk) => raw.push(Uint8Array.from(chunk)),
      end: () => heard.push('end'),
      trouble: (kind, detail) => heard.push(`${kind}: ${detail}`),
    }),
  );
  return { content: content.toString(), raw: Buffer.concat(raw), heard };
}

describe('the content of an input', () => {
  test.each([
    1,
    100,
    1 << 20,
  ])('is unpacked and decoded, and all raw bytes are heard, in chunks of %i', async (size) => {
    for (const plain of [Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')])
      for (const bytes of [plain, gzipSync(plain), gzipSync(gzipSync(plain))]) {
        const { content, raw, heard } = await read(bytes, size);
        expect(content).toBe(text);
        expect(raw.equals(bytes)).toBe(true);
        expect(heard).toEqual(['end']);
      }
  });

  test('is what could be unpacked of gzip that is cut', async () => {
    const { content, heard } = await read(gzipSync(text).subarray(0, -8), 64);
    expect(content).toBe(text);
    expect(heard).toEqual(['end', expect.stringMatching(/^cut-file: .*unexpected end of file/)]);
  });

  test('tells that the input changed', async () => {
    expect((await read(Buffer.from(text), 64, 'it grew')).heard).toEqual(['file-changed: it grew', 'end']);
  });

  test('stays packed where gzip stands in gzip too many times', async () => {
    let packed: Buffer = Buffer.from(text);
    for (let depth = 0; depth < 5; depth++) packed = gzipSync(packed);
    const { content } = await read(packed, 1 << 20);
    expect(content.charCodeAt(0)).toBe(0x1f);
  });

  test('is empty for an empty input', async () => {
    expect(await read(Buffer.alloc(0), 1)).toEqual({ content: '', raw: Buffer.alloc(0), heard: ['end'] });
  });
});
