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
  private readonly tests: readonly (readonly (LeastRows | LeastValues)[])[];
  private readonly values: readonly LeastValues[];

  constructor(tests: BurstTests) {
    this.tests = tests.map((test) =>
      test.map(({ of, atLeast }) => (of === null ? { atLeast } : new LeastValues(of, atLeast))),
    );
    this.values = this.tests.flat().filter((each) => each instanceof LeastValues);
  }

  add(row: Row): void {
    this.rows += 1;
    for (const each of this.values) each.add(row);
  }

  /** Takes the rows away that were added first. */
  removeFirst(rows: number): void {
    this.rows -= rows;
    for (const each of this.values) each.removeFirst(rows);
  }

  clear(): void {
    this.removeFirst(this.rows);
  }

  /** Whether the rows are a burst. */
  get pass(): boolean {
    return this.tests.some((test) =>
      test.every((each) => (each instanceof LeastValues ? each.isMet : this.rows >= each.atLeast)),
    );
  }
}

interface LeastRows {
  readonly atLeast: number;
}

/** A threshold of different values. */
class LeastValues {
  /** Of the rows, in the order in which they were added. */
  private readonly values: Value[] = [];
  private readonly often = new Map<Value, number>();

  constructor(
    private readonly of: RowValue,
    readonly atLeast: number,
  ) {}

  get isMet(): boolean {
    return this.often.size >= this.atLeast;
  }

  add(row: Row): void {
    const value = this.of(row);
    this.values.push(value);
    this.often.set(value, (this.often.get(value) ?? 0) + 1);
  }

  removeFirst(rows: number): void {
    for (const value of this.values.splice(0, rows)) {
      const often = this.often.get(value)! - 1;
      if (often === 0) this.often.delete(value);
      else this.often.set(value, often);
    }
  }
}
