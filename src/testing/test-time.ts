import { type Instant, later } from '../records/instant.js';
import { spanOf } from '../records/length-of-time.js';
import { namedInstant } from '../records/named-instant.js';

/** What a wrong time of a test should have been. */
export const timeForms =
  'a time: after or before the clock, such as -9m59.9999999s, -30d or -1d+1tick, or in ISO form, such as 2026-04-30T12:00:00Z';

/** The clock of tests that name none. */
export const usualNow: Instant = namedInstant('2026-04-30T12:00:00Z')!;

const earliest = namedInstant('0001-01-01')!;
const latest = namedInstant('9999-12-31')!;

/** Whether KQL has a datetime for an instant. */
export const isWithinReach = (at: Instant): boolean => at >= earliest && at <= latest;

/** A time of a test: `now`, before or after it (`-30d`, `+1tick`, `now-1h`), or an instant in ISO form; null when the text is none, or goes by a clock that is not known. */
export function timeOf(text: string, now: Instant | null): Instant | null {
  const [, relative] = /^(?:now)?\s*([+-].*)$/s.exec(text) ?? [];
  if (relative !== undefined) {
    const span = spanOf(relative);
    const at = span === null || now === null ? null : later(now, span);
    return at === null || !isWithinReach(at) ? null : at;
  }
  return text === 'now' || text === '0s' ? now : namedInstant(text);
}
