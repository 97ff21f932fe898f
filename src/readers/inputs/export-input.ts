import { createReadStream } from 'node:fs';
import type { LeftOut } from '../../records/scan.js';
import { refusal } from '../../records/system-error.js';
import type { RowKind, Shape } from '../reader.js';
import { recognise } from '../recognise/recognise.js';
import { type ContentEvents, contentOf } from './content.js';
import { fileBytes } from './file-bytes.js';
import type { FoundInput } from './find-inputs.js';
import { spool } from './spool.js';
import type { StoredBytes } from './stored-bytes.js';

/** An input that is known to hold records of ours. */
export interface ExportInput {
  readonly path: string;
  readonly stored: StoredBytes;
  readonly shape: Shape;
  readonly kind: RowKind;
}

/** How inputs are opened. */
export interface OpenOptions {
  /** The shape that the user says; null to find it. */
  readonly shape: Shape | null;
  /** What `-` reads; null for the standard input of the process. */
  readonly standardInput: AsyncIterable<Uint8Array> | null;
}

/** Opens a place that was found and says what it holds. */
export async function openInput(found: FoundInput, options: OpenOptions): Promise<ExportInput | LeftOut> {
  const { path } = found;
  const damages: string[] = [];
  const events: ContentEvents = {
    bytes() {},
    end() {},
    trouble(kind, detail) {
      if (kind === 'cut-file') damages.push(detail);
    },
  };
  try {
    const stored = await storedBytes(found, options);
    const recognition = await recognise(contentOf(stored, events), options.shape);
    if (recognition.shape !== undefined)
      return { path, stored, shape: recognition.shape, kind: recognition.kind };
    const reasons = recognition.reason === 'empty' && damages.length > 0 ? [] : [recognition.reason];
    return { path, reason: [...reasons, ...damages].join('; ') };
  } catch (error) {
    return { path, reason: `cannot be read: ${refusal(error)}` };
  }
}

/** How much of a stream is held in memory, in bytes. */
const spoolMemory = 16 * 1024 * 1024;

async function storedBytes(found: FoundInput, { standardInput }: OpenOptions): Promise<StoredBytes> {
  switch (found.from) {
    case 'file': {
      const { size, ino, mtimeNs } = found.stats;
      return fileBytes({ path: found.path, size, ino, mtimeNs });
    }
    case 'pipe':
      return spool(createReadStream(found.path), spoolMemory);
    case 'standard input':
      return spool(standardInput ?? process.stdin, spoolMemory);
  }
}
