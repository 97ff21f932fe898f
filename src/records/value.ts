import type { Duration, Instant } from './instant.js';

/** The scalar types of KQL, by KQL's own names. */
export type KqlType =
  | 'string'
  | 'long'
  | 'int'
  | 'real'
  | 'bool'
  | 'datetime'
  | 'timespan'
  | 'guid'
  | 'dynamic';

/** What a `dynamic` holds: any JSON value. */
export type Dynamic =
  | string
  | number
  | boolean
  | null
  | readonly Dynamic[]
  | { readonly [name: string]: Dynamic };

/**
 * A value as it travels between operators, in the form of its KQL type:
 *
 * - string: text, never null (a missing string is `''`)
 * - long, datetime, timespan: a whole number; a bigint beyond the safe integers, see `integer`
 * - int, real: number
 * - bool: boolean
 * - guid: lower-case text with dashes
 * - dynamic: the JSON value
 *
 * Every type but string has null.
 */
export type Value = Dynamic | bigint;

/** The form of a value of each KQL type, null included where the type has one. */
export interface ValueOf {
  string: string;
  long: number | bigint | null;
  int: number | null;
  real: number | null;
  bool: boolean | null;
  datetime: Instant | null;
  timespan: Duration | null;
  guid: string | null;
  dynamic: Dynamic;
}

/** What a missing cell of a type reads as: strings have no null. */
export const missing = (type: KqlType): '' | null => (type === 'string' ? '' : null);
