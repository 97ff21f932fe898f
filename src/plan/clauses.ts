import type { Columns } from '../records/schema.js';
import type { JoinKey } from './build/join.js';
import type { Named, RowOf } from './query-types.js';

/** The keys of a join. */
export interface On<out K extends string | JoinKey> {
  readonly on: readonly K[];
}

/** Keys of a join: columns that both sides have, or `{ left, right }` pairs. */
export const on = <const K extends readonly (string | JoinKey)[]>(...keys: K): On<K[number]> => ({
  on: keys,
});

/** The keys of groups. */
export interface By<C extends Columns, out N extends string, out E extends Named> {
  readonly names: readonly N[];
  readonly expressions: ((row: RowOf<C>) => E) | null;
}

/** No named expressions. */
export type NoExpressions = Readonly<Record<never, never>>;

/** Keys of groups: columns by name, and last a function that makes named expressions of the row. */
export function by<const N extends string>(...names: readonly N[]): By<Columns, N, NoExpressions>;
export function by<C extends Columns, const N extends readonly string[], const E extends Named>(
  ...keys: readonly [...names: N, expressions: (row: RowOf<C>) => E]
): By<C, N[number], E>;
export function by(...keys: readonly unknown[]): By<Columns, string, Named> {
  const last = keys.at(-1);
  const expressions = typeof last === 'function' ? (last as (row: RowOf<Columns>) => Named) : null;
  return { names: (expressions === null ? keys : keys.slice(0, -1)) as readonly string[], expressions };
}

/** The row of a group with the greatest or least value of a column, and what is kept of it: `'*'` is all. */
export interface ArgExtremeOf<out K extends string, out S extends string> {
  readonly function: 'arg_max' | 'arg_min';
  readonly of: K;
  readonly kept: readonly S[];
}

/** The row with the greatest value of a column: all of it with `'*'`, or some columns. */
export const argMax = <const K extends string, const S extends string>(
  of: K,
  ...kept: readonly S[]
): ArgExtremeOf<K, S> => ({ function: 'arg_max', of, kept });

/** The row with the least value of a column: all of it with `'*'`, or some columns. */
export const argMin = <const K extends string, const S extends string>(
  of: K,
  ...kept: readonly S[]
): ArgExtremeOf<K, S> => ({ function: 'arg_min', of, kept });
