import type { Row, Sink } from '../records/row.js';

/** Passes on the rows that satisfy a test. */
export class Filter implements Sink {
  constructor(
    private readonly test: (row: Row) => boolean,
    private readonly next: Sink,
  ) {}

  push(row: Row): void {
    if (this.test(row)) this.next.push(row);
  }

  end(): void {
    this.next.end();
  }
}
