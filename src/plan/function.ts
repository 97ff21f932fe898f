import type { Instant } from '../records/instant.js';
import type { KqlType, Value } from '../records/value.js';

/**
 * What an argument may be: a KQL type, or one of
 *
 * - `any`: every type
 * - `number`: int, long or real; all of a call become long, or real when one of them is
 * - `same`: all of a call have one type; int, long and real become the widest among them
 * - `sortable`: as `same`, of the types whose values have an order
 * - `comparable`: as `same`, but dynamic may meet any other type and is then converted to it
 * - `orderable`: as `comparable`, numbers, datetimes and timespans alone
 *
 * An int goes where a long is wanted, both where a real is, and dynamic where a string is.
 */
export type ParameterKind = KqlType | 'any' | 'number' | 'same' | 'sortable' | 'comparable' | 'orderable';

/** Argument types of one way to call a function, and the type of the result. */
export interface Signature {
  readonly arguments: readonly ParameterKind[];
  /** Whether the last argument may stand more than once. */
  readonly variadic?: boolean;
  /** A type, or the one that the arguments of a kind have come to. */
  readonly result: KqlType | 'number' | 'same' | 'sortable';
}

/** What a function may know besides its arguments. */
export interface EvaluationContext {
  /** The one instant that `now()` and `ago()` mean in this evaluation. */
  readonly now: Instant;
}

/**
 * Evaluates a function for one row from the values of its arguments.
 * Its `length` says how many it looks at, from the first; the rest are constants already bound and need not be passed. With length 0 pass all.
 */
export type Evaluate = (...values: Value[]) => Value;

/** An argument as a function sees it when it is bound, once per plan. */
export interface BoundArgument {
  readonly type: KqlType;
  /** Its value when it is the same for every row; undefined otherwise. */
  readonly constant: Value | undefined;
}

/** How tightly printed forms hold together, loosest first. */
export const bindings = ['or', 'and', 'comparison', 'sum', 'product', 'sign', 'call'] as const;
export type Binding = (typeof bindings)[number];

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
  /** How tightly the printed form holds together; when absent, as a call. */
  readonly binding?: Binding;
}
