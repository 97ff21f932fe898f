import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that is gone when the test is over; with `/`. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vaultreplay-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder.replaceAll('\\', '/');
}

/** Bytes in chunks of at most `size`, through one buffer that is overwritten for every chunk, as files are read. */
export async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = Math.min(size, bytes.length - at);
    buffer.fill(0xa5);
    buffer.set(bytes.subarray(at, at + length));
    yield buffer.subarray(0, length);
  }
}

/** All bytes of a stream. */
export async function allBytes(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const taken: Uint8Array[] = [];
  for await (const chunk of chunks) taken.push(Uint8Array.from(chunk));
  return Buffer.concat(taken);
}
