import type { ReplayResult } from '../findings/finding.js';
import { UsageError } from '../records/usage-error.js';

/** Throws a UsageError when every detection that was asked for had to be skipped: then no finding means nothing. */
export function refuseIdle({ tables, skipped }: ReplayResult): void {
  const [first] = skipped;
  if (tables.length > 0 || first === undefined) return;
  const which = skipped.length === 1 ? '' : ` and ${skipped.length - 1} more`;
  throw new UsageError(`no detection ran: ${first.detection}${which}: ${first.reason}`);
}
