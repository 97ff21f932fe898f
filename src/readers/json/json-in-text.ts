import { nestsDeeper } from './json-depth.js';
import { depthLimit } from './json-value-scanner.js';

/** The object or array that a text holds as JSON; any other value, and text that holds none, as it is. */
export function jsonInText(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    const inner: unknown = JSON.parse(value);
    return nestsDeeper(inner, depthLimit) ? value : inner;
  } catch {
    return value;
  }
}
