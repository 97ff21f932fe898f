import type { Dynamic } from '../../records/value.js';

/** The levels that a value may have inside it: what works through it uses the stack. */
const deepest = 1000;

/** The JSON value of a text; null when it is empty, the text itself when it is no JSON or nests too deep. */
export function parseJson(text: string): Dynamic {
  if (text === '') return null;
  try {
    const value = JSON.parse(text) as Dynamic;
    // Every level takes a bracket at either end.
    return text.length <= 2 * deepest || fits(value, deepest) ? value : text;
  } catch {
    return text;
  }
}

const fits = (value: Dynamic, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((each) => fits(each, levels - 1)));
