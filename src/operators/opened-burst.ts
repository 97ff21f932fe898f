import { type Instant, later } from '../records/instant.js';
import type { Row, Sink } from '../records/row.js';
import type { BurstOptions } from './burst.js';
import { BurstCounts } from './burst-counts.js';
import { type Key, KeySpace, keyOf } from './key.js';
import type { OpenRow } from './make-row.js';

/** A burst that only some rows open. */
export interface OpenedBurstOptions extends BurstOptions {
  readonly opens: (row: Row) => boolean;
}

/** The rows of one partition that may yet be in a burst: an opener comes first. */
interface Sequence {
  waiting: Row[];
  /** Of the rows that wait, those that are counted. */
  readonly counts: BurstCounts;
  /** The time of the opener of the burst that is open. */
  start: Instant;
  /** The last instant of the burst that is open, and that of its last counted row; null when none is. */
  until: Instant | null;
  last: Instant;
}

/**
 * Passes on the rows of bursts, as `Burst` does, that begin at an opener. Counted are the rows later than it that are no openers; the last of
 * them ends the burst, and the openers up to its time belong to it. Those after it may open the next.
 */
export class OpenedBurst implements Sink {
  private readonly sequences = new Map<Key, Sequence>();
  private readonly keyOf: (row: Row) => Key;

  constructor(
    private readonly options: OpenedBurstOptions,
    private readonly next: Sink,
  ) {
    this.keyOf = keyOf(options.by, new KeySpace());
  }

  push(row: Row): void {
    const time = row[this.options.time] as Instant | null;
    if (time === null) return;
    const key = this.keyOf(row);
    const sequence = this.sequences.get(key);
    if (sequence !== undefined) this.take(sequence, row, time);
    else if (this.options.opens(row)) {
      const counts = new BurstCounts(this.options.tests);
      this.sequences.set(key, { waiting: [row], counts, start: time, until: null, last: time });
    }
  }

  end(): void {
    this.sequences.clear();
    this.next.end();
  }

  private take(sequence: Sequence, row: Row, time: Instant): void {
    const opens = this.options.opens(row);
    if (sequence.until !== null && time <= sequence.until) {
      this.takeInto(sequence, row, time, opens);
      return;
    }
    sequence.until = null;
    this.forgetBefore(sequence, time);
    const { waiting, counts } = sequence;
    if (opens || waiting.length > 0) waiting.push(row);
    if (opens || !this.isCounted(sequence, row)) return;
    counts.add(row);
    if (counts.pass) this.open(sequence, time);
  }

  /** Takes a row of the burst that is open. An opener waits: it belongs to it only if a counted row follows. */
  private takeInto(sequence: Sequence, row: Row, time: Instant, opens: boolean): void {
    const { waiting, start, last } = sequence;
    if (opens && time > last) {
      waiting.push(row);
      return;
    }
    if (!opens) sequence.last = time;
    sequence.waiting = [];
    for (const each of waiting) this.give(each, start, false);
    this.give(row, start, false);
  }

  /** Whether a row is later than the first that waits, and so counted if it is no opener. */
  private isCounted({ waiting }: Sequence, row: Row): boolean {
    return waiting.length > 0 && this.timeOf(row) > this.timeOf(waiting[0]!);
  }

  /** Lets go of the openers that are too early for a burst that holds an instant, and of what only they hold. */
  private forgetBefore(sequence: Sequence, time: Instant): void {
    const { opens, within } = this.options;
    const { waiting, counts } = sequence;
    const [first] = waiting;
    if (first === undefined || later(this.timeOf(first), within) >= time) return;
    const at = waiting.findIndex((row) => opens(row) && later(this.timeOf(row), within) >= time);
    const start = at < 0 ? null : this.timeOf(waiting[at]!);
    let uncounted = 0;
    for (const row of waiting) {
      if (start !== null && this.timeOf(row) > start) break;
      if (!opens(row) && this.isCounted(sequence, row)) uncounted += 1;
    }
    counts.removeFirst(uncounted);
    waiting.splice(0, at < 0 ? waiting.length : at);
  }

  private open(sequence: Sequence, time: Instant): void {
    const { waiting, counts } = sequence;
    const given = waiting.filter((row) => this.options.opens(row) || this.isCounted(sequence, row));
    sequence.start = this.timeOf(waiting[0]!);
    sequence.until = later(sequence.start, this.options.within);
    sequence.last = time;
    sequence.waiting = [];
    counts.clear();
    for (const row of given) this.give(row, sequence.start, row === given.at(-1));
  }

  private timeOf(row: Row): Instant {
    return row[this.options.time] as Instant;
  }

  private give(row: Row, start: Instant, detects: boolean): void {
    const made = row.slice() as OpenRow;
    made.push(start, detects);
    this.next.push(made);
  }
}
