import type { Row, Sink } from '../records/row.js';

/** Passes on another row for each row. */
export class MapRows implements Sink {
  constructor(
    private readonly change: (row: Row) => Row,
    private readonly next: Sink,
  ) {}

  push(row: Row): void {
    this.next.push(this.change(row));
  }

  end(): void {
    this.next.end();
  }
}
