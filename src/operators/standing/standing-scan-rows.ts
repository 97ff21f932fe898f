import { grouped } from '../../records/grouped.js';
import type { Row } from '../../records/row.js';
import { type Key, KeySpace, keyOf } from '../key.js';
import { rememberedOf, rowAfter, type ScanRowsOptions } from '../scan-rows.js';
import { sameValues, stepsOfChange } from './changes.js';
import type { Standing, StandingSink } from './standing.js';

/** A row of the input, and what it is at present. */
interface Member extends Standing {
  /** Its place among all rows. */
  readonly place: number;
  made: Row | null;
  since: number;
}

/**
 * What `ScanRows` gives at every step. Takes rows in their order. Where a row comes or goes, those behind it are made anew, up to the first
 * that is as it was: most remember little.
 */
export class StandingScanRows implements StandingSink {
  private readonly sequences = new Map<Key, Member[]>();
  private readonly results: Standing[][] = [];
  private readonly keyOf: (row: Row) => Key;
  private readonly rowAfter: ReturnType<typeof rowAfter>;

  constructor(
    private readonly options: ScanRowsOptions,
    private readonly next: StandingSink,
  ) {
    this.keyOf = keyOf(options.by, new KeySpace());
    this.rowAfter = rowAfter(options);
  }

  push(row: Row, from: number, until: number): void {
    const key = this.keyOf(row);
    const member = { row, from, until, place: this.results.length, made: null, since: from };
    this.results.push([]);
    const sequence = this.sequences.get(key);
    if (sequence === undefined) this.sequences.set(key, [member]);
    else sequence.push(member);
  }

  end(): void {
    for (const sequence of this.sequences.values()) this.run(sequence);
    this.sequences.clear();
    for (const results of this.results)
      for (const { row, from, until } of results) this.next.push(row, from, until);
    this.results.length = 0;
    this.next.end();
  }

  private run(sequence: readonly Member[]): void {
    const coming = grouped(sequence, ({ from }) => from);
    const going = grouped(sequence, ({ until }) => until);
    const standing: Member[] = [];
    for (const step of stepsOfChange(sequence)) {
      const changed = [...(going.get(step) ?? []), ...(coming.get(step) ?? [])];
      for (const member of going.get(step) ?? []) {
        this.close(member, step);
        standing.splice(placeIn(standing, member), 1);
      }
      for (const member of coming.get(step) ?? []) standing.splice(placeIn(standing, member), 0, member);
      this.makeAnew(standing, changed, step);
    }
  }

  /** Makes the rows from each changed one on anew, as far as anything changes. */
  private makeAnew(standing: readonly Member[], changed: Member[], step: number): void {
    changed.sort((a, b) => a.place - b.place);
    let at = 0;
    for (const first of changed) {
      at = Math.max(at, placeIn(standing, first));
      for (; at < standing.length; at++) {
        const member = standing[at]!;
        const before = standing[at - 1]?.made ?? null;
        const made = this.rowAfter(
          member.row,
          before === null ? undefined : rememberedOf(this.options, before),
        );
        if (member.made !== null && sameValues(member.made, made)) break;
        this.close(member, step);
        member.made = made;
        member.since = step;
      }
    }
  }

  private close({ made, since, place }: Member, step: number): void {
    if (made !== null && since < step) this.results[place]!.push({ row: made, from: since, until: step });
  }
}

/** Where a member stands among those that stand, or would. */
function placeIn(standing: readonly Member[], { place }: Member): number {
  let low = 0;
  let high = standing.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (standing[middle]!.place < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
