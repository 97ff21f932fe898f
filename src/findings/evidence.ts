import { placesOf } from '../records/origin.js';
import type { Origin } from '../records/row.js';
import type { InputReport } from '../records/scan.js';
import type { Evidence } from './finding.js';

/** The records that a row came from, in the order of the inputs, each once. */
export const evidenceOf = (origin: Origin, inputs: readonly InputReport[]): readonly Evidence[] =>
  placesOf(origin).map(({ input, line, record }) => {
    const { path, sharedLines } = inputs[input]!;
    return sharedLines ? { path, line, record } : { path, line };
  });
