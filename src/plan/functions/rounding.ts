import { integer } from '../../records/integer.js';
import type { BoundArgument, Evaluate, ScalarFunction } from '../function.js';
import { signature, strict } from './define.js';
import { firstInstant } from './instant-range.js';
import { moduloLong, subtractLong } from './long-arithmetic.js';

type Whole = number | bigint;

const number = signature(['number'], 'number');
const timespan = signature(['timespan'], 'timespan');

const abs: ScalarFunction['bind'] = ([of]) =>
  of!.type === 'real'
    ? (a) => Math.abs(a as number)
    : (a) => ((a as Whole) < 0 ? subtractLong(0, a as Whole) : a!);

const ceiling: ScalarFunction['bind'] = ([of]) =>
  of!.type === 'real' ? (a) => Math.ceil(a as number) : (a) => a!;

/** Rounds down to a whole number of sizes above a fixed point; a size that is not positive gives null. */
function floorFrom(value: Whole, size: Whole, fixed: Whole): Whole | null {
  if (size <= 0) return null;
  return subtractLong(value, moduloLong(subtractLong(value, fixed), size)!);
}

const floorReal = (value: number, size: number, fixed: number) =>
  size > 0 ? Math.floor((value - fixed) / size) * size + fixed : null;

/** A bin boundary near the epoch, for a size: bins of datetimes count from the year 1, too far away for fast arithmetic. */
const boundaryNear = (size: Whole): Whole => integer(BigInt(firstInstant) % BigInt(size));

function binInstant(size: BoundArgument): Evaluate {
  const { constant } = size;
  if (constant === undefined || constant === null || (constant as Whole) <= 0)
    return (at, length) =>
      (length as Whole) > 0 ? floorFrom(at as Whole, length as Whole, boundaryNear(length as Whole)) : null;
  const boundary = boundaryNear(constant as Whole);
  return (at) => floorFrom(at as Whole, constant as Whole, boundary);
}

const bin: ScalarFunction['bind'] = ([value, size]) => {
  switch (value!.type) {
    case 'real':
      return (a, b) => floorReal(a as number, b as number, 0);
    case 'datetime':
      return binInstant(size!);
    default:
      return (a, b) => floorFrom(a as Whole, b as Whole, 0);
  }
};

const binAt: ScalarFunction['bind'] = ([value]) => {
  switch (value!.type) {
    case 'real':
      return (a, b, fixed) => floorReal(a as number, b as number, fixed as number);
    case 'datetime':
      return (at, size, fixed) => {
        const start = floorFrom(at as Whole, size as Whole, fixed as Whole);
        return start !== null && start < firstInstant ? null : start;
      };
    default:
      return (a, b, fixed) => floorFrom(a as Whole, b as Whole, fixed as Whole);
  }
};

const bins = [
  signature(['number', 'number'], 'number'),
  signature(['timespan', 'timespan'], 'timespan'),
  signature(['datetime', 'timespan'], 'datetime'),
];

/** Rounding of numbers and times. `floor` with a size is `bin`. */
export const rounding: readonly ScalarFunction[] = [
  strict('abs', [number, timespan], abs),
  strict('ceiling', [number], ceiling),
  strict('floor', bins, bin),
  strict('bin', bins, bin),
  strict(
    'bin_at',
    [
      signature(['number', 'number', 'number'], 'number'),
      signature(['timespan', 'timespan', 'timespan'], 'timespan'),
      signature(['datetime', 'timespan', 'datetime'], 'datetime'),
    ],
    binAt,
  ),
];
