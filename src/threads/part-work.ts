import { LaterRecord } from '../engine/clock.js';
import { FeedRunner } from '../engine/feeds/feed-runner.js';
import { NoPart } from '../readers/parts/no-part.js';
import { readPart } from '../readers/parts/read-part.js';
import type { Answer, Errand, Setup } from './messages.js';

/** Reads parts and makes rows of their records, one part after the other. Never throws: what went wrong is an answer as well. */
export function partWork({ work, options }: Setup): (errand: Errand) => Promise<Answer> {
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
