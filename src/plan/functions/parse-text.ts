import { type Instant, parseIso } from '../../records/instant.js';
import { integer } from '../../records/integer.js';

/** The most characters that a number, time or GUID is read from. */
const longest = 400;

/** Reads a 64-bit whole number in decimal digits; null when the text is anything else. */
export function parseLong(text: string): number | bigint | null {
  const digits = text.length < longest ? /^[+-]?\d+$/.exec(text.trim()) : null;
  if (digits === null) return null;
  const value = BigInt(digits[0].replace('+', ''));
  return BigInt.asIntN(64, value) === value ? integer(value) : null;
}

/** Reads a decimal number, `NaN` or an infinity; null when the text is anything else. */
export function parseReal(text: string): number | null {
  const trimmed = text.length < longest ? text.trim() : '';
  if (/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed)) return Number(trimmed);
  if (/^nan$/i.test(trimmed)) return Number.NaN;
  const infinity = /^([+-]?)inf(?:inity)?$/i.exec(trimmed);
  return infinity === null ? null : infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Reads an ISO date, or date and time of any precision from the minute on; null when the text is anything else. */
export function parseInstant(text: string): Instant | null {
  const trimmed = text.length < longest ? text.trim() : '';
  if (/^\d{4}-\d\d-\d\d$/.test(trimmed)) return parseIso(`${trimmed}T00:00:00`);
  const toMinute = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)(Z?)$/i.exec(trimmed);
  return parseIso(toMinute === null ? trimmed : `${toMinute[1]}:00${toMinute[2]}`);
}

/** Reads a GUID from the beginning of a text, with or without its dashes, as lower case with dashes; null when there is none. */
export function parseGuid(text: string): string | null {
  const match = /^([\da-f]{8})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{12})/i.exec(text);
  return match === null ? null : match.slice(1).join('-').toLowerCase();
}
