import { suggestion } from '../../records/nearest.js';
import { UsageError } from '../../records/usage-error.js';
import { visibleExcerpt } from '../../reports/visible-text.js';

/** The value of an option that takes one of some words; null when it is not given. Throws a UsageError on any other word. */
export function oneOf<const Word extends string>(
  option: string,
  value: string | undefined,
  words: readonly Word[],
): Word | null {
  if (value === undefined) return null;
  const word = words.find((known) => known === value);
  if (word !== undefined) return word;
  throw new UsageError(
    `${option} cannot be ${visibleExcerpt(value)}.${suggestion(value, words)} It takes one of: ${words.join(', ')}`,
  );
}
