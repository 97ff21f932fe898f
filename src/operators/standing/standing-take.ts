import type { Row } from '../../records/row.js';
import { stepsOfChange } from './changes.js';
import type { Standing, StandingSink } from './standing.js';

/** Gives at each step the rows that come first of those that stand, in the order in which they come. */
export class StandingTake implements StandingSink {
  private readonly rows: Standing[] = [];

  constructor(
    private readonly count: number,
    private readonly next: StandingSink,
  ) {}

  push(row: Row, from: number, until: number): void {
    this.rows.push({ row, from, until });
  }

  end(): void {
    const { rows, next } = this;
    const parts: { readonly at: number; from: number; until: number }[][] = rows.map(() => []);
    const steps = stepsOfChange(rows);
    for (const [i, from] of steps.slice(0, -1).entries()) {
      const until = steps[i + 1]!;
      let taken = 0;
      for (let at = 0; at < rows.length && taken < this.count; at++) {
        const row = rows[at]!;
        if (row.from > from || row.until <= from) continue;
        taken += 1;
        const last = parts[at]!.at(-1);
        if (last?.until === from) last.until = until;
        else parts[at]!.push({ at, from, until });
      }
    }
    for (const { at, from, until } of parts.flat()) next.push(rows[at]!.row, from, until);
    next.end();
  }
}
