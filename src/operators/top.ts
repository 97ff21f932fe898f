import type { Row, Sink } from '../records/row.js';
import type { RowOrder } from './row-order.js';

/** Passes on the first rows of an order, in that order; of equal rows those that came first. Holds about twice as many as it gives. */
export class Top implements Sink {
  private readonly rows: Row[] = [];
  /** The last row that would be given as things stand; null while any row would be. */
  private last: Row | null = null;

  constructor(
    private readonly count: number,
    private readonly order: RowOrder,
    private readonly next: Sink,
  ) {}

  push(row: Row): void {
    if (this.last !== null && this.order(row, this.last) >= 0) return;
    this.rows.push(row);
    if (this.rows.length > 2 * this.count) this.cut();
  }

  end(): void {
    this.cut();
    for (const row of this.rows) this.next.push(row);
    this.next.end();
  }

  private cut(): void {
    this.rows.sort(this.order);
    if (this.rows.length >= this.count) this.rows.length = this.count;
    this.last = this.rows[this.count - 1] ?? null;
  }
}
