import type { Value } from '../../records/value.js';
import { compareValues } from '../../records/value-order.js';
import type { Evaluate, ScalarFunction } from '../function.js';
import { lenient, signature, variadic } from './define.js';

const any = [signature(['any'], 'bool')];

/** The longest `case` has this many conditions. */
const longestCase = 64;
const cases = Array.from({ length: longestCase }, (_, i) =>
  signature([...Array.from({ length: i + 1 }, () => ['bool', 'same'] as const).flat(), 'same'], 'same'),
);

// A null condition counts as false.
const iff: Evaluate = (condition, yes, no) => (condition === true ? yes! : no!);

const firstTrue: Evaluate = (...values) => {
  const last = values.length - 1;
  for (let i = 0; i < last; i += 2) if (values[i] === true) return values[i + 1]!;
  return values[last]!;
};

const firstFilled: Evaluate = (...values) => {
  for (const value of values) if (value !== null && value !== '') return value;
  return values[values.length - 1]!;
};

/** Keeps the value that a comparison prefers; null only when all are null. */
const preferred =
  (isBetter: (order: number) => boolean): Evaluate =>
  (...values) => {
    let best: Value = null;
    for (const value of values)
      if (value !== null && (best === null || isBetter(compareValues(value, best)))) best = value;
    return best;
  };

const least = preferred((order) => order < 0);
const greatest = preferred((order) => order > 0);
const sortable = [variadic(['sortable', 'sortable'], 'sortable')];

/** Tests for emptiness and choices between values. */
export const conditions: readonly ScalarFunction[] = [
  lenient('isempty', any, () => (a) => a === null || a === ''),
  lenient('isnotempty', any, () => (a) => a !== null && a !== ''),
  lenient('isnull', any, () => (a) => a === null),
  lenient('isnotnull', any, () => (a) => a !== null),
  lenient('iff', [signature(['bool', 'same', 'same'], 'same')], () => iff),
  lenient('iif', [signature(['bool', 'same', 'same'], 'same')], () => iff),
  lenient('case', cases, () => firstTrue),
  lenient('coalesce', [variadic(['same', 'same'], 'same')], () => firstFilled),
  lenient('min_of', sortable, () => least),
  lenient('max_of', sortable, () => greatest),
];
