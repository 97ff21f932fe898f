import { grouped } from '../../records/grouped.js';
import { type Duration, type Instant, later } from '../../records/instant.js';
import type { Row, Sink } from '../../records/row.js';
import type { Key } from '../key.js';
import { type Anew, runAnew } from './again.js';
import { sameValues, stepsOfChange } from './changes.js';
import type { Standing, StandingSink } from './standing.js';

/** How bursts are found in rows that come and go. */
export interface StandingBurstOptions {
  /** Begins the operator that passes on the rows of the bursts of one partition. */
  readonly start: (next: Sink) => Sink;
  readonly keyOf: (row: Row) => Key;
  readonly time: number;
  readonly within: Duration;
}

/** A row of a burst: which row of the input made it known, and since which step it stands. */
interface Found {
  readonly row: Row;
  readonly by: number;
  since: number;
}

/**
 * Gives the rows of bursts at every step. Takes rows in the order of time. When the first rows of a partition go, bursts are looked for anew
 * from the first that is left on: up to a row that is in a burst with the same beginning as before, or a stretch as long as a burst without rows
 * of one, neither before nor now. From there on nothing changes.
 */
export class StandingBurst implements StandingSink {
  private readonly partitions = new Map<Key, Standing[]>();

  constructor(
    private readonly options: StandingBurstOptions,
    private readonly next: StandingSink,
  ) {}

  push(row: Row, from: number, until: number): void {
    // A row without a time is in no burst.
    if (row[this.options.time] === null) return;
    const key = this.options.keyOf(row);
    const partition = this.partitions.get(key);
    if (partition === undefined) this.partitions.set(key, [{ row, from, until }]);
    else partition.push({ row, from, until });
  }

  end(): void {
    const anew: Anew = {
      start: (next) => [this.options.start(next)],
      changes: 'with its rows',
      always: null,
    };
    for (const rows of this.partitions.values())
      if (comesAndGoesInOrder(rows)) new Partition(rows, this.options, this.next).run();
      else
        runAnew(
          rows.map((row) => ({ ...row, input: 0 })),
          anew,
          this.next,
        );
    this.partitions.clear();
    this.next.end();
  }
}

const comesAndGoesInOrder = (rows: readonly Standing[]): boolean =>
  rows.every(({ from, until }, i) => i === 0 || (from >= rows[i - 1]!.from && until >= rows[i - 1]!.until));

class Partition {
  private found: Found[] = [];
  private bursts: Sink;
  private taken: Row[] = [];

  constructor(
    private readonly rows: readonly Standing[],
    private readonly options: StandingBurstOptions,
    private readonly next: StandingSink,
  ) {
    this.bursts = this.begin();
  }

  run(): void {
    const { rows } = this;
    let first = 0;
    let end = 0;
    for (const step of stepsOfChange(rows)) {
      const before = first;
      while (first < rows.length && rows[first]!.until <= step) first += 1;
      if (first > before) this.beginAt(first, end, step);
      for (; end < rows.length && rows[end]!.from <= step; end++) this.found.push(...this.foundBy(end, step));
    }
  }

  private begin(): Sink {
    return this.options.start({ push: (row) => void this.taken.push(row), end() {} });
  }

  /** What a row of the input makes known. */
  private foundBy(by: number, since: number, bursts = this.bursts): readonly Found[] {
    this.taken = [];
    bursts.push(this.rows[by]!.row);
    return this.taken.map((row) => ({ row, by, since }));
  }

  /** Looks for bursts anew from a row on, as far as the end of those that stand or until all is as it was. */
  private beginAt(first: number, end: number, step: number): void {
    const bursts = this.begin();
    const old = this.found;
    const made: Found[] = [];
    let known = 0;
    let at = first;
    // Rows that went were waiting, as rows of a burst may have been.
    let last = this.timeOf(this.rows[first - 1]!.row);
    for (; at < end; at++) {
      for (; known < old.length && old[known]!.by <= at; known++) last = this.latest(last, old[known]!.row);
      for (const one of this.foundBy(at, step, bursts)) {
        made.push(one);
        last = this.latest(last, one.row);
      }
      if (isSameBurst(old[known - 1], made.at(-1), at)) break;
      if (later(last, this.options.within) < this.timeOf(this.rows[at]!.row)) break;
    }
    if (at >= end) {
      this.bursts = bursts;
      known = old.length;
    }
    this.found = [...this.replaced(old.slice(0, known), made, step), ...old.slice(known)];
  }

  /** Rows in the place of others: those that are the same stand on. */
  private replaced(old: readonly Found[], made: readonly Found[], step: number): readonly Found[] {
    const known = grouped(old, ({ by }) => by);
    const standing = new Set<Found>();
    for (const one of made) {
      const same = known.get(one.by)?.find((each) => !standing.has(each) && sameValues(each.row, one.row));
      if (same === undefined) continue;
      one.since = same.since;
      standing.add(same);
    }
    for (const one of old) if (!standing.has(one)) this.next.push(one.row, one.since, step);
    return made;
  }

  private latest(last: Instant, row: Row): Instant {
    const time = this.timeOf(row);
    return time > last ? time : last;
  }

  private timeOf(row: Row): Instant {
    return row[this.options.time] as Instant;
  }
}

/** Whether a row of the input came into a burst with one beginning, before and now: then the bursts go on alike, whatever was before it. */
const isSameBurst = (before: Found | undefined, now: Found | undefined, by: number): boolean =>
  before?.by === by && now?.by === by && sameValues(before.row, now.row);
