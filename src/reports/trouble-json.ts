import type { TroubleReport } from '../records/trouble.js';

/** A trouble as a plain object, its keys in the order of the contract. */
export const troubleObject = ({ kind, count, examples }: TroubleReport) => ({
  kind,
  count,
  examples: examples.map(({ path, line, detail }) => ({ path, line, detail })),
});
