import { type Duration, type Instant, later, parseIso } from '../../records/instant.js';
import { integer } from '../../records/integer.js';

/** How often a detection runs, and how far back from each run it sees. */
export interface Schedule {
  readonly frequency: Duration;
  readonly period: Duration;
}

/** At which steps something stands: from one on, up to another that is no longer included. */
export interface Spell {
  readonly from: number;
  readonly until: number;
}

const lastInstant = parseIso('9999-12-31T23:59:59.9999999Z')!;

/**
 * The steps of a schedule, by numbers: step `n` is at `n` times the frequency after the beginning of 2020, UTC, and sees the records from the
 * period before it, that instant included, up to it, itself not included. Steps end with the first one behind the clock.
 */
export class Steps {
  /** The first step behind the clock; where that is not known, the last of all. */
  readonly last: number;

  constructor(
    private readonly schedule: Schedule,
    now: Instant | null,
  ) {
    const last = this.behind(now ?? lastInstant);
    // Behind the end of the calendar there is none.
    this.last = this.at(last) > lastInstant ? last - 1 : last;
  }

  /** The first step that sees a time. */
  behind(time: Instant): number {
    return wholeTimes(time, this.schedule.frequency) + 1;
  }

  /** The steps that see a record of a time; null when there are none. */
  spellOf(time: Instant): Spell | null {
    const from = this.behind(time);
    const until = Math.min(this.behind(later(time, this.schedule.period)), this.last + 1);
    return from < until ? { from, until } : null;
  }

  /** The instant of a step. */
  at(step: number): Instant {
    return integer(BigInt(step) * BigInt(this.schedule.frequency)) as Instant;
  }
}

/** How often a length goes into an instant, rounded down. */
function wholeTimes(time: Instant, length: Duration): number {
  if (typeof time === 'number' && typeof length === 'number') {
    // A quotient alone would be rounded up just below a whole number.
    const rest = time % length;
    return (time - rest) / length - (rest < 0 ? 1 : 0);
  }
  const rest = BigInt(time) % BigInt(length);
  return Number((BigInt(time) - rest) / BigInt(length)) - (rest < 0n ? 1 : 0);
}
