import type { Row } from '../../records/row.js';
import { type Key, KeySpace, keyOf } from '../key.js';
import { rememberedOf, rowAfter, type ScanRowsOptions } from '../scan-rows.js';
import { sameValues } from './changes.js';
import type { Standing, StandingSink } from './standing.js';

/** A row of the input, what it is at present, and what it was before. */
interface Member extends Standing {
  /** Its place among all rows. */
  readonly place: number;
  made: Row | null;
  since: number;
  /** Null while it has been nothing else: so it is with most. */
  results: Standing[] | null;
}

/**
 * What `ScanRows` gives at every step. Takes rows in their order. Where a row comes or goes, those behind it are made anew, up to the first
 * that is as it was: most remember little.
 */
export class StandingScanRows implements StandingSink {
  private readonly sequences = new Map<Key, Member[]>();
  private members: (Member | null)[] = [];
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
    const place = this.members.length;
    const member: Member = { row, from, until, place, made: null, since: from, results: null };
    this.members.push(member);
    const sequence = this.sequences.get(key);
    if (sequence === undefined) this.sequences.set(key, [member]);
    else sequence.push(member);
  }

  end(): void {
    for (const sequence of this.sequences.values()) this.run(sequence);
    this.sequences.clear();
    const { members, next } = this;
    this.members = [];
    for (let i = 0; i < members.length; i++) {
      for (const { row, from, until } of members[i]!.results ?? []) next.push(row, from, until);
      // What is given belongs to whoever took it.
      members[i] = null;
    }
    next.end();
  }

  private run(sequence: readonly Member[]): void {
    const coming = sequence.toSorted((a, b) => a.from - b.from);
    const going = sequence.toSorted((a, b) => a.until - b.until);
    const standing: Member[] = [];
    let come = 0;
    for (let gone = 0; gone < going.length; ) {
      const step = Math.min(going[gone]!.until, coming[come]?.from ?? Number.POSITIVE_INFINITY);
      const changed: Member[] = [];
      for (; gone < going.length && going[gone]!.until === step; gone++) {
        const member = going[gone]!;
        this.close(member, step);
        remove(standing, member);
        changed.push(member);
      }
      for (; come < coming.length && coming[come]!.from === step; come++) {
        const member = coming[come]!;
        standing.splice(placeIn(standing, member), 0, member);
        changed.push(member);
      }
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

  private close(member: Member, step: number): void {
    const { made, since } = member;
    if (made === null || since >= step) return;
    const result = { row: made, from: since, until: step };
    if (member.results === null) member.results = [result];
    else member.results.push(result);
  }
}

/** Takes a member out of those that stand; mostly it is the first, which others need not move for. */
function remove(standing: Member[], member: Member): void {
  const at = placeIn(standing, member);
  if (at === 0) standing.shift();
  else standing.splice(at, 1);
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
