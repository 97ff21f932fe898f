import type { Row } from '../../records/row.js';
import { type Key, KeySpace, keyOf } from '../key.js';
import type { RowValue } from '../row-value.js';
import type { Standing, StandingSink } from './standing.js';

/** Gives one row of each key at each step at which any stands: one as long as it stands, then that of the others which stands longest. */
export class StandingDistinct implements StandingSink {
  private readonly groups = new Map<Key, Standing[]>();
  private readonly keyOf: (row: Row) => Key;

  constructor(
    key: readonly RowValue[],
    private readonly next: StandingSink,
  ) {
    this.keyOf = keyOf(key, new KeySpace());
  }

  push(row: Row, from: number, until: number): void {
    const key = this.keyOf(row);
    const group = this.groups.get(key);
    if (group === undefined) {
      this.groups.set(key, [{ row, from, until }]);
      return;
    }
    const last = group.at(-1)!;
    // Most rows come in the order of time, several between two steps.
    if (last.from > from || last.until < until) group.push({ row, from, until });
  }

  end(): void {
    for (const group of this.groups.values()) this.give(group);
    this.groups.clear();
    this.next.end();
  }

  private give(group: Standing[]): void {
    group.sort((a, b) => a.from - b.from);
    let best = group[0]!;
    let at = best.from;
    for (let i = 0; ; ) {
      for (; i < group.length && group[i]!.from <= at; i++)
        if (group[i]!.until > best.until) best = group[i]!;
      if (best.until > at) {
        this.next.push(best.row, at, best.until);
        at = best.until;
      } else if (i < group.length) at = group[i]!.from;
      else return;
    }
  }
}
