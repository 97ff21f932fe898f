import type { Instant } from '../../records/instant.js';
import type { ExportInput } from '../inputs/export-input.js';
import type { ReaderOptions } from '../reader.js';
import { newestAtHead } from './newest-at-head.js';
import { NoPart } from './no-part.js';
import { partCutter } from './part-cutter.js';
import { readPart } from './read-part.js';
import { timeAlone } from './time-alone.js';

/** How much is read at each end, in bytes, and a little more to the next record. */
const endSize = 256 * 1024;

/** An input that is not much larger is as well read whole. */
const smallest = 8 * endSize;

/** The newest time at the ends of an input, or at its beginning where its end cannot be read alone; null where the whole of it has to be read. */
export async function newestAtEnds(
  input: ExportInput,
  options: ReaderOptions,
): Promise<{ readonly latest: Instant | null } | null> {
  const { path, shape, kind, stored } = input;
  if (stored.size < smallest) return null;
  const cutter = await partCutter(input);
  if (cutter === null || stored.file === null) {
    const latest = await newestAtHead(input, options);
    return latest === null ? null : { latest };
  }
  const first = cutter.boundary(endSize);
  const last = cutter.boundary(stored.size - 2 * endSize);
  if (first === null || last === null) return null;
  const part = { path, shape, kind, file: stored.file };
  const { beginning } = cutter;
  const stretches = [
    { ...beginning, from: beginning.head.length, to: first },
    { ...beginning, from: last, to: stored.size },
  ];
  let newest: Instant | null = null;
  try {
    for (const stretch of stretches) {
      const reading = { part: { ...part, stretch }, input: 0, ...timeAlone, options };
      const { latest } = await readPart(reading);
      if (latest !== null && (newest === null || latest > newest)) newest = latest;
    }
  } catch (error) {
    if (!(error instanceof NoPart)) throw error;
    return null;
  }
  return newest === null ? null : { latest: newest };
}
