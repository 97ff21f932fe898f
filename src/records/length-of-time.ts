import type { Duration } from './instant.js';
import { integer } from './integer.js';

/** Units of a length of time, in ticks of 100 ns. */
const units: ReadonlyMap<string, bigint> = new Map([
  ['d', 864_000_000_000n],
  ['h', 36_000_000_000n],
  ['m', 600_000_000n],
  ['s', 10_000_000n],
  ['ms', 10_000n],
  ['us', 10n],
  ['tick', 1n],
  ['ticks', 1n],
]);

const term = /\s*([+-]?)\s*(\d{1,15})(?:\.(\d{1,15}))?(d|h|ms|m|s|us|ticks|tick)(?![a-z])/y;

/** What a wrong length of time should have been. */
export const lengthForms = 'a length of time, such as 1d, 90s or 9m59.9999999s';

/**
 * A length of time written as terms of d, h, m, s, ms, us and ticks; a sign holds for the terms up to the next one.
 * Null when the text is anything else, or no whole number of ticks.
 */
export function spanOf(text: string): Duration | null {
  let sum = 0n;
  let sign = 1n;
  term.lastIndex = 0;
  if (text.length === 0 || text.length > 100) return null;
  while (term.lastIndex < text.length) {
    const match = term.exec(text);
    if (match === null) return null;
    const [, signed, whole, fraction = '', unit] = match;
    if (signed !== '') sign = signed === '-' ? -1n : 1n;
    const scale = 10n ** BigInt(fraction.length);
    const scaled = BigInt(whole! + fraction) * units.get(unit!)!;
    if (scaled % scale !== 0n) return null;
    sum += (sign * scaled) / scale;
  }
  return integer(sum) as Duration;
}

/** A length of time without a sign: `1d`, `9m59.9999999s`; null when the text is none, or zero. */
export function lengthOf(text: string): Duration | null {
  const length = /^[+-]/.test(text) ? null : spanOf(text);
  return length !== null && length > 0 ? length : null;
}

/** A length of time that is not negative, cut to whole seconds, as a sentence names it: `8m 39s`. */
export const lengthInSeconds = (length: Duration): string =>
  lengthText(integer(BigInt(length) - (BigInt(length) % units.get('s')!)) as Duration);

/** Writes a length of time as `spanOf` reads it, if it is not negative, in whole units from the largest down: `14d`, `1h 30m`. */
export function lengthText(length: Duration): string {
  let rest = BigInt(length);
  const terms: string[] = [];
  for (const [unit, size] of units) {
    if (rest >= size) terms.push(`${rest / size}${unit}`);
    rest %= size;
  }
  return terms.length === 0 ? '0s' : terms.join(' ');
}
