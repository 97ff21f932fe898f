import { type Instant, parseIso } from '../../records/instant.js';
import { UsageError } from '../../records/usage-error.js';
import { visibleExcerpt } from '../../reports/visible-text.js';

const date = /^\d{4}-\d\d-\d\d$/;
const toMinute = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)((?:[Zz]|[+-]\d\d:?\d\d)?)$/;

/**
 * The instant that an option names in an ISO form: a date (midnight UTC), or a date and time with `Z`, an offset, or neither, which means UTC.
 * Undefined when it is not given. Throws a UsageError on anything else.
 */
export function instantOption(option: string, value: string | undefined): Instant | undefined {
  if (value === undefined) return undefined;
  const full = date.test(value) ? `${value}T00:00:00Z` : value.replace(toMinute, '$1:00$2');
  const at = parseIso(full);
  if (at !== null) return at;
  throw new UsageError(
    `${option} cannot be ${visibleExcerpt(value)}: write a date or a date and time, such as 2026-04-30 or 2026-04-30T12:00:00Z`,
  );
}
