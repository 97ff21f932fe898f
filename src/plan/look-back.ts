import type { Instant } from '../records/instant.js';
import { foldedValue } from './fold.js';
import type { PlanNode } from './node.js';
import { expressionsOf, partsOf, stepsOf } from './walk.js';

/** The instants before the clock that a plan computes from it, each once, earliest first. */
export function instantsBefore(plan: PlanNode, now: Instant): readonly Instant[] {
  const parts = stepsOf([plan]).flatMap(expressionsOf).flatMap(partsOf);
  const instants = parts.flatMap((part) => {
    // Without the clock, what depends on it has no value.
    if (part.type !== 'datetime' || foldedValue(part, null) !== undefined) return [];
    const at = (foldedValue(part, now) ?? null) as Instant | null;
    return at !== null && at < now ? [at] : [];
  });
  return [...new Set(instants)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** How much of a look back may be missing before it is worth a word: exports of a span never begin at its first tick. */
export const missingShare = 0.05;
