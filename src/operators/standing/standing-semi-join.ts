import { type Key, KeySpace, keyOf } from '../key.js';
import type { RowValue } from '../row-value.js';
import { HeldStandings } from './held-standings.js';
import { Spells } from './spells.js';
import type { StandingSink } from './standing.js';

/** Gives the rows of one input as long as they have a partner in the other, or as long as they have none. */
export class StandingSemiJoin {
  readonly kept: StandingSink;
  readonly other: StandingSink;
  private readonly rows = new HeldStandings();
  private readonly keys: Key[] = [];
  private readonly partners = new Map<Key, Spells>();
  private open = 2;

  constructor(
    private readonly keep: 'matched' | 'unmatched',
    key: { readonly kept: readonly RowValue[]; readonly other: readonly RowValue[] },
    private readonly next: StandingSink,
  ) {
    const space = new KeySpace();
    const keptKey = keyOf(key.kept, space);
    const otherKey = keyOf(key.other, space);
    const end = () => this.sideEnded();
    this.kept = {
      push: (row, from, until) => {
        this.keys.push(keptKey(row));
        this.rows.add(row, from, until);
      },
      end,
    };
    this.other = { push: (row, from, until) => this.pushPartner(otherKey(row), from, until), end };
  }

  private pushPartner(key: Key, from: number, until: number): void {
    let spells = this.partners.get(key);
    if (spells === undefined) {
      spells = new Spells();
      this.partners.set(key, spells);
    }
    spells.add(from, until);
  }

  private sideEnded(): void {
    this.open -= 1;
    if (this.open > 0) return;
    const { keep, keys, rows, next } = this;
    for (const [i, key] of keys.entries()) {
      const spells = this.partners.get(key);
      if (keep === 'matched' && spells === undefined) continue;
      const { row, from, until } = rows.at(i);
      const give = (start: number, end: number) => next.push(row, start, end);
      if (keep === 'matched') spells!.within(from, until, give);
      else if (spells === undefined) give(from, until);
      else spells.without(from, until, give);
    }
    next.end();
  }
}
