import type { Origin, Row, Sink } from '../records/row.js';
import type { OpenRow } from './make-row.js';
import { orderByKeys, type RowOrder, type RowSortKey } from './row-order.js';

/** Which rows are merged: those that the keys leave equal are one, the first by the choice. */
export interface MergeOptions {
  readonly keys: readonly [RowSortKey, ...RowSortKey[]];
  readonly choice: RowOrder;
}

/** Passes on rows that agree in the first key in the order of all keys, those that are merged as one with the origins of all. */
export class CopiesAsOne {
  private readonly order: RowOrder;

  constructor(
    private readonly options: MergeOptions,
    private readonly next: Sink,
  ) {
    this.order = orderByKeys(options.keys);
  }

  /** Takes all rows with one value of the first key. */
  give(rows: Row[]): void {
    if (rows.length > 1) rows.sort(this.order);
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
