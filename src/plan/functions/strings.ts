import type { Value } from '../../records/value.js';
import { valueText } from '../../records/value-text.js';
import type { BoundArgument, Evaluate, ScalarFunction } from '../function.js';
import { foldCase } from './ascii-case.js';
import { lenient, signature, strict, variadic } from './define.js';

// Positions and lengths count characters, of which a surrogate pair is one.

const surrogate = /[\ud800-\udfff]/;

const lengthOf = (text: string): number => (surrogate.test(text) ? [...text].length : text.length);

function slice(text: string, from: number, length: number): string {
  const characters = surrogate.test(text) ? [...text] : text;
  const start = from < 0 ? Math.max(characters.length + from, 0) : from;
  const part = characters.slice(start, start + Math.max(length, 0));
  return typeof part === 'string' ? part : part.join('');
}

function indexOf(text: string, sought: string, from: number): number {
  if (!surrogate.test(text)) return text.indexOf(sought, from < 0 ? text.length + from : from);
  const before = slice(text, 0, from < 0 ? lengthOf(text) + from : from).length;
  const found = text.indexOf(sought, before);
  return found < 0 ? found : lengthOf(text.slice(0, found));
}

function parts(text: string, delimiter: string): string[] {
  return delimiter === '' ? [text] : text.split(delimiter);
}

function part(text: string, delimiter: string, index: number): string[] | null {
  const found = parts(text, delimiter)[index];
  return found === undefined ? null : [found];
}

const joined = (bound: readonly BoundArgument[]): Evaluate => {
  const types = bound.map(({ type }) => type);
  return (...values) => {
    let text = '';
    for (let i = 0; i < values.length; i++)
      text += types[i] === 'string' ? (values[i] as string) : valueText(values[i]!, types[i]!);
    return text;
  };
};

const text = (name: string, change: (text: string) => Value, result: 'string' | 'long' = 'string') =>
  strict(name, [signature(['string'], result)], () => (a) => change(a as string));

/** What is left of a text between runs of blanks at its ends. */
const blanks = new Set(['\\s+', '\\s*']);

const trimmed: ScalarFunction['bind'] = ([pattern]) => {
  // Other patterns would have to be matched from both ends.
  if (!blanks.has(String(pattern!.constant))) throw new Error('trim: only blanks, `\\s+`, can be trimmed');
  return (_, of) => (of as string).trim();
};

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = upper.toLowerCase();

/** Each character of the first list becomes the one at its place in the second, of which the last repeats. */
const translated: ScalarFunction['bind'] = ([from, to]) => {
  if (from!.constant === upper && to!.constant === lower) return (_, __, of) => foldCase(of as string);
  return (sought, by, of) => {
    const characters = [...(sought as string)];
    const others = [...(by as string)];
    const made = new Map(
      characters.map((each, i) => [each, others[i] ?? others.at(-1) ?? '']).reverse() as [string, string][],
    );
    return [...(of as string)].map((each) => made.get(each) ?? each).join('');
  };
};

/** A text with its percent-encoded characters decoded; as it is when they are no UTF-8. */
function urlDecoded(of: string): string {
  if (!of.includes('%')) return of;
  try {
    return decodeURIComponent(of);
  } catch {
    return of;
  }
}

/** Functions that take texts apart and put them together. */
export const strings: readonly ScalarFunction[] = [
  lenient('strcat', [variadic(['any'], 'string')], joined),
  text('strlen', lengthOf, 'long'),
  text('tolower', (a) => a.toLowerCase()),
  text('toupper', (a) => a.toUpperCase()),
  strict(
    'substring',
    [signature(['string', 'long'], 'string'), signature(['string', 'long', 'long'], 'string')],
    ([, , length]) =>
      length === undefined
        ? (a, from) => slice(a as string, Number(from), Number.MAX_SAFE_INTEGER)
        : (a, from, count) => slice(a as string, Number(from), Number(count)),
  ),
  strict(
    'indexof',
    [signature(['string', 'string'], 'long'), signature(['string', 'string', 'long'], 'long')],
    ([, , from]) =>
      from === undefined
        ? (a, sought) => indexOf(a as string, sought as string, 0)
        : (a, sought, start) => indexOf(a as string, sought as string, Number(start)),
  ),
  strict(
    'split',
    [signature(['string', 'string'], 'dynamic'), signature(['string', 'string', 'long'], 'dynamic')],
    ([, , index]) =>
      index === undefined
        ? (a, delimiter) => parts(a as string, delimiter as string)
        : (a, delimiter, at) => part(a as string, delimiter as string, Number(at)),
  ),
  strict('trim', [signature(['string', 'string'], 'string')], trimmed),
  strict('translate', [signature(['string', 'string', 'string'], 'string')], translated),
  text('url_decode', urlDecoded),
  strict(
    'replace_string',
    [signature(['string', 'string', 'string'], 'string')],
    () => (a, sought, by) =>
      sought === '' ? a! : (a as string).replaceAll(sought as string, () => by as string),
  ),
];
