import { Worker } from 'node:worker_threads';
import type { Answer, Errand, Setup } from './messages.js';

/** A thread that does errands, one after the other in the order in which they are sent. */
export interface Thread {
  send(errand: Errand): void;
  stop(): Promise<void>;
}

/** Who hears of a thread. */
export interface ThreadEvents {
  answer(answer: Answer): void;
  /** The thread is lost. */
  failed(error: Error): void;
}

export type StartThread = (setup: Setup, events: ThreadEvents) => Thread;

/** Begins a worker thread of Node. */
export const startWorker: StartThread = (workerData, events) => {
  const worker = new Worker(workerFile, { workerData });
  let stopped = false;
  worker.on('message', events.answer);
  worker.on('error', events.failed);
  worker.on('exit', (code) => {
    if (!stopped) events.failed(new Error(`A thread ended with code ${code}.`));
  });
  return {
    send: (errand) => worker.postMessage(errand),
    async stop() {
      stopped = true;
      await worker.terminate();
    },
  };
};

// Threads run what was built, also where this file itself is run as it is written.
const workerFile = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/src/threads/worker.js', import.meta.url)
  : new URL('./worker.js', import.meta.url);
