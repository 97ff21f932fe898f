import type { Row, Sink } from '../records/row.js';

/** Passes on the rows of several inputs that all push into it, and ends when the last of them has ended. */
export class Union implements Sink {
  constructor(
    private open: number,
    private readonly next: Sink,
  ) {}

  push(row: Row): void {
    this.next.push(row);
  }

  end(): void {
    this.open -= 1;
    if (this.open === 0) this.next.end();
  }
}
