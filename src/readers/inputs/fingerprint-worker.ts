import { parentPort, workerData } from 'node:worker_threads';
import { fileBytes } from './file-bytes.js';
import { fingerprintOf } from './fingerprint.js';
import type { StoredFile } from './stored-bytes.js';

// One file, read for its fingerprint while another thread reads it for its records.
parentPort!.postMessage(await fingerprintOf(fileBytes(workerData as StoredFile)));
