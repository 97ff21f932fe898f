import type { Detection } from '../findings/detection.js';
import { historyGap } from '../findings/history-gap.js';
import type { Instant } from '../records/instant.js';
import type { ScanReport } from '../records/scan.js';
import { timeText } from '../records/time-text.js';

/** Says of a detection that it looks further back than the records reach; null when they reach far enough. */
export function shortHistory({ id, plan }: Detection, scan: ScanReport, now: Instant): string | null {
  const gap = historyGap(plan, scan, now);
  return gap === null
    ? null
    : `${id} looks back to ${timeText(gap.from, 'second')}, and the records begin at ${timeText(gap.begins, 'second')}`;
}
