import type { Instant } from '../../records/instant.js';
import type { Value } from '../../records/value.js';
import type { ScalarFunction } from '../function.js';
import { lenient, listInfix, negated, signature } from './define.js';
import { shiftInstant } from './instant-range.js';

const signatures = [
  signature(['datetime', 'datetime', 'timespan'], 'bool'),
  signature(['orderable', 'orderable', 'orderable'], 'bool'),
];

// Inclusive at both ends.
function isBetween(x: Value, low: Value, high: Value): boolean | null {
  if (x === null) return null;
  if ((low !== null && x < low) || (high !== null && x > high)) return false;
  return low === null || high === null ? null : x >= low && x <= high;
}

/** A range whose end is a timespan ends that long after its beginning. */
const bind: ScalarFunction['bind'] = ([, , end]) =>
  end!.type === 'timespan'
    ? (x, low, length) =>
        isBetween(
          x!,
          low!,
          low === null || length === null ? null : shiftInstant(low as Instant, length as number | bigint),
        )
    : (x, low, high) => isBetween(x!, low!, high!);

/** `between` and `!between`: the AND of two comparisons, and its negation. */
export const ranges: readonly ScalarFunction[] = [
  listInfix(lenient('between', signatures, bind), ' .. '),
  listInfix(lenient('!between', signatures, negated(bind)), ' .. '),
];
