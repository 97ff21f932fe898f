import { add, integer, subtract } from './integer.js';

declare const instant: unique symbol;
declare const duration: unique symbol;

/**
 * A point in time, UTC: whole ticks of 100 ns since 2020-01-01T00:00:00Z.
 * A number from 1991 to 2048, a bigint outside, so every KQL datetime is exact and `<` works across both.
 */
export type Instant = (number | bigint) & { readonly [instant]: true };

/** A length of time in whole ticks of 100 ns, signed; a bigint beyond 28 years. */
export type Duration = (number | bigint) & { readonly [duration]: true };

export const ticksPerMillisecond = 10_000;
const ticksPerSecond = 10_000_000;
const ticksPerDay = 864_000_000_000;
/** Days from 1970-01-01 to 2020-01-01. */
const epochDay = 18_262;
/** Days from the epoch within which every tick is a safe integer. */
const exactDays = 10_424;

const lasting = (count: number) => Math.round(count) as unknown as Duration;
export const ticks = (n: number): Duration => lasting(n);
export const seconds = (n: number): Duration => lasting(n * ticksPerSecond);
export const minutes = (n: number): Duration => lasting(n * 60 * ticksPerSecond);
export const hours = (n: number): Duration => lasting(n * 3600 * ticksPerSecond);
export const days = (n: number): Duration => lasting(n * ticksPerDay);

export const later = (from: Instant, by: Duration): Instant => add(from, by) as Instant;
export const earlier = (from: Instant, by: Duration): Instant => subtract(from, by) as Instant;
export const longer = (length: Duration, by: Duration): Duration => add(length, by) as Duration;
export const between = (from: Instant, to: Instant): Duration => subtract(to, from) as Duration;

/** Days of the proleptic Gregorian calendar since 1970-01-01. */
function civilDay(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(year: number, month: number, day: number): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= lengths[month - 1]! + (leap ? 1 : 0);
}

/** The parts of a clock reading; `fraction` in ticks. */
export interface ClockReading {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction: number;
}

/** The instant at which a clock that runs `offset` minutes ahead of UTC shows the reading; null when no clock shows it. */
export function instantOf(reading: ClockReading, offset: number): Instant | null {
  const { year, month, day, hour, minute, second, fraction } = reading;
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return null;
  const dayNumber = civilDay(year, month, day) - epochDay;
  const within = (hour * 3600 + (minute - offset) * 60 + second) * ticksPerSecond + fraction;
  if (dayNumber < exactDays && dayNumber > -exactDays)
    return (dayNumber * ticksPerDay + within) as unknown as Instant;
  const exact = BigInt(dayNumber) * BigInt(ticksPerDay) + BigInt(within);
  return exact < minInstant || exact > maxInstant ? null : (integer(exact) as Instant);
}

const minInstant = BigInt(civilDay(1, 1, 1) - epochDay) * BigInt(ticksPerDay);
const maxInstant = BigInt(civilDay(9999, 12, 31) + 1 - epochDay) * BigInt(ticksPerDay) - 1n;

/** The instant of a count of milliseconds since 1970, as JavaScript counts. */
export function instantOfEpoch(milliseconds: number): Instant {
  const sinceEpoch = milliseconds - epochDay * 86_400_000;
  return integer(BigInt(Math.round(sinceEpoch)) * BigInt(ticksPerMillisecond)) as Instant;
}

/** Two digits at a place of a text as a number; NaN when they are none. */
const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};

const isoTail = /^(?:\.(\d{1,}))?(?:[Zz]|([+-])(\d\d):?(\d\d))?$/;

/**
 * Reads an ISO 8601 date and time such as `2026-03-11T08:15:30.1234567Z`: any number of fraction digits, of which seven count;
 * `Z`, an offset, or nothing, which means UTC. Null when the text is anything else.
 */
export function parseIso(text: string): Instant | null {
  const separator = text.charCodeAt(10);
  if (
    text.charCodeAt(4) !== 45 ||
    text.charCodeAt(7) !== 45 ||
    (separator !== 84 && separator !== 32 && separator !== 116)
  )
    return null;
  if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return null;
  const reading = {
    year: two(text, 0) * 100 + two(text, 2),
    month: two(text, 5),
    day: two(text, 8),
    hour: two(text, 11),
    minute: two(text, 14),
    second: two(text, 17),
    fraction: 0,
  };
  if (
    Number.isNaN(reading.year + reading.month + reading.day + reading.hour + reading.minute + reading.second)
  )
    return null;
  if (text.length > 64) return null;
  const tail = isoTail.exec(text.slice(19));
  if (tail === null) return null;
  const [, fraction, sign, offsetHours, offsetMinutes] = tail;
  if (fraction !== undefined) reading.fraction = Number(fraction.slice(0, 7).padEnd(7, '0'));
  if (sign === undefined) return instantOf(reading, 0);
  const offset = Number(offsetHours) * 60 + Number(offsetMinutes);
  return offset > 14 * 60 ? null : instantOf(reading, sign === '-' ? -offset : offset);
}

const digits = (value: number, width: number) => String(value).padStart(width, '0');

/** Prints an instant as KQL does: `2026-03-11T08:15:30.1234567Z`, always seven fraction digits. */
export function formatInstant(at: Instant): string {
  const { day, within } = split(at);
  const fraction = within % ticksPerSecond;
  const milliseconds = (day + epochDay) * 86_400_000 + Math.floor(within / ticksPerMillisecond);
  // toISOString() prints years 1 to 9999 with four digits.
  return `${new Date(milliseconds).toISOString().slice(0, 19)}.${digits(fraction, 7)}Z`;
}

/** Whole days since the epoch and ticks within the day. */
function split(at: number | bigint): { day: number; within: number } {
  if (typeof at === 'number') {
    const day = Math.floor(at / ticksPerDay);
    return { day, within: at - day * ticksPerDay };
  }
  const perDay = BigInt(ticksPerDay);
  const within = ((at % perDay) + perDay) % perDay;
  return { day: Number((at - within) / perDay), within: Number(within) };
}

/** Prints a duration as KQL does: `[-][d.]hh:mm:ss[.fffffff]`. */
export function formatDuration(length: Duration): string {
  const negative = length < 0;
  const { day, within } = split(negative ? -(length as number | bigint) : length);
  const whole = Math.floor(within / ticksPerSecond);
  const fraction = within % ticksPerSecond;
  const time = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    .map((n) => digits(n, 2))
    .join(':');
  return `${negative ? '-' : ''}${day > 0 ? `${day}.` : ''}${time}${fraction > 0 ? `.${digits(fraction, 7)}` : ''}`;
}

/** Reads a duration as KQL prints it, `[-][d.]hh:mm:ss[.fffffff]`; null when the text is anything else. */
export function parseDuration(text: string): Duration | null {
  const match =
    text.length < 40 ? /^(-?)(?:(\d{1,8})\.)?(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?$/.exec(text) : null;
  if (match === null) return null;
  const [, sign, day = '0', hour, minute, second, fraction = ''] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const within =
    (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * ticksPerSecond +
    Number(fraction.padEnd(7, '0'));
  const length = BigInt(day) * BigInt(ticksPerDay) + BigInt(within);
  return integer(sign === '-' ? -length : length) as Duration;
}
