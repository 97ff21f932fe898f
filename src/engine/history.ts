import type { Detection } from '../findings/detection.js';
import { foldedValue } from '../plan/fold.js';
import type { PlanNode } from '../plan/node.js';
import { expressionsOf, partsOf, stepsOf } from '../plan/walk.js';
import { formatInstant, type Instant } from '../records/instant.js';
import type { ScanReport } from '../records/scan.js';

/** How much of a look back may be missing before it is worth a word: exports of a span never begin at its first tick. */
const missingShare = 0.05;

/** Says of a detection that it looks further back than the records reach; null when they reach far enough. */
export function shortHistory({ id, plan }: Detection, { inputs }: ScanReport, now: Instant): string | null {
  const from = lookBack(plan, now);
  const earliest = least(inputs.map((input) => input.earliest));
  if (from === null || earliest === null) return null;
  const wanted = Number(now) - Number(from);
  if (Number(earliest) - Number(from) <= missingShare * wanted) return null;
  return `${id} looks back to ${formatInstant(from)}, and the records begin at ${formatInstant(earliest)}`;
}

/** The earliest instant that a plan computes from the clock; null when none lies before it. */
function lookBack(plan: PlanNode, now: Instant): Instant | null {
  const parts = stepsOf([plan]).flatMap(expressionsOf).flatMap(partsOf);
  const instants = parts.map((part) => {
    // Without the clock, what depends on it has no value.
    const fromClock = part.type === 'datetime' && foldedValue(part, null) === undefined;
    return fromClock ? ((foldedValue(part, now) ?? null) as Instant | null) : null;
  });
  const earliest = least(instants);
  return earliest !== null && earliest < now ? earliest : null;
}

const least = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
