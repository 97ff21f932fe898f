import type { Instant } from '../records/instant.js';
import type { KqlType, Value } from '../records/value.js';

/** Argument types of one way to call a function; the result may follow from them. */
export interface Signature {
  /** `any` takes every type; `same` takes the type of the first argument. */
  readonly arguments: readonly (KqlType | 'any' | 'same')[];
  /** Whether the last argument may stand any number of times. */
  readonly variadic?: boolean;
  /** `first` is the type of the first argument. */
  readonly result: KqlType | 'first';
}

/** What a function may know besides its arguments. */
export interface EvaluationContext {
  /** The one instant that `now()` and `ago()` mean in this evaluation. */
  readonly now: Instant;
}

/** Evaluates a function for one row from the values of its arguments. */
export type Evaluate = (...values: Value[]) => Value;

/** An argument as a function sees it when it is bound, once per plan. */
export interface BoundArgument {
  readonly type: KqlType;
  /** Its value when it is the same for every row; undefined otherwise. */
  readonly constant: Value | undefined;
}

/** One scalar function or operator of KQL: everything the project knows of it. */
export interface ScalarFunction {
  /** As KQL spells it: `isnotempty`, `==`, `!in`. */
  readonly name: string;
  readonly signatures: readonly Signature[];
  /** `propagate`: any null argument gives null, without a call; `handled`: the function sees nulls. */
  readonly nulls: 'propagate' | 'handled';
  /** Chooses, once per plan, the function that runs per row. */
  readonly bind: (bound: readonly BoundArgument[], context: EvaluationContext) => Evaluate;
  /** Whether the result depends on the clock, so that it is constant only within one evaluation. */
  readonly usesClock?: boolean;
  /** Prints a call whose arguments are printed; when absent, `name(a, b)`. */
  readonly print?: (printed: readonly string[]) => string;
}
