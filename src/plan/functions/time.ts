import { formatInstant, type Instant, ticksPerMillisecond } from '../../records/instant.js';
import { clocksOf } from '../../records/zoned-time.js';
import type { ScalarFunction } from '../function.js';
import { signature, strict } from './define.js';
import { shiftInstant } from './instant-range.js';
import { addLong, divideLong, moduloLong, multiplyLong, subtractLong } from './long-arithmetic.js';

type Whole = number | bigint;

const second = ticksPerMillisecond * 1000;
const hour = second * 3600;
const day = hour * 24;

// The epoch, 2020-01-01, begins a day and was a Wednesday.
const startOfDay = (at: Instant): Whole => subtractLong(at, moduloLong(at, day)!);
const dayOfWeek = (at: Instant): Whole => moduloLong(addLong(floorDiv(at, day), 3), 7)!;
const floorDiv = (a: Whole, size: Whole): Whole => divideLong(subtractLong(a, moduloLong(a, size)!), size)!;

const year = (at: Instant) => Number(formatInstant(at).slice(0, 4));
const month = (at: Instant) => year(at) * 12 + Number(formatInstant(at).slice(5, 7)) - 1;

/** The number of the period in which an instant lies, by the period's name; they differ by the boundaries crossed. */
const periods = new Map<string, (at: Instant) => Whole>([
  ['year', year],
  ['quarter', (at) => Math.floor(month(at) / 3)],
  ['month', month],
  ['week', (at) => floorDiv(addLong(at, 3 * day), 7 * day)],
  ['day', (at) => floorDiv(at, day)],
  ['hour', (at) => floorDiv(at, hour)],
  ['minute', (at) => floorDiv(at, 60 * second)],
  ['second', (at) => floorDiv(at, second)],
  ['millisecond', (at) => floorDiv(at, ticksPerMillisecond)],
  ['microsecond', (at) => floorDiv(at, 10)],
  ['nanosecond', (at) => multiplyLong(at, 100)],
]);

const difference: ScalarFunction['bind'] = ([period]) => {
  const numberOf = periods.get(String(period!.constant).toLowerCase());
  if (numberOf === undefined)
    throw new Error(`datetime_diff: the period must be one of ${[...periods.keys()].join(', ')}`);
  return (_, a, b) => subtractLong(numberOf(a as Instant), numberOf(b as Instant));
};

const toLocal: ScalarFunction['bind'] = ([, zone]) => {
  const { constant } = zone!;
  const shown = typeof constant === 'string' ? clocksOf(constant) : null;
  if (shown === null)
    throw new Error(
      `datetime_utc_to_local: ${JSON.stringify(constant)} is no time zone that is known beforehand`,
    );
  return (at) => shown(at as Instant);
};

/** The clock and the calendar, in UTC unless a zone is named. */
export const times: readonly ScalarFunction[] = [
  {
    ...strict('now', [signature([], 'datetime'), signature(['timespan'], 'datetime')], (bound, { now }) =>
      bound.length === 0 ? () => now : (by) => shiftInstant(now, by as Whole),
    ),
    usesClock: true,
  },
  {
    ...strict(
      'ago',
      [signature(['timespan'], 'datetime')],
      (_, { now }) =>
        (by) =>
          shiftInstant(now, subtractLong(0, by as Whole)),
    ),
    usesClock: true,
  },
  strict(
    'startofday',
    [signature(['datetime'], 'datetime'), signature(['datetime', 'long'], 'datetime')],
    (bound) =>
      bound.length === 1
        ? (at) => startOfDay(at as Instant)
        : (at, days) => shiftInstant(startOfDay(at as Instant) as Instant, multiplyLong(days as Whole, day)),
  ),
  strict('hourofday', [signature(['datetime'], 'int')], () => (at) => {
    const within = moduloLong(at as Whole, day)!;
    return Math.floor(Number(within) / hour);
  }),
  strict(
    'dayofweek',
    [signature(['datetime'], 'timespan')],
    () => (at) => multiplyLong(dayOfWeek(at as Instant), day),
  ),
  strict('datetime_utc_to_local', [signature(['datetime', 'string'], 'datetime')], toLocal),
  strict('datetime_diff', [signature(['string', 'datetime', 'datetime'], 'long')], difference),
];
