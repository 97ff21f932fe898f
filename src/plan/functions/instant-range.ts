import { type Instant, instantOf } from '../../records/instant.js';
import { integer } from '../../records/integer.js';

/** 0001-01-01, from which bins of datetimes count, and the first datetime there is. */
export const firstInstant = instantOf(
  { year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, fraction: 0 },
  0,
)!;

/** The last tick of 9999-12-31. */
export const lastInstant = instantOf(
  { year: 9999, month: 12, day: 31, hour: 23, minute: 59, second: 59, fraction: 9_999_999 },
  0,
)!;

/** The instant a timespan after another; null outside the years 1 to 9999. */
export function shiftInstant(at: Instant, by: number | bigint): Instant | null {
  if (typeof at === 'number' && typeof by === 'number') {
    const moved = at + by;
    if (Number.isSafeInteger(moved)) return moved as unknown as Instant;
  }
  const moved = BigInt(at) + BigInt(by);
  return moved < BigInt(firstInstant) || moved > BigInt(lastInstant) ? null : (integer(moved) as Instant);
}
