import { integer } from '../../records/integer.js';

type Whole = number | bigint;

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

/** A real as whole ticks or a long, halves away from zero; null when it is no 64-bit number. */
export function wholeOf(real: number): Whole | null {
  const rounded = Math.sign(real) * Math.round(Math.abs(real)) + 0;
  if (Number.isSafeInteger(rounded)) return rounded;
  return Math.abs(rounded) < 2 ** 63 ? integer(BigInt(rounded)) : null;
}
