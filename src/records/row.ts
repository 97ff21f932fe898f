import type { Value } from './value.js';

/** The place of one record in the input. */
export interface RecordPlace {
  /** Index of the input, in the order in which inputs are read. */
  readonly input: number;
  /** The line on which the record begins, from 1. */
  readonly line: number;
  /** The record's number in its input, from 1; tells records apart that share a line. */
  readonly record: number;
}

/** Where a row came from: one record, or those of all the rows it was made of. */
export type Origin = RecordPlace | readonly Origin[];

/** A row in flight: its origin, then one value per column; column `i` stands in slot `i + 1`. */
export type Row = readonly [origin: Origin, ...values: Value[]];

/** Takes rows one at a time, then hears once that there are no more. */
export interface Sink {
  push(row: Row): void;
  end(): void;
}
