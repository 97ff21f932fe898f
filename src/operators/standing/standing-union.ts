import type { Row } from '../../records/row.js';
import type { StandingSink } from './standing.js';

/** Gives the standing rows of several inputs that all push into it, and ends when the last of them has ended. */
export class StandingUnion implements StandingSink {
  constructor(
    private open: number,
    private readonly next: StandingSink,
  ) {}

  push(row: Row, from: number, until: number): void {
    this.next.push(row, from, until);
  }

  end(): void {
    this.open -= 1;
    if (this.open === 0) this.next.end();
  }
}
