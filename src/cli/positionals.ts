import { existsSync } from 'node:fs';
import type { Detection } from '../findings/detection.js';
import { UsageError } from '../records/usage-error.js';
import { visibleExcerpt } from '../reports/visible-text.js';

/** Holds a command against words that it has no use for. */
export function noFurther([word]: readonly string[]): void {
  if (word !== undefined) throw new UsageError(`${visibleExcerpt(word)} is one word too many`);
}

/** The first word and those after it. Throws a UsageError that shows the usage when there is none. */
export function firstAndRest(words: readonly string[], usage: string): readonly [string, readonly string[]] {
  const [first, ...rest] = words;
  if (first === undefined) throw new UsageError(`usage: vaultreplay ${usage}`);
  return [first, rest];
}

/** Holds paths against ids of detections, where somebody gave `--only` several values in a row. */
export function noIds(paths: readonly string[], detections: readonly Detection[]): void {
  const id = paths.find((path) => detections.some((one) => one.id === path) && !existsSync(path));
  if (id !== undefined)
    throw new UsageError(`${id} is a detection, not a path: give --only one value, with commas between ids`);
}
