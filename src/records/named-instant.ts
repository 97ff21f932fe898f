import { type Instant, parseIso } from './instant.js';

const date = /^\d{4}-\d\d-\d\d$/;
const toMinute = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)((?:[Zz]|[+-]\d\d:?\d\d)?)$/;

/**
 * The instant that a person names in an ISO form: a date (midnight UTC), or a date and time, to the minute or finer, with `Z`, an offset,
 * or neither, which means UTC. Null when the text is anything else.
 */
export const namedInstant = (text: string): Instant | null =>
  parseIso(date.test(text) ? `${text}T00:00:00Z` : text.replace(toMinute, '$1:00$2'));
