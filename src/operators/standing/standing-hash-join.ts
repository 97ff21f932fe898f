import type { Row } from '../../records/row.js';
import { type JoinSide, type Pairing, pairing } from '../hash-join.js';
import { type Key, KeySpace, keyOf } from '../key.js';
import { Spells } from './spells.js';
import type { Standing, StandingSink } from './standing.js';

/** Pairs the rows of two inputs that have equal keys as long as both stand, and gives rows without a partner as long as they have none where a side keeps them. */
export class StandingHashJoin {
  readonly left: StandingSink;
  readonly right: StandingSink;
  private readonly lefts = new Map<Key, Standing[]>();
  private readonly rights = new Map<Key, Standing[]>();
  private readonly pair: Pairing;
  private open = 2;

  constructor(
    private readonly leftSide: JoinSide,
    private readonly rightSide: JoinSide,
    private readonly next: StandingSink,
  ) {
    this.pair = pairing(leftSide, rightSide);
    const space = new KeySpace();
    this.left = this.side(this.lefts, leftSide, space);
    this.right = this.side(this.rights, rightSide, space);
  }

  private side(rows: Map<Key, Standing[]>, { key }: JoinSide, space: KeySpace): StandingSink {
    const rowKey = keyOf(key, space);
    return {
      push(row, from, until) {
        const own = rowKey(row);
        const known = rows.get(own);
        if (known === undefined) rows.set(own, [{ row, from, until }]);
        else known.push({ row, from, until });
      },
      end: () => this.sideEnded(),
    };
  }

  private sideEnded(): void {
    this.open -= 1;
    if (this.open > 0) return;
    const { lefts, rights, pair, next } = this;
    for (const [key, own] of lefts) {
      const others = rights.get(key) ?? [];
      others.sort((a, b) => a.from - b.from);
      for (const left of own) this.givePairs(left, others);
      if (this.leftSide.unmatched === 'keep') this.giveAlone(own, others, (row) => pair(row, null));
    }
    if (this.rightSide.unmatched === 'keep')
      for (const [key, own] of rights) this.giveAlone(own, lefts.get(key) ?? [], (row) => pair(null, row));
    lefts.clear();
    rights.clear();
    next.end();
  }

  /** `rights` are in the order in which they begin to stand. */
  private givePairs(left: Standing, rights: readonly Standing[]): void {
    for (const right of rights) {
      if (right.from >= left.until) return;
      const from = Math.max(left.from, right.from);
      const until = Math.min(left.until, right.until);
      if (from < until) this.next.push(this.pair(left.row, right.row), from, until);
    }
  }

  private giveAlone(own: readonly Standing[], others: readonly Standing[], alone: (row: Row) => Row): void {
    const spells = new Spells();
    for (const { from, until } of others) spells.add(from, until);
    for (const { row, from, until } of own)
      spells.without(from, until, (start, end) => this.next.push(alone(row), start, end));
  }
}
