import type { Dynamic, KqlType, Value } from '../../records/value.js';
import { jsonCell } from '../../records/value-text.js';

/** A value inside a dynamic: what JSON cannot hold is text, as KQL prints it. */
export const dynamicOf = (value: Value, type: KqlType): Dynamic =>
  type === 'dynamic' || type === 'string' || value === null ? (value as Dynamic) : jsonCell(value, type);

/** Whether a dynamic is a property bag. */
export const isBag = (value: Value): value is { readonly [name: string]: Dynamic } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a dynamic that is the same for equal values: properties in the order of their names. */
export function canonicalText(value: Dynamic): string {
  if (Array.isArray(value)) return `[${(value as readonly Dynamic[]).map(canonicalText).join(',')}]`;
  if (!isBag(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name]!)}`).join(',')}}`;
}
