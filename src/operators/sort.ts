import type { Row, Sink } from '../records/row.js';
import type { RowOrder } from './row-order.js';

/** Passes on all rows in an order when the last has come; rows that the order leaves equal keep theirs. */
export class Sort implements Sink {
  private readonly rows: Row[] = [];

  constructor(
    private readonly order: RowOrder,
    private readonly next: Sink,
  ) {}

  push(row: Row): void {
    this.rows.push(row);
  }

  end(): void {
    for (const row of this.rows.sort(this.order)) this.next.push(row);
    this.next.end();
  }
}
