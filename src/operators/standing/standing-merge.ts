import type { Row } from '../../records/row.js';
import type { Value } from '../../records/value.js';
import type { MergeOptions } from '../copies-as-one.js';
import { Merge, placesInOrder } from '../merge.js';
import { orderByKeys, orderOfValues, type RowOrder } from '../row-order.js';
import { type Anew, type Given, runAnew } from './again.js';
import { HeldStandings } from './held-standings.js';
import type { StandingSink } from './standing.js';

/** Gives the rows in the order of their keys, those that are merged at each step as what `Merge` makes of them. */
export class StandingMerge implements StandingSink {
  private readonly order: RowOrder;
  private readonly anew: Anew;
  private rows = new HeldStandings();
  /** Of each row what it has for the first key. */
  private firsts: Value[] = [];

  constructor(
    private readonly options: MergeOptions,
    private readonly next: StandingSink,
  ) {
    this.order = orderByKeys(options.keys);
    this.anew = {
      start: (merged) => [new Merge(options, merged)],
      changes: 'with its rows',
      always: null,
    };
  }

  push(row: Row, from: number, until: number): void {
    this.firsts.push(this.options.keys[0].value(row));
    this.rows.add(row, from, until);
  }

  end(): void {
    const { rows, firsts } = this;
    this.rows = new HeldStandings();
    this.firsts = [];
    const compare = orderOfValues(this.options.keys[0]);
    const places = placesInOrder(firsts, compare);
    for (let at = 0; at < places.length; ) {
      const alike: Given[] = [];
      const first = firsts[places[at]!]!;
      do alike.push({ ...rows.at(places[at++]!), input: 0 });
      while (at < places.length && compare(first, firsts[places[at]!]!) === 0);
      this.give(alike.length > 1 ? alike.sort((a, b) => this.order(a.row, b.row)) : alike);
    }
    this.next.end();
  }

  /** Gives rows that come in order. */
  private give(rows: readonly Given[]): void {
    for (let at = 0; at < rows.length; ) {
      const first = rows[at]!;
      let end = at + 1;
      while (end < rows.length && this.order(first.row, rows[end]!.row) === 0) end += 1;
      if (end === at + 1) this.next.push(first.row, first.from, first.until);
      else runAnew(rows.slice(at, end), this.anew, this.next);
      at = end;
    }
  }
}
