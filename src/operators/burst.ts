import { type Duration, type Instant, later } from '../records/instant.js';
import type { Row, Sink } from '../records/row.js';
import { BurstCounts, type BurstTests } from './burst-counts.js';
import { type Key, KeySpace, keyOf } from './key.js';
import type { OpenRow } from './make-row.js';
import type { RowValue } from './row-value.js';

/** What a burst is. */
export interface BurstOptions {
  readonly by: readonly RowValue[];
  readonly time: number;
  readonly within: Duration;
  readonly tests: BurstTests;
}

/** The rows of one partition that may yet begin a burst, or the burst they are in. */
interface Sequence {
  waiting: Row[];
  /** Of the rows that wait. */
  readonly counts: BurstCounts;
  start: Instant | null;
  /** The last instant of the burst that is open. */
  until: Instant | null;
}

/**
 * Passes on the rows of bursts with the burst's first time and whether they made it one. Takes rows in the order of time; a row without a
 * time is in no burst. Keeps the rows of open windows.
 */
export class Burst implements Sink {
  private readonly sequences = new Map<Key, Sequence>();
  private readonly keyOf: (row: Row) => Key;

  constructor(
    private readonly options: BurstOptions,
    private readonly next: Sink,
  ) {
    this.keyOf = keyOf(options.by, new KeySpace());
  }

  push(row: Row): void {
    const time = row[this.options.time] as Instant | null;
    if (time === null) return;
    const sequence = this.sequenceOf(this.keyOf(row));
    if (sequence.until !== null && time <= sequence.until) {
      this.give(row, sequence.start!, false);
      return;
    }
    sequence.until = null;
    this.forgetBefore(sequence, time);
    sequence.waiting.push(row);
    sequence.counts.add(row);
    if (sequence.counts.pass) this.open(sequence);
  }

  end(): void {
    this.sequences.clear();
    this.next.end();
  }

  private sequenceOf(key: Key): Sequence {
    const known = this.sequences.get(key);
    if (known !== undefined) return known;
    const made = { waiting: [], counts: new BurstCounts(this.options.tests), start: null, until: null };
    this.sequences.set(key, made);
    return made;
  }

  /** Lets go of the rows that are too early for a burst that holds an instant. */
  private forgetBefore({ waiting, counts }: Sequence, time: Instant): void {
    let gone = 0;
    while (gone < waiting.length && this.endOf(waiting[gone]!) < time) gone += 1;
    if (gone === 0) return;
    waiting.splice(0, gone);
    counts.removeFirst(gone);
  }

  private endOf(row: Row): Instant {
    return later(row[this.options.time] as Instant, this.options.within);
  }

  private open(sequence: Sequence): void {
    const { waiting } = sequence;
    const [first] = waiting as [Row];
    sequence.start = first[this.options.time] as Instant;
    sequence.until = this.endOf(first);
    sequence.waiting = [];
    sequence.counts.clear();
    for (const row of waiting) this.give(row, sequence.start, row === waiting.at(-1));
  }

  private give(row: Row, start: Instant, detects: boolean): void {
    const made = row.slice() as OpenRow;
    made.push(start, detects);
    this.next.push(made);
  }
}
