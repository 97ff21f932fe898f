import type { Clock } from '../findings/finding.js';
import { formatInstant } from '../records/instant.js';

/** The clock as JSON reports have it; null when nothing sets it. */
export const clockObject = ({ now, from }: Clock) => ({
  now: now === null ? null : formatInstant(now),
  from,
});
