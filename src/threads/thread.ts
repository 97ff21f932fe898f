import { Worker } from 'node:worker_threads';
import { builtModule } from '../records/package-folder.js';
import type { Message, Reply } from './messages.js';
import { partWork } from './part-work.js';

/** A thread that does what it is sent, in that order. */
export interface Thread {
  send(message: Message): void;
  /** Says whether the process has to wait for its replies. */
  hold(held: 'held' | 'free'): void;
}

/** Who hears of a thread. */
export interface ThreadEvents {
  reply(reply: Reply): void;
  /** The thread is lost. */
  failed(error: Error): void;
}

export type StartThread = (events: ThreadEvents) => Thread;

/** Makes this thread one of those that read: it is not begun, and knows its work already. */
export const ownThread: StartThread = ({ reply }) => ({ send: partWork(reply), hold() {} });

/** Begins a worker thread of Node. It ends with the process. */
export const startWorker: StartThread = (events) => {
  const worker = new Worker(builtModule('src/threads/worker.js'));
  worker.unref();
  worker.on('message', events.reply);
  worker.on('error', events.failed);
  worker.on('exit', (code) => events.failed(new Error(`A thread ended with code ${code}.`)));
  return {
    send: (message) => worker.postMessage(message),
    hold: (held) => (held === 'held' ? worker.ref() : worker.unref()),
  };
};
