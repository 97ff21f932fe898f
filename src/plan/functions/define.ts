import type { Value } from '../../records/value.js';
import type { Binding, ParameterKind, ScalarFunction, Signature } from '../function.js';

type Bind = ScalarFunction['bind'];

/** A way to call a function: `signature(['string', 'long'], 'string')`. */
export const signature = (parameters: readonly ParameterKind[], result: Signature['result']): Signature => ({
  arguments: parameters,
  result,
});

/** A way to call a function whose last argument may stand more than once. */
export const variadic = (parameters: readonly ParameterKind[], result: Signature['result']): Signature => ({
  arguments: parameters,
  variadic: true,
  result,
});

/** A function of which every argument must be there: null in, null out. */
export const strict = (name: string, signatures: readonly Signature[], bind: Bind): ScalarFunction => ({
  name,
  signatures,
  nulls: 'propagate',
  bind,
});

/** A function that sees nulls. */
export const lenient = (name: string, signatures: readonly Signature[], bind: Bind): ScalarFunction => ({
  name,
  signatures,
  nulls: 'handled',
  bind,
});

/** The entry printed between its two arguments. */
export const infix = (entry: ScalarFunction, binding: Binding): ScalarFunction => ({
  ...entry,
  binding,
  print: ([left, right]) => `${left} ${entry.name} ${right}`,
});

/** The entry printed as `left name (a, b)`, its list joined by a separator. */
export const listInfix = (entry: ScalarFunction, separator: string): ScalarFunction => ({
  ...entry,
  binding: 'comparison',
  print: ([left, ...list]) => `${left} ${entry.name} (${list.join(separator)})`,
});

const not = (value: Value) => (value === null ? null : !value);

/** Negates a condition, null staying null; as many values are looked at as before. */
export const negated =
  (bind: Bind): Bind =>
  (bound, context) => {
    const evaluate = bind(bound, context);
    switch (evaluate.length) {
      case 1:
        return (a) => not(evaluate(a!));
      case 2:
        return (a, b) => not(evaluate(a!, b!));
      default:
        return (...values) => not(evaluate(...values));
    }
  };
