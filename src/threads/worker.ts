import { parentPort } from 'node:worker_threads';
import { buffersOf } from '../engine/feeds/row-batch.js';
import { partWork } from './part-work.js';

// One thread, from its beginning to its end.
const port = parentPort!;
port.on(
  'message',
  partWork((reply) => {
    const { answer } = reply;
    port.postMessage(reply, 'made' in answer ? buffersOf(answer.made.batches) : []);
  }),
);
