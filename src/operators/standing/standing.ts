import type { Row } from '../../records/row.js';

/** A row of a schedule, and at which of its steps it stands: from one on, up to another that is no longer included. */
export interface Standing {
  readonly row: Row;
  readonly from: number;
  readonly until: number;
}

/**
 * Takes standing rows one at a time, then hears once that there are no more. What holds for every operator on them: at each step, the rows
 * it gives are those that the plain operator gives of the rows it was given that stand at the step.
 */
export interface StandingSink {
  push(row: Row, from: number, until: number): void;
  end(): void;
}

/** Gives every standing row to several sinks. */
export class StandingFork implements StandingSink {
  private readonly sinks: StandingSink[] = [];

  add(sink: StandingSink): void {
    this.sinks.push(sink);
  }

  push(row: Row, from: number, until: number): void {
    for (const sink of this.sinks) sink.push(row, from, until);
  }

  end(): void {
    for (const sink of this.sinks) sink.end();
  }
}
