import type { Row } from '../../records/row.js';
import { type Anew, type Given, runAnew } from './again.js';
import type { StandingSink } from './standing.js';

/** Runs an operator anew, as `Again` does, apart for each stretch of rows that come one after the other and belong together. */
export class Neighbours implements StandingSink {
  private stretch: Given[] = [];

  constructor(
    private readonly anew: Anew,
    /** Whether a row belongs to the one before it. */
    private readonly belongs: (before: Row, row: Row) => boolean,
    private readonly next: StandingSink,
  ) {}

  push(row: Row, from: number, until: number): void {
    const last = this.stretch.at(-1);
    if (last !== undefined && !this.belongs(last.row, row)) this.run();
    this.stretch.push({ row, from, until, input: 0 });
  }

  end(): void {
    this.run();
    this.next.end();
  }

  private run(): void {
    if (this.stretch.length > 0) runAnew(this.stretch, this.anew, this.next);
    this.stretch = [];
  }
}
