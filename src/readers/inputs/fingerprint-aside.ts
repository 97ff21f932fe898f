import { Worker } from 'node:worker_threads';
import { builtModule } from '../../records/package-folder.js';
import type { Fingerprint } from './fingerprint.js';
import type { StoredBytes, StoredFile } from './stored-bytes.js';

/** So many bytes take longer to hash than a thread takes to begin. */
const worthAThread = 64 * 1024 * 1024;

/** Takes the fingerprint of a file in a thread of its own; null when that fails. */
export type FingerprintThread = (file: StoredFile) => Promise<Fingerprint | null>;

/**
 * Takes the fingerprint of an input beside whoever reads it, which is a fifth of the work; null where the reader does it as fast himself.
 * The bytes are read a second time: what changes in between changes its file, which the reader tells.
 */
export const fingerprintAside = (
  { file, size }: StoredBytes,
  thread: FingerprintThread = byWorker,
): Promise<Fingerprint | null> | null => (file === null || size < worthAThread ? null : thread(file));

const byWorker: FingerprintThread = (file) =>
  new Promise((resolve) => {
    const worker = new Worker(builtModule('src/readers/inputs/fingerprint-worker.js'), { workerData: file });
    worker.once('message', resolve);
    worker.once('error', () => resolve(null));
    worker.once('exit', () => resolve(null));
  });
