import type { Clock } from '../findings/finding.js';
import { usesClock } from '../plan/needs.js';
import type { PlanNode } from '../plan/node.js';
import { type Instant, ticks } from '../records/instant.js';
import type { RecordSource, ScanReport } from '../records/scan.js';

/** The clock that the newest record of a scan sets. */
export function clockOf({ inputs }: ScanReport): Clock {
  let newest: Instant | null = null;
  for (const { latest } of inputs)
    if (latest !== null && (newest === null || latest > newest)) newest = latest;
  return { now: newest, from: 'newest record' };
}

/**
 * The clock as far as plans need it before a scan: as given, or set by the newest record when any of them looks at it. Null otherwise.
 */
export async function clockBefore(
  plans: readonly PlanNode[],
  source: RecordSource,
  now: Instant | undefined,
): Promise<Clock | null> {
  if (now !== undefined) return { now, from: 'option' };
  return plans.some(usesClock) ? readClock(source) : null;
}

/** Stands for a clock that is not known before a scan, because no plan looks at it. */
export const unknownNow = ticks(0) as unknown as Instant;

/** Reads the times of all records, and nothing else of them, to set the clock by the newest. */
const readClock = async (source: RecordSource): Promise<Clock> =>
  clockOf(
    await source.scan(
      { columns: [{ name: 'TimeGenerated', type: 'datetime' }], always: 1, wanted: [] },
      { seen() {}, push() {} },
    ),
  );
