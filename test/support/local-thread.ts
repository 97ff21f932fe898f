import { partWork } from '../../src/threads/part-work.js';
import type { StartThread } from '../../src/threads/thread.js';

/** A thread that is none: it does its errands in this one, and copies all that is sent as between threads. */
export const startLocal: StartThread = (setup, events) => {
  const work = partWork(structuredClone(setup));
  let before: Promise<void> = Promise.resolve();
  return {
    send(errand) {
      const sent = structuredClone(errand);
      before = before.then(async () => events.answer(structuredClone(await work(sent))));
    },
    stop: () => before,
  };
};
