import { type BigIntStats, closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { StoredBytes, StoredFile } from './stored-bytes.js';

/** How much of a file is read at once. */
export const chunkSize = 512 * 1024;

/** The bytes of a regular file, which is opened anew for every reading. */
export function fileBytes(file: StoredFile): StoredBytes {
  const size = Number(file.size);
  return {
    size,
    file,
    async *chunks(changed) {
      const descriptor = openSync(file.path, 'r');
      try {
        yield* descriptorBytes(descriptor, 0, size);
        const change = changeSince(file, fstatSync(descriptor, { bigint: true }));
        if (change !== null) changed(change);
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

/** The bytes of a file from one place to another, fewer when it is shorter, in chunks that are valid until the next is asked for. */
export async function* fileStretch(path: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  const descriptor = openSync(path, 'r');
  try {
    yield* descriptorBytes(descriptor, from, to);
  } finally {
    closeSync(descriptor);
  }
}

/** The bytes of an open file from one place to another, fewer when it is shorter, through one buffer. */
export async function* descriptorBytes(
  descriptor: number,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  // Reading is synchronous: it is faster than a hop through the thread pool, and the next stage works between chunks.
  const buffer = Buffer.allocUnsafe(Math.min(to - from, chunkSize));
  for (let at = from; at < to; ) {
    const count = readSync(descriptor, buffer, 0, Math.min(buffer.length, to - at), at);
    if (count === 0) return;
    at += count;
    yield buffer.subarray(0, count);
  }
}

function changeSince(opened: StoredFile, now: BigIntStats): string | null {
  if (now.size > opened.size)
    return `it grew from ${opened.size} to ${now.size} bytes while it was read; the first ${opened.size} were read`;
  if (now.size < opened.size) return `it shrank from ${opened.size} to ${now.size} bytes while it was read`;
  if (now.ino !== opened.ino || now.mtimeNs !== opened.mtimeNs)
    return 'it was written to or replaced while it was read';
  return null;
}
