import { setImmediate } from 'node:timers/promises';
import { LaterRecord } from '../engine/clock.js';
import { FeedRunner } from '../engine/feeds/feed-runner.js';
import { NoPart } from '../readers/parts/no-part.js';
import { readPart } from '../readers/parts/read-part.js';
import type { Answer, Errand, Message, Reply, Setup } from './messages.js';

/** Does what messages say, one after the other, and replies. */
export function partWork(reply: (reply: Reply) => void): (message: Message) => void {
  let before: Promise<void> = Promise.resolve();
  let scan = 0;
  let read: ((errand: Errand) => Promise<Answer>) | null = null;
  const follow = async (message: Message): Promise<void> => {
    if ('setup' in message) {
      scan = message.scan;
      read = partReader(message.setup);
    } else reply({ scan, answer: await read!(message.errand) });
  };
  return (message) => {
    // Between two messages others have their turn.
    before = before.then(() => setImmediate()).then(() => follow(message));
  };
}

/** Reads parts and makes rows of their records, one part after the other. Never throws: what went wrong is an answer as well. */
function partReader({ work, options }: Setup): (errand: Errand) => Promise<Answer> {
  const runner = new FeedRunner(work);
  const { request, sink } = runner;
  return async ({ number, part, input }) => {
    try {
      const report = await readPart({ part, input, request, sink, options });
      return { number, made: runner.take(), report };
    } catch (error) {
      if (error instanceof NoPart) return { number, failure: 'no part' };
      if (error instanceof LaterRecord) return { number, failure: 'later record' };
      return { number, error };
    }
  };
}
