import type { KqlType, Value } from '../records/value.js';
import type { Signature } from './function.js';

/** Collects the values of one group. */
export interface Accumulator {
  /** Takes the argument values of one row. */
  add(...values: Value[]): void;
  result(): Value;
}

/** One aggregate function of `summarize`: everything the project knows of it. `arg_max` and `arg_min` give rows and are steps of their own. */
export interface AggregateFunction {
  /** As KQL spells it: `count`, `make_set`. */
  readonly name: string;
  readonly signatures: readonly Signature[];
  /** KQL's name for the column when none is given, from the name of the first argument's column. */
  readonly defaultName: (argument: string | null) => string;
  /** Makes the accumulator of a group. With no rows its result is the default that KQL gives for empty input without `by`. */
  readonly start: (types: readonly KqlType[]) => Accumulator;
}
