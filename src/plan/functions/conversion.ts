import { type Duration, type Instant, parseDuration } from '../../records/instant.js';
import type { KqlType, Value } from '../../records/value.js';
import { valueText } from '../../records/value-text.js';
import type { ScalarFunction } from '../function.js';
import { lenient, signature, strict } from './define.js';
import { firstInstant } from './instant-range.js';
import { subtractLong, wholeOf } from './long-arithmetic.js';
import { parseGuid, parseInstant, parseLong, parseReal } from './parse-text.js';

type Whole = number | bigint;

/** What a dynamic holds, as a value of the scalar type it has in JSON. */
function scalarType(value: Value, type: KqlType): KqlType {
  if (type !== 'dynamic') return type;
  return typeof value === 'string'
    ? 'string'
    : typeof value === 'boolean'
      ? 'bool'
      : typeof value === 'number'
        ? 'real'
        : type;
}

function toLong(value: Value, type: KqlType): Whole | null {
  switch (scalarType(value, type)) {
    case 'long':
    case 'int':
    case 'timespan':
      return value as Whole;
    case 'real':
      return wholeOf(Math.trunc(value as number));
    case 'bool':
      return value === true ? 1 : 0;
    case 'string':
      return parseLong(value as string);
    case 'datetime':
      return subtractLong(value as Whole, firstInstant);
    default:
      return null;
  }
}

function toInt(value: Value, type: KqlType): number | null {
  const whole = toLong(value, type);
  return whole !== null && whole >= -(2 ** 31) && whole < 2 ** 31 ? Number(whole) : null;
}

function toReal(value: Value, type: KqlType): number | null {
  const scalar = scalarType(value, type);
  if (scalar === 'real') return value as number;
  if (scalar === 'string') return parseReal(value as string);
  const whole = toLong(value, scalar);
  return whole === null ? null : Number(whole);
}

function toBool(value: Value, type: KqlType): boolean | null {
  switch (scalarType(value, type)) {
    case 'bool':
      return value as boolean;
    case 'string': {
      const word = (value as string).toLowerCase();
      return word === 'true' ? true : word === 'false' ? false : null;
    }
    case 'real':
    case 'long':
    case 'int':
      return value !== 0;
    default:
      return null;
  }
}

function toDatetime(value: Value, type: KqlType): Instant | null {
  if (type === 'datetime') return value as Instant;
  return typeof value === 'string' ? parseInstant(value) : null;
}

function toTimespan(value: Value, type: KqlType): Duration | null {
  if (type === 'timespan') return value as Duration;
  return typeof value === 'string' ? parseDuration(value) : null;
}

function toGuid(value: Value, type: KqlType): string | null {
  if (type === 'guid') return value as string;
  return typeof value === 'string' ? parseGuid(value) : null;
}

/** A conversion: null stays null, and what cannot be converted becomes null. */
const conversion = (name: string, to: KqlType, convert: (value: Value, type: KqlType) => Value) =>
  strict(name, [signature(['any'], to)], ([of]) => {
    const { type } = of!;
    return type === to ? (a) => a! : (a) => convert(a!, type);
  });

/** Conversions from one type to another. */
export const conversions: readonly ScalarFunction[] = [
  lenient('tostring', [signature(['any'], 'string')], ([of]) => {
    const { type } = of!;
    return type === 'string' ? (a) => a! : (a) => valueText(a!, type);
  }),
  conversion('tolong', 'long', toLong),
  conversion('toint', 'int', toInt),
  conversion('toreal', 'real', toReal),
  conversion('todouble', 'real', toReal),
  conversion('tobool', 'bool', toBool),
  conversion('toboolean', 'bool', toBool),
  conversion('todatetime', 'datetime', toDatetime),
  conversion('totimespan', 'timespan', toTimespan),
  conversion('toguid', 'guid', toGuid),
];
