import type { Origin, Row, Sink } from '../records/row.js';
import type { Value } from '../records/value.js';
import { HeldRows } from './held-rows.js';
import type { OpenRow } from './make-row.js';
import { orderByKeys, orderOfValues, type RowOrder, type RowSortKey } from './row-order.js';

/** Which rows are merged: those that the keys leave equal are one, the first by the choice. */
export interface MergeOptions {
  readonly keys: readonly [RowSortKey, ...RowSortKey[]];
  readonly choice: RowOrder;
}

/** Passes on the rows in the order of their keys when the last has come, those that are merged as one with the origins of all. */
export class Merge implements Sink {
  private readonly order: RowOrder;
  private rows = new HeldRows();
  /** Of each row what it has for the first key. */
  private firsts: Value[] = [];

  constructor(
    private readonly options: MergeOptions,
    private readonly next: Sink,
  ) {
    this.order = orderByKeys(options.keys);
  }

  push(row: Row): void {
    this.firsts.push(this.options.keys[0].value(row));
    this.rows.add(row);
  }

  end(): void {
    const { rows, firsts } = this;
    this.rows = new HeldRows();
    this.firsts = [];
    const compare = orderOfValues(this.options.keys[0]);
    const places = placesInOrder(firsts, compare);
    // Few rows agree in the first key, and no more are taken out at once.
    for (let at = 0; at < places.length; ) {
      const alike: Row[] = [];
      const first = firsts[places[at]!]!;
      do alike.push(rows.at(places[at++]!));
      while (at < places.length && compare(first, firsts[places[at]!]!) === 0);
      this.give(alike.length > 1 ? alike.sort(this.order) : alike);
    }
    this.next.end();
  }

  /** Passes on rows that come in order. */
  private give(rows: readonly Row[]): void {
    for (let at = 0; at < rows.length; ) {
      const first = rows[at]!;
      let end = at + 1;
      while (end < rows.length && this.order(first, rows[end]!) === 0) end += 1;
      this.next.push(end === at + 1 ? first : this.merged(rows.slice(at, end)));
      at = end;
    }
  }

  private merged(copies: readonly Row[]): Row {
    const kept = copies.reduce((best, row) => (this.options.choice(row, best) < 0 ? row : best));
    const row = kept.slice() as OpenRow;
    row[0] = copies.map(([origin]): Origin => origin);
    return row;
  }
}

/** The places of values in their order; equal ones keep theirs. Most exports are in order already. */
export function placesInOrder(
  values: readonly Value[],
  compare: (a: Value, b: Value) => number,
): Uint32Array {
  const places = Uint32Array.from(values, (_, place) => place);
  for (let i = 1; i < values.length; i++)
    if (compare(values[i - 1]!, values[i]!) > 0)
      return places.sort((a, b) => compare(values[a]!, values[b]!) || a - b);
  return places;
}
