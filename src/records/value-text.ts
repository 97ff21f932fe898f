import { type Duration, formatDuration, formatInstant, type Instant } from './instant.js';
import type { Dynamic, KqlType, Value } from './value.js';

/** The JSON form of a value in a result table, as the Log Analytics query API has it. */
export function jsonCell(value: Value, type: KqlType): string | number | boolean | null {
  if (value === null) return null;
  switch (type) {
    case 'datetime':
      return formatInstant(value as Instant);
    case 'timespan':
      return formatDuration(value as Duration);
    case 'dynamic':
      return typeof value === 'string' ? value : JSON.stringify(value as Dynamic);
    case 'real':
      return realCell(value as number);
    default:
      // A long beyond the safe integers keeps its digits as text: JSON readers would round it.
      return typeof value === 'bigint' ? String(value) : (value as string | number | boolean);
  }
}

/** JSON has no NaN or infinity; the query API writes them as text. */
const realCell = (value: number) =>
  Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';

/** The text of a value, as `tostring()` gives it: null is empty. */
export function valueText(value: Value, type: KqlType): string {
  const cell = jsonCell(value, type);
  return cell === null ? '' : String(cell);
}
