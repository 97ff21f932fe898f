import type { Instant } from '../../records/instant.js';
import { digits, ticksOf } from './digits.js';
import { midnightOf } from './midnight.js';

const dash = 45;
const colon = 58;
const upperT = 84;
const upperZ = 90;

/** Reads times such as `2026-03-11T08:15:30.1234567Z` out of bytes. A date is reckoned once for all its times in a row. */
export class IsoBytes {
  /** The ten bytes of the date, and the instant at which it begins. */
  private first = 0;
  private second = 0;
  /** At first what two bytes cannot be. */
  private third = 0x10000;
  private midnight = 0;

  /** The instant between two places; null when the bytes there are spelled in any other way, even if they are a time. */
  read(bytes: DataView, from: number, to: number): Instant | null {
    const length = to - from;
    if (length < 20 || length > 28 || bytes.getUint8(to - 1) !== upperZ) return null;
    if (bytes.getUint8(from + 10) !== upperT || !this.isDate(bytes, from)) return null;
    if (bytes.getUint8(from + 13) !== colon || bytes.getUint8(from + 16) !== colon) return null;
    const hour = digits(bytes, from + 11, from + 13);
    const minute = digits(bytes, from + 14, from + 16);
    const second = digits(bytes, from + 17, from + 19);
    const fraction = length === 20 ? 0 : ticksOf(bytes, from + 19, to - 1);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0)
      return null;
    return (this.midnight +
      (hour * 3600 + minute * 60 + second) * 10_000_000 +
      fraction) as unknown as Instant;
  }

  /** Whether the ten bytes from a place are a date; then it is the date at hand. */
  private isDate(bytes: DataView, from: number): boolean {
    const first = bytes.getInt32(from);
    const second = bytes.getInt32(from + 4);
    const third = bytes.getInt16(from + 8);
    if (first === this.first && second === this.second && third === this.third) return true;
    if (bytes.getUint8(from + 4) !== dash || bytes.getUint8(from + 7) !== dash) return false;
    const year = digits(bytes, from, from + 4);
    const month = digits(bytes, from + 5, from + 7);
    const day = digits(bytes, from + 8, from + 10);
    const midnight = midnightOf(year, month, day);
    if (midnight === null) return false;
    this.first = first;
    this.second = second;
    this.third = third;
    this.midnight = midnight;
    return true;
  }
}
