import { randomBytes } from 'node:crypto';
import { openSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { descriptorBytes } from './file-bytes.js';
import type { StoredBytes } from './stored-bytes.js';

/**
 * Takes in a stream that can be read only once, such as standard input, so that its bytes can be read any number of times.
 * Up to `memory` bytes are held there, more go to a temporary file.
 */
export async function spool(stream: AsyncIterable<Uint8Array>, memory: number): Promise<StoredBytes> {
  const held: Uint8Array[] = [];
  let size = 0;
  let descriptor: number | null = null;
  for await (const chunk of stream) {
    size += chunk.length;
    if (descriptor === null && size <= memory) {
      held.push(Uint8Array.from(chunk));
      continue;
    }
    if (descriptor === null) {
      descriptor = openTemporaryFile();
      for (const earlier of held.splice(0)) writeAll(descriptor, earlier);
    }
    writeAll(descriptor, chunk);
  }
  const kept = descriptor;
  return {
    size,
    file: null,
    chunks: kept === null ? () => each(held) : () => descriptorBytes(kept, 0, size),
  };
}

async function* each(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** A file that only this process can reach: it loses its name at once, so the system removes it when the process ends, however it ends. */
function openTemporaryFile(): number {
  const path = join(tmpdir(), `vaultreplay-${randomBytes(12).toString('hex')}`);
  const descriptor = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return descriptor;
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}
