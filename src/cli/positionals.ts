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
