import type { Origin, Row } from '../records/row.js';
import type { Value } from '../records/value.js';
import { compareValues } from '../records/value-order.js';
import type { RowOrder } from './row-order.js';
import type { RowValue } from './row-value.js';
import type { Gathering } from './summarize.js';

/** What `arg_max` or `arg_min` looks for. */
export interface ArgExtremeOptions {
  readonly of: RowValue;
  readonly rank: 'greatest' | 'least';
  /** Slots of the chosen row that follow the value of `of`. */
  readonly slots: readonly number[];
  /** Decides between rows that rank the same; rows that it leaves equal are the same to the plan. */
  readonly ties: RowOrder;
  /** The result without any row. */
  readonly missing: readonly Value[];
  /** Hears of a chosen row that others rank the same as and differ from. */
  readonly onTie: (row: Row) => void;
}

/**
 * Chooses the row with the greatest or least value, of ties the first by their values, whatever order they come in.
 * A row whose value is null is chosen only when all are null.
 */
export class ArgExtreme implements Gathering {
  private best: Row | null = null;
  private bestValue: Value = null;
  private tied = false;

  constructor(private readonly options: ArgExtremeOptions) {}

  add(row: Row): void {
    const value = this.options.of(row);
    const rank = this.best === null ? 1 : this.compare(value);
    if (rank < 0) return;
    const order = rank > 0 ? -1 : this.options.ties(row, this.best!);
    this.tied = rank === 0 && (this.tied || order !== 0);
    if (order >= 0) return;
    this.best = row;
    this.bestValue = value;
  }

  result(): readonly Value[] {
    const { slots, missing, onTie } = this.options;
    const { best } = this;
    if (best === null) return missing;
    if (this.tied) onTie(best);
    return [this.bestValue, ...slots.map((slot) => best[slot] as Value)];
  }

  chosen(): Origin {
    return this.best === null ? [] : this.best[0];
  }

  /** Positive when a value outranks the best one. */
  private compare(value: Value): number {
    const { bestValue } = this;
    const greater = compareValues(value, bestValue);
    const nullsLowest = this.options.rank === 'greatest' || value === null || bestValue === null;
    return nullsLowest ? greater : -greater;
  }
}
