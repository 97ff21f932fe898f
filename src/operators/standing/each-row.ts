import type { Row, Sink } from '../../records/row.js';
import type { StandingSink } from './standing.js';

/** Sends standing rows through an operator that looks at one row at a time: what comes of a row stands as long as it does. */
export class EachRow implements StandingSink {
  private readonly plain: Sink;
  private from = 0;
  private until = 0;

  constructor(
    start: (next: Sink) => Sink,
    private readonly next: StandingSink,
  ) {
    this.plain = start({
      push: (row) => next.push(row, this.from, this.until),
      end() {},
    });
  }

  push(row: Row, from: number, until: number): void {
    this.from = from;
    this.until = until;
    this.plain.push(row);
  }

  end(): void {
    this.next.end();
  }
}
