import type { BoundArgument, Evaluate, ScalarFunction } from '../function.js';
import { signature, strict } from './define.js';

/** Repetition inside what is repeated, backward references and lookarounds: what can make a pattern hang, or RE2 does not know. */
const unsafe = /[*+}?]\)[*+{]|\\[1-9]|\(\?(?!:|i\))/;

/** A pattern of RE2 as JavaScript's, from the constant that it must be. */
function patternOf(name: string, bound: BoundArgument, flags = ''): RegExp {
  const text = bound.constant;
  if (typeof text !== 'string') throw new Error(`${name}: the pattern must be a constant`);
  if (unsafe.test(text)) throw new Error(`${name}: the pattern ${JSON.stringify(text)} is not allowed`);
  const folds = text.startsWith('(?i)');
  return new RegExp(folds ? text.slice(4) : text, folds ? `${flags}i` : flags);
}

const extract = ([pattern, group]: readonly BoundArgument[]): Evaluate => {
  const regex = patternOf('extract', pattern!);
  const number = Number(group!.constant);
  return (_, __, text) => regex.exec(text as string)?.[number] ?? '';
};

const matches = ([, pattern]: readonly BoundArgument[]): Evaluate => {
  const regex = patternOf('matches regex', pattern!);
  return (text) => regex.test(text as string);
};

/** Functions that look for a pattern in a text. The pattern is a constant without nested repetition, so that none can hang. */
export const patterns: readonly ScalarFunction[] = [
  strict('extract', [signature(['string', 'long', 'string'], 'string')], extract),
  {
    ...strict('matches regex', [signature(['string', 'string'], 'bool')], matches),
    binding: 'comparison',
    print: ([text, pattern]) => `${text} matches regex ${pattern}`,
  },
];
