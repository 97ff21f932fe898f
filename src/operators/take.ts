import type { Row, Sink } from '../records/row.js';

/** Passes on the rows that come first. */
export class Take implements Sink {
  private taken = 0;

  constructor(
    private readonly count: number,
    private readonly next: Sink,
  ) {}

  push(row: Row): void {
    if (this.taken >= this.count) return;
    this.taken += 1;
    this.next.push(row);
  }

  end(): void {
    this.next.end();
  }
}
