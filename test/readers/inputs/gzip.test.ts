import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gunzip, isGzip } from '../../../src/readers/inputs/gzip.js';
import { allBytes, inChunks } from '../../support/bytes.js';

const lines = (count: number, from = 0) =>
  Buffer.from(Array.from({ length: count }, (_, i) => `{"record":${i + from}}\n`).join(''));

async function unpack(packed: Uint8Array, size: number) {
  const damages: string[] = [];
  const bytes = await allBytes(gunzip(inChunks(packed, size), (detail) => damages.push(detail)));
  return { text: bytes.toString(), damages };
}

describe('gunzip', () => {
  test.each([1, 7, 100, 1 << 20])('unpacks what comes in chunks of %i bytes', async (size) => {
    expect(await unpack(gzipSync(lines(500)), size)).toEqual({ text: lines(500).toString(), damages: [] });
  });

  test('unpacks members that follow one another, wherever chunks are cut', async () => {
    const packed = Buffer.concat([gzipSync(lines(3)), gzipSync(''), gzipSync(lines(2, 3))]);
    for (let size = 1; size <= packed.length; size++)
      expect(await unpack(packed, size)).toEqual({ text: lines(5).toString(), damages: [] });
  });

  test('passes over zeros behind the last member', async () => {
    const packed = Buffer.concat([gzipSync(lines(3)), Buffer.alloc(700)]);
    for (const size of [16, 1 << 20])
      expect(await unpack(packed, size)).toEqual({ text: lines(3).toString(), damages: [] });
  });

  test('gives all that a cut file still holds, and says that it is cut', async () => {
    const whole = lines(20_000);
    const packed = gzipSync(whole);
    for (const share of [0.2, 0.5, 0.9]) {
      const { text, damages } = await unpack(packed.subarray(0, packed.length * share), 512 * 1024);
      expect(text.length).toBeGreaterThan(whole.length * (share - 0.1));
      expect(whole.toString().startsWith(text)).toBe(true);
      expect(damages).toEqual([expect.stringContaining('unexpected end of file')]);
    }
  });

  test('says that a file is cut which lacks only the last byte', async () => {
    const { text, damages } = await unpack(gzipSync(lines(10)).subarray(0, -1), 1024);
    expect(text).toBe(lines(10).toString());
    expect(damages).toHaveLength(1);
  });

  test('says where the data is damaged, keeps what stands before, and reads the packed bytes to their end', async () => {
    const whole = Buffer.from(
      Array.from({ length: 80_000 }, (_, i) => `${i * 7919}:${(i * 104_729) % 65_521}\n`).join(''),
    );
    const packed = gzipSync(whole);
    packed.fill(0xff, packed.length - 50_000, packed.length - 49_000);
    let taken = 0;
    async function* counted() {
      for await (const chunk of inChunks(packed, 1 << 18)) {
        taken += chunk.length;
        yield chunk;
      }
    }
    const damages: string[] = [];
    const bytes = await allBytes(gunzip(counted(), (detail) => damages.push(detail)));
    expect(damages).toHaveLength(1);
    expect(bytes.length).toBeGreaterThan(whole.length / 2);
    expect(bytes.subarray(0, whole.length / 2).equals(whole.subarray(0, whole.length / 2))).toBe(true);
    expect(taken).toBe(packed.length);
  });

  test('says that junk behind the mark cannot be unpacked', async () => {
    const junk = Buffer.concat([gzipSync('x').subarray(0, 10), Buffer.from('no deflate data at all')]);
    expect(await unpack(junk, 1024)).toEqual({ text: '', damages: [expect.stringContaining('gzip')] });
  });

  test('holds no more than a little of a bomb at once', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(40_000_000)));
    let greatest = 0;
    let total = 0;
    for await (const chunk of gunzip(gunzip(inChunks(bomb, 65_536), fail), fail)) {
      greatest = Math.max(greatest, chunk.length);
      total += chunk.length;
    }
    expect(total).toBe(40_000_000);
    expect(greatest).toBeLessThanOrEqual(1024 * 1024);
  });

  test('can be left in the middle', async () => {
    let chunks = 0;
    for await (const _ of gunzip(inChunks(gzipSync(Buffer.alloc(30_000_000)), 1024), fail))
      if (++chunks === 2) break;
    expect(chunks).toBe(2);
  });
});

test('gzip is known by its first three bytes', () => {
  expect(isGzip(gzipSync(''))).toBe(true);
  expect(isGzip(Buffer.from([0x1f, 0x8b]))).toBe(false);
  expect(isGzip(Buffer.from('{"records":[]}'))).toBe(false);
});

const fail = (detail: string) => {
  throw new Error(detail);
};
