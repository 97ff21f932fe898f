import type { Row, Sink } from '../../records/row.js';
import { sameValues } from './changes.js';
import type { StandingSink } from './standing.js';

/** Sends standing rows at every step through an operator that looks at one row at a time and at the clock. */
export class EachStep implements StandingSink {
  private readonly plain = new Map<number, Sink>();
  private made: Row[] = [];

  constructor(
    /** Begins the operator as it is at a step. */
    private readonly start: (next: Sink, step: number) => Sink,
    private readonly next: StandingSink,
  ) {}

  push(row: Row, from: number, until: number): void {
    let before: readonly Row[] = [];
    let since = from;
    for (let step = from; step < until; step++) {
      this.made = [];
      this.at(step).push(row);
      const { made } = this;
      if (made.length === before.length && made.every((one, i) => sameValues(one, before[i]!))) continue;
      for (const one of before) this.next.push(one, since, step);
      before = made;
      since = step;
    }
    for (const one of before) this.next.push(one, since, until);
  }

  end(): void {
    this.plain.clear();
    this.next.end();
  }

  private at(step: number): Sink {
    let sink = this.plain.get(step);
    if (sink === undefined) {
      sink = this.start({ push: (row) => void this.made.push(row), end() {} }, step);
      this.plain.set(step, sink);
    }
    return sink;
  }
}
