import type { Origin, Row, Sink } from '../records/row.js';
import type { OpenRow } from './make-row.js';
import type { RowOrder } from './row-order.js';

/** Passes on the rows in an order when the last has come; rows that it leaves equal are one, the first by a second order, with the origins of all. */
export class Merge implements Sink {
  private readonly rows: Row[] = [];

  constructor(
    private readonly order: RowOrder,
    private readonly choice: RowOrder,
    private readonly next: Sink,
  ) {}

  push(row: Row): void {
    this.rows.push(row);
  }

  end(): void {
    const rows = this.rows.sort(this.order);
    for (let at = 0; at < rows.length; ) {
      const first = rows[at]!;
      let end = at + 1;
      while (end < rows.length && this.order(first, rows[end]!) === 0) end += 1;
      this.next.push(end === at + 1 ? first : this.merged(rows.slice(at, end)));
      at = end;
    }
    this.rows.length = 0;
    this.next.end();
  }

  private merged(copies: readonly Row[]): Row {
    const kept = copies.reduce((best, row) => (this.choice(row, best) < 0 ? row : best));
    const row = kept.slice() as OpenRow;
    row[0] = copies.map(([origin]): Origin => origin);
    return row;
  }
}
