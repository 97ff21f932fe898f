import type { Row, Sink } from '../../records/row.js';
import type { Standing, StandingSink } from './standing.js';

/** Gives all standing rows in the order into which a plain operator, which passes on the rows that it gets, puts them. */
export class StandingSort implements StandingSink {
  private readonly rows = new Map<Row, Standing>();
  /** Further spells of rows that stand several times. */
  private readonly more = new Map<Row, Standing[]>();

  constructor(
    private readonly start: (next: Sink) => Sink,
    private readonly next: StandingSink,
  ) {}

  push(row: Row, from: number, until: number): void {
    const standing = { row, from, until };
    if (!this.rows.has(row)) this.rows.set(row, standing);
    else if (this.more.has(row)) this.more.get(row)!.push(standing);
    else this.more.set(row, [standing]);
  }

  end(): void {
    const { rows, more, next } = this;
    const sort = this.start({
      push(row) {
        for (const { from, until } of [rows.get(row)!, ...(more.get(row) ?? [])]) next.push(row, from, until);
      },
      end() {},
    });
    for (const row of rows.keys()) sort.push(row);
    sort.end();
    rows.clear();
    more.clear();
    next.end();
  }
}
