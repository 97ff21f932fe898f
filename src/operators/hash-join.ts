import type { Origin, Row, Sink } from '../records/row.js';
import type { Value } from '../records/value.js';
import { firstRoom, withRoom } from './held-column.js';
import { HeldRows } from './held-rows.js';
import { type Key, KeySpace, keyOf } from './key.js';
import { blankRow, type OpenRow } from './make-row.js';
import type { RowValue } from './row-value.js';

/** One side of a join. */
export interface JoinSide {
  readonly key: readonly RowValue[];
  /** Slots of its rows that go into the joined row. */
  readonly slots: readonly number[];
  /** What stands in their place when there is no partner, one value a slot. */
  readonly missing: readonly Value[];
  /** Whether its rows without a partner are given too. */
  readonly unmatched: 'drop' | 'keep';
  /** Whether a pair came from its rows too. */
  readonly isEvidence: boolean;
}

/** Pairs the rows of two inputs that have equal keys; a pair has both origins. Holds both inputs until both have ended. */
export class HashJoin {
  readonly left: Held;
  readonly right: Held;
  private readonly pair: Pairing;
  private open = 2;

  constructor(
    private readonly leftSide: JoinSide,
    private readonly rightSide: JoinSide,
    private readonly next: Sink,
  ) {
    const space = new KeySpace();
    this.left = new Held(leftSide, space, () => this.sideEnded());
    this.right = new Held(rightSide, space, () => this.sideEnded());
    this.pair = pairing(leftSide, rightSide);
  }

  private sideEnded(): void {
    this.open -= 1;
    if (this.open > 0) return;
    for (const key of this.left.keys) {
      const rights = this.right.with(key);
      if (rights.length === 0 && this.leftSide.unmatched === 'drop') continue;
      for (const left of this.left.with(key)) {
        for (const right of rights) this.next.push(this.pair(left, right));
        if (rights.length === 0 && this.leftSide.unmatched === 'keep') this.next.push(this.pair(left, null));
      }
    }
    if (this.rightSide.unmatched === 'keep') this.pushUnmatchedRights();
    this.next.end();
  }

  private pushUnmatchedRights(): void {
    for (const key of this.right.keys)
      if (!this.left.has(key))
        for (const right of this.right.with(key)) this.next.push(this.pair(null, right));
  }
}

/** Makes the joined row of a pair, of which one may be missing. */
export type Pairing = (left: Row | null, right: Row | null) => Row;

/** How the rows of two sides are put together. */
export function pairing(leftSide: JoinSide, rightSide: JoinSide): Pairing {
  const blank = blankRow(leftSide.slots.length + rightSide.slots.length);
  const originOf = (left: Row | null, right: Row | null): Origin => {
    if (left === null) return right![0];
    return right === null || !rightSide.isEvidence ? left[0] : [left[0], right[0]];
  };
  return (left, right) => {
    const pair = blank.slice() as OpenRow;
    pair[0] = originOf(left, right);
    const at = fill(pair, 1, left, leftSide);
    fill(pair, at, right, rightSide);
    return pair;
  };
}

function fill(pair: OpenRow, from: number, row: Row | null, { slots, missing }: JoinSide): number {
  for (let i = 0; i < slots.length; i++) pair[from + i] = row === null ? missing[i]! : row[slots[i]!]!;
  return from + slots.length;
}

/** The rows of one side by key. */
class Held implements Sink {
  readonly end: () => void;
  private readonly rows = new HeldRows();
  /** The place of the first row of each key. */
  private readonly firsts = new Map<Key, number>();
  /** Of each row the place of the next of its key and one more, 0 of the last; of each first row the place of the last of its key. */
  private nexts = new Uint32Array(firstRoom);
  private lasts = new Uint32Array(firstRoom);
  private readonly keyOf: (row: Row) => Key;

  constructor(side: JoinSide, space: KeySpace, ended: () => void) {
    this.keyOf = keyOf(side.key, space);
    this.end = ended;
  }

  push(row: Row): void {
    const key = this.keyOf(row);
    const place = this.rows.size;
    this.nexts = withRoom(this.nexts, place);
    this.lasts = withRoom(this.lasts, place);
    const first = this.firsts.get(key);
    if (first === undefined) this.firsts.set(key, place);
    else this.nexts[this.lasts[first]!] = place + 1;
    this.lasts[first ?? place] = place;
    this.rows.add(row);
  }

  get keys(): Iterable<Key> {
    return this.firsts.keys();
  }

  has(key: Key): boolean {
    return this.firsts.has(key);
  }

  with(key: Key): readonly Row[] {
    const first = this.firsts.get(key);
    const rows: Row[] = [];
    for (let next = first === undefined ? 0 : first + 1; next > 0; next = this.nexts[next - 1]!)
      rows.push(this.rows.at(next - 1));
    return rows;
  }
}
