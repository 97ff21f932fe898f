import { parentPort, workerData } from 'node:worker_threads';
import { buffersOf } from '../engine/feeds/row-batch.js';
import type { Answer, Errand, Setup } from './messages.js';
import { partWork } from './part-work.js';

// One thread of a scan: does errands one after the other, as they come.
const work = partWork(workerData as Setup);
let before: Promise<void> = Promise.resolve();

parentPort!.on('message', (errand: Errand) => {
  before = before.then(async () => {
    const answer: Answer = await work(errand);
    const buffers = 'made' in answer ? buffersOf(answer.made.batches) : [];
    parentPort!.postMessage(answer, buffers);
  });
});
