import type { Row, Sink } from '../records/row.js';

/** Counts the rows that pass. */
export class CountingTap implements Sink {
  rows = 0;

  constructor(private readonly next: Sink) {}

  push(row: Row): void {
    this.rows += 1;
    this.next.push(row);
  }

  end(): void {
    this.next.end();
  }
}
