import type { Detection } from '../../findings/detection.js';
import { instantsBefore } from '../../plan/look-back.js';
import { type Duration, days, hours, minutes, parseIso } from '../../records/instant.js';
import { subtract } from '../../records/integer.js';
import { lengthText } from '../../records/length-of-time.js';
import { UsageError } from '../../records/usage-error.js';
import type { Schedule } from './steps.js';

/** What is said of all detections at once; what is absent each says for itself. */
export interface ScheduleChoice {
  readonly frequency?: Duration | undefined;
  readonly period?: Duration | undefined;
}

/** The limits of Sentinel for the frequency and for the period of a rule. */
export const scheduleLimits = { least: minutes(5), most: days(14) } as const;

/** From this period on a rule of Sentinel runs no more often than every hour. */
const long = { period: days(2), frequency: hours(1) } as const;

/** What keeps a frequency and a period from being those of a rule of Sentinel, in words; null when nothing does. */
export function faultOfSchedule({ frequency, period }: Schedule): string | null {
  for (const [name, length] of [
    ['frequency', frequency],
    ['period', period],
  ] as const)
    if (length < scheduleLimits.least || length > scheduleLimits.most)
      return `a ${name} lies between 5 minutes and 14 days, and ${lengthText(length)} does not`;
  if (frequency > period)
    return `it would run every ${lengthText(frequency)} and see only ${lengthText(period)}`;
  if (period >= long.period && frequency < long.frequency)
    return `a rule that sees 2 days or more runs every hour at most, and this one would run every ${lengthText(frequency)} and see ${lengthText(period)}; a shorter period, such as 1d, lets it run so`;
  return null;
}

/** When it is latest within its day, whatever looks back to the beginning of one looks back furthest. */
const lateInTheDay = parseIso('2026-01-01T23:59:59.9999999Z')!;

/** How far back from the clock a detection's query looks, in whole minutes; null when it does not say. */
export function lookBackOf({ plan }: Detection): Duration | null {
  const [from] = instantsBefore(plan, lateInTheDay);
  return from === undefined ? null : wholeMinutes(subtract(lateInTheDay, from) as Duration);
}

/** A query that leaves out its first instant looks back a tick less than people say; it does not mind to be shown a little more. */
const wholeMinutes = (length: Duration): Duration =>
  typeof length === 'number' ? minutes(Math.ceil(length / Number(minutes(1)))) : length;

/**
 * The schedule of a detection: what is chosen for all, else its own, else every hour as far back as its query looks, or 14 days where it does
 * not say. What is not chosen keeps to what is, and to the limits.
 */
export function scheduleOf(detection: Detection, choice: ScheduleChoice): Schedule {
  const own = detection.schedule?.period ?? lookBackOf(detection) ?? scheduleLimits.most;
  const period =
    choice.period ?? atMost(atLeast(own, choice.frequency ?? scheduleLimits.least), scheduleLimits.most);
  const frequency = choice.frequency ?? atMost(detection.schedule?.frequency ?? hours(1), period);
  return { frequency, period };
}

/** Throws a UsageError when a rule of Sentinel cannot run as is chosen for some detection; it says of how many that is so, and why of the first. */
export function refuseSchedules(detections: readonly Detection[], choice: ScheduleChoice): void {
  const refused = detections.flatMap((detection) => {
    const fault = faultOfSchedule(scheduleOf(detection, choice));
    return fault === null ? [] : [{ id: detection.id, fault }];
  });
  const [first, ...others] = refused;
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` and ${others.length} more of ${detections.length} detections`;
  throw new UsageError(`${first.id}${more}: ${first.fault}`);
}

const atLeast = (length: Duration, least: Duration): Duration => (length < least ? least : length);
const atMost = (length: Duration, most: Duration): Duration => (length > most ? most : length);
