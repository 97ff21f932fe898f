import type { Row } from '../../records/row.js';
import type { Value } from '../../records/value.js';
import type { RowValue } from '../row-value.js';

/** Gathers rows that come and go into one column. */
export interface Moving {
  /** Takes a row that stands from now on, until a step. */
  enter(row: Row, until: number): void;
  /** Lets go of a row that stands no longer. */
  leave(row: Row): void;
  /** The value of the rows that stand at a step, not before one that was asked for. */
  result(step: number): Value;
}

/** Counts rows; of a condition those for which it is true. */
export class MovingCount implements Moving {
  private rows = 0;

  constructor(private readonly condition: RowValue | null) {}

  enter(row: Row): void {
    this.rows += this.counts(row);
  }

  leave(row: Row): void {
    this.rows -= this.counts(row);
  }

  result(): Value {
    return this.rows;
  }

  private counts(row: Row): number {
    return this.condition === null || this.condition(row) === true ? 1 : 0;
  }
}

/** Counts different values, without nulls; of a condition those of rows for which it is true. */
export class MovingDistinct implements Moving {
  private readonly rows = new Map<Value, number>();

  constructor(
    private readonly value: RowValue,
    private readonly condition: RowValue | null,
  ) {}

  enter(row: Row): void {
    this.count(row, 1);
  }

  leave(row: Row): void {
    this.count(row, -1);
  }

  result(): Value {
    return this.rows.size;
  }

  private count(row: Row, by: 1 | -1): void {
    const value = this.value(row);
    if (value === null || (this.condition !== null && this.condition(row) !== true)) return;
    const often = (this.rows.get(value) ?? 0) + by;
    if (often === 0) this.rows.delete(value);
    else this.rows.set(value, often);
  }
}

/** Gives the value that comes first in an order; nulls do not count. Of a condition, rows for which it is true. */
export class MovingFirst implements Moving {
  /** A heap: no value comes before that at half its place. */
  private readonly heap: { readonly value: Value; readonly until: number }[] = [];

  constructor(
    private readonly value: RowValue,
    private readonly condition: RowValue | null,
    private readonly compare: (a: Value, b: Value) => number,
    private readonly none: Value,
  ) {}

  enter(row: Row, until: number): void {
    const value = this.value(row);
    if (value === null || (this.condition !== null && this.condition(row) !== true)) return;
    const { heap } = this;
    const added = { value, until };
    let at = heap.push(added) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.compare(heap[above]!.value, value) <= 0) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = added;
  }

  /** Values are let go of when they would come first. */
  leave(): void {}

  result(step: number): Value {
    const { heap } = this;
    while (heap.length > 0 && heap[0]!.until <= step) this.removeFirst();
    return heap[0]?.value ?? this.none;
  }

  private removeFirst(): void {
    const { heap } = this;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && this.compare(heap[below + 1]!.value, heap[below]!.value) < 0) below += 1;
      if (this.compare(last.value, heap[below]!.value) <= 0) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
  }
}
