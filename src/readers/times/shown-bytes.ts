import type { Instant } from '../../records/instant.js';
import { digits, ticksOf } from './digits.js';
import { nearMidnight } from './midnight.js';
import { type DateOrder, readShownTime } from './time-text.js';

const space = 32;
const comma = 44;
const colon = 58;
const upperA = 65;
const upperM = 77;
const upperP = 80;
/** The narrow space without break (U+202F) that newer browsers put before AM and PM. */
const narrowSpace = [0xe2, 0x80, 0xaf] as const;

/** Reads times such as `3/30/2026, 12:00:04.500 PM` out of bytes. A date is read once for all its times in a row. */
export class ShownBytes {
  /** How long the date is, its first eight bytes and its last two; and when it begins with the day first and with the month first. */
  private length = 8;
  private first = 0;
  private second = 0;
  /** At first what two bytes cannot be. */
  private third = 0x10000;
  private dmy: number | null = null;
  private mdy: number | null = null;

  /** The time between two places as its clock shows it; null when it is spelled in any other way, or a date whose order is not known. */
  read(bytes: DataView, from: number, to: number, order: DateOrder | null): Instant | null {
    // The shortest is `1/1/2026 1:00:00`.
    if (to - from < 16 || !this.isDate(bytes, from)) return null;
    const midnight = this.dmy === this.mdy || order === 'dmy' ? this.dmy : order === 'mdy' ? this.mdy : null;
    if (midnight === null) return null;
    let at = from + this.length;
    if (bytes.getUint8(at) === comma) at += 1;
    if (bytes.getUint8(at) !== space) return null;
    const clock = readClock(bytes, at + 1, to);
    return clock < 0 ? null : ((midnight + clock) as unknown as Instant);
  }

  /** Whether a date and what parts it from a time stand at a place; then it is the date at hand. */
  private isDate(bytes: DataView, from: number): boolean {
    const first = bytes.getInt32(from);
    const second = bytes.getInt32(from + 4);
    if (
      first === this.first &&
      second === this.second &&
      bytes.getInt16(from + this.length - 2) === this.third &&
      parts(bytes.getUint8(from + this.length))
    )
      return true;
    let length = 8;
    while (length < 11 && !parts(bytes.getUint8(from + length))) length += 1;
    if (length === 11) return false;
    const shown = readShownTime(`${textOf(bytes, from, from + length)} 0:00`);
    if (shown === null) return false;
    this.length = length;
    this.first = first;
    this.second = second;
    this.third = bytes.getInt16(from + length - 2);
    this.dmy = nearMidnight(shown.dmy);
    this.mdy = nearMidnight(shown.mdy);
    return true;
  }
}

const parts = (byte: number): boolean => byte === comma || byte === space;

const textOf = (bytes: DataView, from: number, to: number): string =>
  String.fromCharCode(...Array.from({ length: to - from }, (_, i) => bytes.getUint8(from + i)));

/** The ticks since midnight that a clock shows, `8:15:30`, with a fraction or AM or PM or both behind; negative when it is spelled in any other way. */
function readClock(bytes: DataView, from: number, to: number): number {
  const hourEnd = bytes.getUint8(from + 1) === colon ? from + 1 : from + 2;
  const end = hourEnd + 6;
  if (end > to || bytes.getUint8(hourEnd) !== colon || bytes.getUint8(hourEnd + 3) !== colon) return -1;
  const shownHour = digits(bytes, from, hourEnd);
  const minute = digits(bytes, hourEnd + 1, hourEnd + 3);
  const second = digits(bytes, hourEnd + 4, end);
  const halfAt = halfBegin(bytes, end, to);
  const hour = halfAt === to ? shownHour : hourOfDay(shownHour, bytes.getUint8(to - 2));
  const fraction = halfAt === end ? 0 : ticksOf(bytes, end, halfAt);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0)
    return -1;
  return (hour * 3600 + minute * 60 + second) * 10_000_000 + fraction;
}

/** Where the space before AM or PM stands, behind a place; the end when there is none. */
function halfBegin(bytes: DataView, from: number, to: number): number {
  if (to - from < 3 || bytes.getUint8(to - 1) !== upperM) return to;
  if (bytes.getUint8(to - 3) === space) return to - 3;
  const narrow = to - from >= 5 && narrowSpace.every((byte, i) => bytes.getUint8(to - 5 + i) === byte);
  return narrow ? to - 5 : to;
}

/** The hour of a day; negative when none is meant. 12 AM is 0, as is the 0 AM of some languages. */
function hourOfDay(shown: number, half: number): number {
  if (shown < 0 || shown > 12) return -1;
  const hour = shown === 12 ? 0 : shown;
  return half === upperA ? hour : half === upperP ? hour + 12 : -1;
}
