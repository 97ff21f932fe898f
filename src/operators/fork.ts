import type { Row, Sink } from '../records/row.js';

/** Gives every row to several sinks: how one step feeds many. */
export class Fork implements Sink {
  private readonly sinks: Sink[] = [];

  add(sink: Sink): void {
    this.sinks.push(sink);
  }

  push(row: Row): void {
    for (let i = 0; i < this.sinks.length; i++) this.sinks[i]!.push(row);
  }

  end(): void {
    for (const sink of this.sinks) sink.end();
  }
}
