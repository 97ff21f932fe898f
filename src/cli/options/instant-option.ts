import type { Instant } from '../../records/instant.js';
import { namedInstant } from '../../records/named-instant.js';
import { UsageError } from '../../records/usage-error.js';
import { visibleExcerpt } from '../../reports/visible-text.js';

/**
 * The instant that an option names in an ISO form: a date (midnight UTC), or a date and time with `Z`, an offset, or neither, which means UTC.
 * Undefined when it is not given. Throws a UsageError on anything else.
 */
export function instantOption(option: string, value: string | undefined): Instant | undefined {
  if (value === undefined) return undefined;
  const at = namedInstant(value);
  if (at !== null) return at;
  throw new UsageError(
    `${option} cannot be ${visibleExcerpt(value)}: write a date or a date and time, such as 2026-04-30 or 2026-04-30T12:00:00Z`,
  );
}
