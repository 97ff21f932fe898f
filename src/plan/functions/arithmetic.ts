import type { Instant } from '../../records/instant.js';
import type { KqlType, Value } from '../../records/value.js';
import type { BoundArgument, Evaluate, ScalarFunction } from '../function.js';
import { infix, signature, strict } from './define.js';
import { shiftInstant } from './instant-range.js';
import { addLong, divideLong, moduloLong, multiplyLong, subtractLong, wholeOf } from './long-arithmetic.js';

type Whole = number | bigint;

const types = (bound: readonly BoundArgument[]) =>
  bound.map(({ type }) => type).join(' ') as `${KqlType} ${KqlType}`;
const negative = (length: Value) => -(length as Whole) as Whole;

/** Ticks of a timespan times or divided by a real. */
const scaled = (ticks: Value, factor: number) => wholeOf(Number(ticks as Whole) * factor);

const add: ScalarFunction['bind'] = (bound) => {
  switch (types(bound)) {
    case 'real real':
      return (a, b) => (a as number) + (b as number);
    case 'datetime timespan':
      return (at, by) => shiftInstant(at as Instant, by as Whole);
    case 'timespan datetime':
      return (by, at) => shiftInstant(at as Instant, by as Whole);
    default:
      return (a, b) => addLong(a as Whole, b as Whole);
  }
};

const subtract: ScalarFunction['bind'] = (bound) => {
  switch (types(bound)) {
    case 'real real':
      return (a, b) => (a as number) - (b as number);
    case 'datetime timespan':
      return (at, by) => shiftInstant(at as Instant, negative(by!));
    default:
      return (a, b) => subtractLong(a as Whole, b as Whole);
  }
};

const multiply: ScalarFunction['bind'] = (bound) => {
  switch (types(bound)) {
    case 'real real':
      return (a, b) => (a as number) * (b as number);
    case 'timespan real':
      return (length, factor) => scaled(length!, factor as number);
    case 'real timespan':
      return (factor, length) => scaled(length!, factor as number);
    default:
      return (a, b) => multiplyLong(a as Whole, b as Whole);
  }
};

const divide: ScalarFunction['bind'] = (bound) => {
  switch (types(bound)) {
    case 'real real':
      return (a, b) => (a as number) / (b as number);
    case 'timespan timespan':
      return (a, b) => Number(a as Whole) / Number(b as Whole);
    case 'timespan real':
      return (length, divisor) => wholeOf(Number(length as Whole) / (divisor as number));
    default:
      return (a, b) => divideLong(a as Whole, b as Whole);
  }
};

const modulo: ScalarFunction['bind'] = (bound): Evaluate =>
  types(bound) === 'real real'
    ? (a, b) => {
        const rest = (a as number) % (b as number);
        return rest < 0 ? rest + Math.abs(b as number) : rest;
      }
    : (a, b) => moduloLong(a as Whole, b as Whole);

const negate: ScalarFunction['bind'] = ([of]) =>
  of!.type === 'real' ? (a) => -(a as number) : (a) => subtractLong(0, a as Whole);

const numbers = signature(['number', 'number'], 'number');
const timespans = signature(['timespan', 'timespan'], 'timespan');
const shifted = signature(['datetime', 'timespan'], 'datetime');

/** Arithmetic on numbers and times: long exact and wrapping at 64 bits, times exact to the tick, division of longs without fraction. */
export const arithmetic: readonly ScalarFunction[] = [
  infix(
    strict('+', [numbers, timespans, shifted, signature(['timespan', 'datetime'], 'datetime')], add),
    'sum',
  ),
  infix(
    strict('-', [numbers, timespans, signature(['datetime', 'datetime'], 'timespan'), shifted], subtract),
    'sum',
  ),
  infix(
    strict(
      '*',
      [
        numbers,
        signature(['timespan', 'long'], 'timespan'),
        signature(['timespan', 'real'], 'timespan'),
        signature(['long', 'timespan'], 'timespan'),
        signature(['real', 'timespan'], 'timespan'),
      ],
      multiply,
    ),
    'product',
  ),
  infix(
    strict(
      '/',
      [
        numbers,
        signature(['timespan', 'timespan'], 'real'),
        signature(['timespan', 'long'], 'timespan'),
        signature(['timespan', 'real'], 'timespan'),
      ],
      divide,
    ),
    'product',
  ),
  infix(strict('%', [numbers, timespans], modulo), 'product'),
  {
    ...strict('negate', [signature(['number'], 'number'), signature(['timespan'], 'timespan')], negate),
    binding: 'sign',
    print: ([of]) => `-${of}`,
  },
];
