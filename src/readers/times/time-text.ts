import { type ClockReading, type Instant, instantOf, parseIso } from '../../records/instant.js';

/** Which of the two numbers before the year is the day. */
export type DateOrder = 'dmy' | 'mdy';

/** A time as a text shows it, as if its clock were UTC. */
export interface ShownTime {
  /** The time when the first number is the day, and when it is the month; null when there is no such time. Equal where the text leaves no choice. */
  readonly dmy: Instant | null;
  readonly mdy: Instant | null;
  /** Whether the text is spelled as the portal spells times in its own, month-first, language: `3/11/2026, 8:15:30.123 AM`. */
  readonly portal: boolean;
}

const longest = 64;
const date = String.raw`(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})`;
const time = String.raw`(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?`;
const half = String.raw`(?:\s*([ap])\.?\s?m\.?)?`;
const written = new RegExp(`^${date}(?:\\s*,\\s*|\\s+)${time}${half}$`, 'i');
const portal = /^[1-9]\d?\/[1-9]\d?\/\d{4}, [1-9]\d?:\d\d:\d\d(?:\.\d{3})?\s[AP]M$/;

/**
 * Reads a time whose date is written with `/`, `.` or `-` and whose clock may have 12 or 24 hours, seconds and a fraction, of which seven digits count.
 * Null when the text is anything else, or a time that no clock shows.
 */
export function readShownTime(text: string): ShownTime | null {
  if (text.length > longest) return null;
  const match = written.exec(text.trim());
  if (match === null) return null;
  const [, first, , second, third, hour, minute, seconds = '0', fraction = '', half] = match;
  const clock = {
    hour: half === undefined ? Number(hour) : hourOfDay(Number(hour), half.toLowerCase()),
    minute: Number(minute),
    second: Number(seconds),
    fraction: Number(fraction.slice(0, 7).padEnd(7, '0')),
  };
  if (first!.length === 4 && third!.length <= 2) {
    const at = shownAt(clock, first!, second!, third!);
    return at && { dmy: at, mdy: at, portal: false };
  }
  if (first!.length > 2 || third!.length !== 4) return null;
  const dmy = shownAt(clock, third!, second!, first!);
  const mdy = shownAt(clock, third!, first!, second!);
  return dmy === null && mdy === null ? null : { dmy, mdy, portal: portal.test(text) };
}

type Clock = Pick<ClockReading, 'hour' | 'minute' | 'second' | 'fraction'>;

function shownAt(
  { hour, minute, second, fraction }: Clock,
  year: string,
  month: string,
  day: string,
): Instant | null {
  // Written out, as a spread would take longer than all the rest.
  return instantOf(
    { year: Number(year), month: Number(month), day: Number(day), hour, minute, second, fraction },
    0,
  );
}

/** The hour of the day of an hour with AM or PM: 12 AM is 0, as is the 0 AM of some languages. */
const hourOfDay = (hour: number, half: string): number =>
  hour > 12 ? Number.POSITIVE_INFINITY : (hour % 12) + (half === 'p' ? 12 : 0);

/** Whether an ISO time says its own zone: `Z` or an offset. */
const ownZone = /(?:[Zz]|[+-]\d\d:?\d\d)$/;

/** An ISO time: the instant if it says its zone, else what its clock shows as if it were UTC. Null when the text is no ISO time. */
export function readIsoTime(text: string): { readonly at: Instant; readonly zoned: boolean } | null {
  const at = parseIso(text);
  return at === null ? null : { at, zoned: ownZone.test(text) };
}
