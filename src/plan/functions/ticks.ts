import { type Instant, instantOf } from '../../records/instant.js';
import { integer } from '../../records/integer.js';

type Whole = number | bigint;

const clock = { year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, fraction: 0 };

/** 0001-01-01, from which bins of datetimes count, and the first datetime there is. */
export const firstInstant = instantOf(clock, 0)!;

/** The last tick of 9999-12-31. */
export const lastInstant = instantOf(
  { year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59, fraction: 9_999_999 },
  0,
)!;

/** The 64-bit sum, wrapping around as Kusto's long does. */
export function addLong(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return wrapped(BigInt(a) + BigInt(b));
}

/** The 64-bit difference, wrapping around. */
export function subtractLong(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return wrapped(BigInt(a) - BigInt(b));
}

/** The 64-bit product, wrapping around. */
export function multiplyLong(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    // Adding 0 turns -0 into 0.
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return wrapped(BigInt(a) * BigInt(b));
}

/** The quotient without its fraction; null when the divisor is 0. */
export function divideLong(a: Whole, b: Whole): Whole | null {
  if (b === 0) return null;
  return typeof a === 'number' && typeof b === 'number'
    ? Math.trunc(a / b) + 0
    : wrapped(BigInt(a) / BigInt(b));
}

/** The remainder from 0 up to the size of the divisor, as KQL's `%` gives it; null when the divisor is 0. */
export function moduloLong(a: Whole, b: Whole): Whole | null {
  if (b === 0) return null;
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    return (rest < 0 ? rest + Math.abs(b) : rest) + 0;
  }
  const divisor = BigInt(b) < 0n ? -BigInt(b) : BigInt(b);
  const rest = BigInt(a) % divisor;
  return integer(rest < 0n ? rest + divisor : rest);
}

const wrapped = (value: bigint) => integer(BigInt.asIntN(64, value));

/** The instant a timespan after another; null outside the years 1 to 9999. */
export function shiftInstant(at: Instant, by: Whole): Instant | null {
  if (typeof at === 'number' && typeof by === 'number') {
    const moved = at + by;
    if (Number.isSafeInteger(moved)) return moved as unknown as Instant;
  }
  const moved = BigInt(at) + BigInt(by);
  return moved < BigInt(firstInstant) || moved > BigInt(lastInstant) ? null : (integer(moved) as Instant);
}

/** A real as whole ticks or a long, halves away from zero; null when it is no 64-bit number. */
export function wholeOf(real: number): Whole | null {
  const rounded = Math.sign(real) * Math.round(Math.abs(real)) + 0;
  if (Number.isSafeInteger(rounded)) return rounded;
  return Math.abs(rounded) < 2 ** 63 ? integer(BigInt(rounded)) : null;
}
