import { StandingFork } from '../../operators/standing/standing.js';
import type { Instant } from '../../records/instant.js';
import type { Row, Sink } from '../../records/row.js';
import type { Spell, Steps } from './steps.js';

/** Lets the rows of a feed stand at the steps that see their records. A record without a time is seen by none. */
export class SeenBySteps implements Sink {
  readonly standing = new StandingFork();
  private first = Number.POSITIVE_INFINITY;
  private over = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly steps: Steps,
    private readonly timeSlot: number,
  ) {}

  push(row: Row): void {
    const time = row[this.timeSlot] as Instant | null;
    const spell = time === null ? null : this.steps.spellOf(time);
    if (spell === null) return;
    const { from, until } = spell;
    if (from < this.first) this.first = from;
    if (until > this.over) this.over = until;
    this.standing.push(row, from, until);
  }

  end(): void {
    this.standing.end();
  }

  /** The steps that have seen any row so far; null when none has. */
  get spell(): Spell | null {
    return this.first < this.over ? { from: this.first, until: this.over } : null;
  }
}
