import { type BigIntStats, closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { StoredBytes } from './stored-bytes.js';

/** How much of a file is read at once. */
export const chunkSize = 512 * 1024;

/** The bytes of a regular file, which is opened anew for every reading; `opened` is what the file was when it was found. */
export function fileBytes(file: string, opened: BigIntStats): StoredBytes {
  const size = Number(opened.size);
  return {
    size,
    async *chunks(changed) {
      const descriptor = openSync(file, 'r');
      try {
        yield* descriptorBytes(descriptor, size);
        const change = changeSince(opened, fstatSync(descriptor, { bigint: true }));
        if (change !== null) changed(change);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

/** The first `size` bytes of an open file, fewer when it is shorter, through one buffer. */
export async function* descriptorBytes(descriptor: number, size: number): AsyncGenerator<Uint8Array> {
  // Reading is synchronous: it is faster than a hop through the thread pool, and the next stage works between chunks.
  const buffer = Buffer.allocUnsafe(Math.min(size, chunkSize));
  for (let at = 0; at < size; ) {
    const count = readSync(descriptor, buffer, 0, Math.min(buffer.length, size - at), at);
    if (count === 0) return;
    at += count;
    yield buffer.subarray(0, count);
  }
}

function changeSince(opened: BigIntStats, now: BigIntStats): string | null {
  if (now.size > opened.size)
    return `it grew from ${opened.size} to ${now.size} bytes while it was read; the first ${opened.size} were read`;
  if (now.size < opened.size) return `it shrank from ${opened.size} to ${now.size} bytes while it was read`;
  if (now.ino !== opened.ino || now.mtimeNs !== opened.mtimeNs)
    return 'it was written to or replaced while it was read';
  return null;
}
