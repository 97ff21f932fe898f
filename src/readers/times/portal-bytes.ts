import type { Instant } from '../../records/instant.js';
import { digits } from './digits.js';
import { midnightOf } from './midnight.js';
import type { DateOrder } from './time-text.js';

const space = 32;
const quote = 34;
const comma = 44;
const point = 46;
const slash = 47;
const colon = 58;
const upperA = 65;
const upperM = 77;
const upperP = 80;

const ticksPerSecond = 10_000_000;
const ticksPerMillisecond = 10_000;

/**
 * Reads times such as `"3/11/2026, 8:15:30.123 AM"`, as the portal shows them, out of bytes, in quotes or without.
 * A date is reckoned once for all its times in a row.
 */
export class PortalBytes {
  /** The date that was reckoned last, as its three numbers stand there. */
  private first = -1;
  private second = -1;
  private year = -1;
  private order: DateOrder = 'mdy';
  private midnight = 0;

  /** The time between two places as if its clock were UTC; null when the bytes there are spelled in any other way, even if they are a time. */
  read(bytes: DataView, from: number, to: number, order: DateOrder): Instant | null {
    const quotes = bytes.getUint8(from) === quote ? 1 : 0;
    const begin = from + quotes;
    const end = to - quotes;
    // `1/1/2026, 1:00:00 AM` and `12/31/2026, 12:00:00.000 AM` are the shortest and the longest.
    if (end - begin < 20 || end - begin > 27) return null;
    const secondAt = bytes.getUint8(begin + 1) === slash ? begin + 2 : begin + 3;
    const yearAt = bytes.getUint8(secondAt + 1) === slash ? secondAt + 2 : secondAt + 3;
    const hourAt = yearAt + 6;
    const minuteAt = bytes.getUint8(hourAt + 1) === colon ? hourAt + 2 : hourAt + 3;
    const halfAt = end - 2;
    if (
      bytes.getUint8(secondAt - 1) !== slash ||
      bytes.getUint8(yearAt - 1) !== slash ||
      bytes.getUint8(yearAt + 4) !== comma ||
      bytes.getUint8(yearAt + 5) !== space ||
      bytes.getUint8(minuteAt - 1) !== colon ||
      bytes.getUint8(minuteAt + 2) !== colon ||
      bytes.getUint8(halfAt - 1) !== space ||
      bytes.getUint8(halfAt + 1) !== upperM
    )
      return null;
    const half = bytes.getUint8(halfAt);
    const hour = digits(bytes, hourAt, minuteAt - 1);
    const minute = digits(bytes, minuteAt, minuteAt + 2);
    const second = digits(bytes, minuteAt + 3, minuteAt + 5);
    const millisecond = millisecondsOf(bytes, minuteAt + 5, halfAt - 1);
    if (half !== upperA && half !== upperP) return null;
    if (hour < 1 || hour > 12 || minute < 0 || minute > 59 || second < 0 || second > 59 || millisecond < 0)
      return null;
    const isDate = this.isDate(
      digits(bytes, begin, secondAt - 1),
      digits(bytes, secondAt, yearAt - 1),
      digits(bytes, yearAt, yearAt + 4),
      order,
    );
    if (!isDate) return null;
    const hourOfDay = (hour % 12) + (half === upperP ? 12 : 0);
    return (this.midnight +
      (hourOfDay * 3600 + minute * 60 + second) * ticksPerSecond +
      millisecond * ticksPerMillisecond) as unknown as Instant;
  }

  /** Whether three numbers are a date; then it is the date at hand. */
  private isDate(first: number, second: number, year: number, order: DateOrder): boolean {
    if (first === this.first && second === this.second && year === this.year && order === this.order)
      return true;
    if (first < 1 || second < 1 || year < 1) return false;
    const midnight = order === 'mdy' ? midnightOf(year, first, second) : midnightOf(year, second, first);
    if (midnight === null) return false;
    this.first = first;
    this.second = second;
    this.year = year;
    this.order = order;
    this.midnight = midnight;
    return true;
  }
}

/** The milliseconds that a point and three digits spell, 0 for nothing at all; negative for anything else. */
const millisecondsOf = (bytes: DataView, from: number, to: number): number => {
  if (from === to) return 0;
  return to - from === 4 && bytes.getUint8(from) === point ? digits(bytes, from + 1, to) : -1;
};
