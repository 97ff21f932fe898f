import { type Duration, formatDuration, formatInstant, type Instant } from '../records/instant.js';
import type { KqlType, Value } from '../records/value.js';

/** Prints a value as a KQL literal. */
export function literalToKql(value: Value, type: KqlType): string {
  if (type === 'string') return textLiteral(value as string);
  if (value === null) return `${type}(null)`;
  switch (type) {
    case 'real':
      return realLiteral(value as number);
    case 'int':
      return `int(${value})`;
    case 'datetime':
      return `datetime(${formatInstant(value as Instant)})`;
    case 'timespan':
      return timespanLiteral(value as Duration);
    case 'guid':
      return `guid(${value})`;
    case 'dynamic':
      return `dynamic(${textSafe(JSON.stringify(value))})`;
    default:
      return String(value);
  }
}

/** A text in double quotes, so that it stands on one line. */
export const textLiteral = (text: string): string => textSafe(JSON.stringify(text));

// JSON leaves these ends of lines as they are.
const textSafe = (json: string) =>
  json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function realLiteral(value: number): string {
  if (Number.isNaN(value)) return 'real(nan)';
  if (!Number.isFinite(value)) return value > 0 ? 'real(+inf)' : 'real(-inf)';
  const digits = String(value);
  return Number.isInteger(value) && !digits.includes('e')
    ? `${digits}.0`
    : digits.includes('e')
      ? `real(${digits})`
      : digits;
}

const units: readonly (readonly [ticks: bigint, unit: string])[] = [
  [864_000_000_000n, 'd'],
  [36_000_000_000n, 'h'],
  [600_000_000n, 'm'],
  [10_000_000n, 's'],
  [10_000n, 'ms'],
];

/** A timespan in the greatest unit of which it is a whole number; in full when it is of none. */
function timespanLiteral(length: Duration): string {
  const ticks = BigInt(length);
  const unit = units.find(([size]) => ticks > 0n && ticks % size === 0n);
  return unit === undefined ? `timespan(${formatDuration(length)})` : `${ticks / unit[0]}${unit[1]}`;
}
