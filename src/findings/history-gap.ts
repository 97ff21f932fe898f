import { instantsBefore, missingShare } from '../plan/look-back.js';
import type { PlanNode } from '../plan/node.js';
import type { Instant } from '../records/instant.js';
import type { ScanReport } from '../records/scan.js';

/** A look back that the records do not reach. */
export interface HistoryGap {
  /** To when the plan looks back. */
  readonly from: Instant;
  /** When the records begin. */
  readonly begins: Instant;
}

/** Where a plan looks further back than the records reach; null when they reach far enough. */
export function historyGap(
  plan: PlanNode,
  { inputs }: Pick<ScanReport, 'inputs'>,
  now: Instant,
): HistoryGap | null {
  const [from] = instantsBefore(plan, now);
  const begins = inputs
    .map(({ earliest }) => earliest)
    .reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
  if (from === undefined || begins === null) return null;
  const wanted = Number(now) - Number(from);
  return Number(begins) - Number(from) <= missingShare * wanted ? null : { from, begins };
}
