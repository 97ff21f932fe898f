import type { Instant } from '../records/instant.js';
import type { Value } from '../records/value.js';
import type { ExpressionNode } from './expression.js';
import { functionNamed } from './functions/registry.js';

/** The value of an expression that is the same for every row; undefined when it reads columns, or the clock and no `now` is given. */
export function foldedValue(node: ExpressionNode, now: Instant | null): Value | undefined {
  if (node.kind === 'literal') return node.value;
  if (node.kind === 'column') return undefined;
  const { bind, nulls, usesClock } = functionNamed(node.function);
  if (usesClock && now === null) return undefined;
  const values = node.arguments.map((argument) => foldedValue(argument, now));
  if (!values.every((value) => value !== undefined)) return undefined;
  if (nulls === 'propagate' && values.includes(null)) return null;
  const bound = node.arguments.map(({ type }, i) => ({ type, constant: values[i]! }));
  // Only a function that uses the clock looks at it.
  return bind(bound, { now: now ?? (0 as unknown as Instant) })(...values);
}
