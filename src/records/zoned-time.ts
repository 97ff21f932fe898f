import { createRequire } from 'node:module';
import type { IANAZone } from 'luxon';
import {
  type Duration,
  earlier,
  type Instant,
  instantOfEpoch,
  minutes,
  parseIso,
  ticksPerMillisecond,
} from './instant.js';

/** Turns what the clocks of a zone show, written as if it were UTC, into the instant; null when that lies outside the years 1 to 9999. */
export type Zone = (shown: Instant) => Instant | null;

export const utc: Zone = (shown) => shown;

/** A zone whose clocks are always the same number of minutes ahead of UTC. */
export function fixedZone(ahead: number): Zone {
  const offset = minutes(ahead);
  return (shown) => shift(shown, offset);
}

const quarterHour = 15 * 60 * 1000;
const day = 24 * 60 * 60 * 1000;
const offsetsKept = 50_000;

/**
 * The zone of an IANA name, letter case aside; null when there is none.
 * Time that clocks show twice means the first time. Time that they skip is read as if they had not yet been put forward.
 */
export function ianaZone(name: string): Zone | null {
  const zone = zoneNamed(name);
  if (zone === null) return null;
  const offsetOf = byQuarterHour((shown) => offsetWhere(zone, shown));
  return (shown) => shift(shown, offsetOf(shown));
}

/** What the clocks of a zone show at an instant, written as if it were UTC; null outside the years 1 to 9999. Null when there is no such zone. */
export function clocksOf(name: string): ((at: Instant) => Instant | null) | null {
  if (name.toLowerCase() === 'utc') return utc;
  const zone = zoneNamed(name);
  if (zone === null) return null;
  const offsetOf = byQuarterHour((at) => -zone.offset(at));
  return (at) => shift(at, offsetOf(at));
}

/** Whether there is a time zone of a name. */
export const isTimeZone = (name: string): boolean => clocksOf(name) !== null;

function zoneNamed(name: string): IANAZone | null {
  const { IANAZone: zones } = luxon();
  return zones.isValidZone(name) ? zones.create(name) : null;
}

/** Looks up minutes for milliseconds once for each quarter of an hour: clocks change at one, so one look-up serves all of it. */
function byQuarterHour(minutesAt: (milliseconds: number) => number): (at: Instant) => Duration {
  const offsets = new Map<number, Duration>();
  let lastQuarter = Number.NaN;
  let lastOffset = minutes(0);
  return (at) => {
    const quarter = Math.floor(Number(at) / (quarterHour * ticksPerMillisecond));
    if (quarter !== lastQuarter) {
      let offset = offsets.get(quarter);
      if (offset === undefined) {
        if (offsets.size === offsetsKept) offsets.clear();
        offset = minutes(minutesAt(quarter * quarterHour + epoch));
        offsets.set(quarter, offset);
      }
      lastQuarter = quarter;
      lastOffset = offset;
    }
    return lastOffset;
  };
}

/** Loads luxon, which takes longer than small exports take to read; few of them name a zone that needs it. */
const luxon = (): typeof import('luxon') => createRequire(import.meta.url)('luxon');

/** Milliseconds from 1970 to the instant 0. */
const epoch = -Number(instantOfEpoch(0)) / ticksPerMillisecond;

/** How many minutes the clocks are ahead of UTC when they show a time, given in milliseconds as if it were UTC. */
function offsetWhere(zone: IANAZone, shown: number): number {
  const before = zone.offset(shown - day);
  const after = zone.offset(shown + day);
  const holds = (offset: number) => zone.offset(shown - offset * 60_000) === offset;
  return before !== after && !holds(before) && holds(after) ? after : before;
}

const first = parseIso('0001-01-01T00:00:00Z')!;
const last = parseIso('9999-12-31T23:59:59.9999999Z')!;

function shift(shown: Instant, offset: Duration): Instant | null {
  const at = earlier(shown, offset);
  return at < first || at > last ? null : at;
}
