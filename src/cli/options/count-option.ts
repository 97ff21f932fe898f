import { UsageError } from '../../records/usage-error.js';
import { visibleExcerpt } from '../../reports/visible-text.js';

/** The count that an option gives, 1 or more; undefined when it is not given. Throws a UsageError on anything else. */
export function countOption(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw new UsageError(`${option} cannot be ${visibleExcerpt(value)}: it takes a whole number, 1 or more`);
}
