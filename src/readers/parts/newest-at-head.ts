import type { Instant } from '../../records/instant.js';
import { refusal } from '../../records/system-error.js';
import { Troubles } from '../../records/trouble.js';
import { contentOf } from '../inputs/content.js';
import type { ExportInput } from '../inputs/export-input.js';
import type { ReaderOptions } from '../reader.js';
import { RecordEmitter } from '../record-emitter.js';
import { readerFor } from '../shape-readers.js';
import { timeAlone } from './time-alone.js';

/** How much is read, unpacked, in bytes. */
const headSize = 512 * 1024;

/** The newest time at the beginning of an input, which is that of all its records where they stand newest first; null when there is none. */
export async function newestAtHead(
  { path, shape, kind, stored }: ExportInput,
  options: ReaderOptions,
): Promise<Instant | null> {
  const emitter = new RecordEmitter(
    path,
    0,
    timeAlone.request,
    timeAlone.sink,
    // A text that ends anywhere is cut for its reader; the scan tells what is wrong with the whole one.
    new Troubles(),
    new Set(),
  );
  const silent = { bytes() {}, end() {}, trouble() {} };
  const content = () => beginning(contentOf(stored, silent), headSize);
  try {
    await readerFor(shape, kind)({ path, content }, emitter, options);
  } catch (error) {
    refusal(error);
  }
  return emitter.latest;
}

async function* beginning(chunks: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  let left = size;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}
