import type { Row } from '../records/row.js';
import type { Value } from '../records/value.js';
import type { RowValue } from './row-value.js';

/** At least so many rows, where nothing is counted, or so many different values. */
export interface BurstThreshold {
  readonly of: RowValue | null;
  readonly atLeast: number;
}

/** What a burst must have: all thresholds of any alternative. */
export type BurstTests = readonly (readonly BurstThreshold[])[];

/** Counts the rows of a window for the thresholds of a burst. */
export class BurstCounts {
  private rows = 0;
  /** For each threshold how often each value stands among the rows. */
  private readonly values: readonly (readonly Map<Value, number>[])[];

  constructor(private readonly tests: BurstTests) {
    this.values = tests.map((test) => test.map(() => new Map()));
  }

  add(row: Row): void {
    this.count(row, 1);
  }

  remove(row: Row): void {
    this.count(row, -1);
  }

  clear(): void {
    this.rows = 0;
    for (const values of this.values.flat()) values.clear();
  }

  /** Whether the rows are a burst. */
  get pass(): boolean {
    return this.tests.some((test, i) =>
      test.every(({ of, atLeast }, j) => (of === null ? this.rows : this.values[i]![j]!.size) >= atLeast),
    );
  }

  private count(row: Row, by: 1 | -1): void {
    this.rows += by;
    this.tests.forEach((test, i) => {
      test.forEach(({ of }, j) => {
        if (of === null) return;
        const value = of(row);
        const values = this.values[i]![j]!;
        const often = (values.get(value) ?? 0) + by;
        if (often === 0) values.delete(value);
        else values.set(value, often);
      });
    });
  }
}
