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
  const { IANAZone: zones } = luxon();
  if (!zones.isValidZone(name)) return null;
  const zone = zones.create(name);
  // Clocks change at a quarter of an hour, so one look-up serves all of it.
  const offsets = new Map<number, Duration>();
  let lastQuarter = Number.NaN;
  let lastOffset = minutes(0);
  return (shown) => {
    const quarter = Math.floor(Number(shown) / (quarterHour * ticksPerMillisecond));
    if (quarter !== lastQuarter) {
      let offset = offsets.get(quarter);
      if (offset === undefined) {
        if (offsets.size === offsetsKept) offsets.clear();
        offset = minutes(offsetWhere(zone, quarter * quarterHour + epoch));
        offsets.set(quarter, offset);
      }
      lastQuarter = quarter;
      lastOffset = offset;
    }
    return shift(shown, lastOffset);
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
