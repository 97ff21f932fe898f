import {
  type Duration,
  type Instant,
  days as inDays,
  hours as inHours,
  minutes as inMinutes,
  seconds as inSeconds,
  ticks as inTicks,
  parseDuration,
} from '../records/instant.js';
import { integer } from '../records/integer.js';
import type { Dynamic, KqlType, Value } from '../records/value.js';
import { literalNode } from './build/expressions.js';
import { parseGuid, parseInstant } from './functions/parse-text.js';
import { type Expression, expression } from './typed-expression.js';

const literal = <T extends KqlType>(value: Value, type: T): Expression<T> =>
  expression(literalNode(value, type));

/** The timespan of so many ticks of 100 ns. */
export const ticks = (n: number): Expression<'timespan'> => literal(inTicks(n), 'timespan');
/** The timespan of so many seconds. */
export const seconds = (n: number): Expression<'timespan'> => literal(inSeconds(n), 'timespan');
/** The timespan of so many minutes. */
export const minutes = (n: number): Expression<'timespan'> => literal(inMinutes(n), 'timespan');
/** The timespan of so many hours. */
export const hours = (n: number): Expression<'timespan'> => literal(inHours(n), 'timespan');
/** The timespan of so many days. */
export const days = (n: number): Expression<'timespan'> => literal(inDays(n), 'timespan');

/** A timespan from its text, `1.12:30:00`, or from a duration. Throws when the text is none. */
export const timespan = (value: string | Duration): Expression<'timespan'> =>
  literal(typeof value === 'string' ? known(parseDuration(value), value, 'timespan') : value, 'timespan');

/** A datetime from its ISO text, or from an instant. Throws when the text is none. */
export const datetime = (value: string | Instant): Expression<'datetime'> =>
  literal(typeof value === 'string' ? known(parseInstant(value), value, 'datetime') : value, 'datetime');

/** A real, where a bare number would be a long. */
export const real = (value: number): Expression<'real'> => literal(value, 'real');

/** A long; a bigint where a number is not exact. Throws when it is no 64-bit whole number. */
export function long(value: number | bigint): Expression<'long'> {
  const exact = typeof value === 'number' && !Number.isSafeInteger(value) ? null : BigInt(value);
  if (exact === null || BigInt.asIntN(64, exact) !== exact) throw new Error(`${value} is no long`);
  return literal(integer(exact), 'long');
}

/** An int. Throws when it is no 32-bit whole number. */
export function int(value: number): Expression<'int'> {
  if ((value | 0) !== value) throw new Error(`${value} is no int`);
  return literal(value, 'int');
}

/** A guid from its text, with or without dashes. Throws when the text is none. */
export const guid = (text: string): Expression<'guid'> =>
  literal(known(parseGuid(text), text, 'guid'), 'guid');

/** A dynamic: any JSON value. */
export const dynamic = (value: Dynamic): Expression<'dynamic'> => literal(value, 'dynamic');

/** The null of a type; text has none. */
export const nullOf = <T extends Exclude<KqlType, 'string'>>(type: T): Expression<T> => literal(null, type);

function known<T>(value: T | null, text: string, type: KqlType): T {
  if (value === null) throw new Error(`${JSON.stringify(text)} is no ${type}`);
  return value;
}
