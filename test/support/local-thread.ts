import { partWork } from '../../src/threads/part-work.js';
import type { StartThread } from '../../src/threads/thread.js';

/** A thread that is none: it works in this one, and copies all that is sent as between threads. */
export const startLocal: StartThread = ({ reply }) => {
  const work = partWork((made) => reply(structuredClone(made)));
  return { send: (message) => work(structuredClone(message)), hold() {} };
};
