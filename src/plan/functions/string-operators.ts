import type { BoundArgument, Evaluate, ScalarFunction } from '../function.js';
import { foldCase } from './ascii-case.js';
import { infix, negated, signature, strict } from './define.js';
import { hasTerm, hasTermBeginning, hasTermEnding } from './terms.js';

type TextTest = (text: string, sought: string) => boolean;

const contains: TextTest = (text, sought) => text.includes(sought);
const startsWith: TextTest = (text, sought) => text.startsWith(sought);
const endsWith: TextTest = (text, sought) => text.endsWith(sought);
const equals: TextTest = (text, sought) => text === sought;

const caseSensitive =
  (test: TextTest) =>
  ([, right]: readonly BoundArgument[]): Evaluate => {
    const sought = right!.constant as string | undefined;
    return sought === undefined
      ? (text, other) => test(text as string, other as string)
      : (text) => test(text as string, sought);
  };

const caseInsensitive =
  (test: TextTest) =>
  ([, right]: readonly BoundArgument[]): Evaluate => {
    if (right!.constant === undefined)
      return (text, other) => test(foldCase(text as string), foldCase(other as string));
    const sought = foldCase(right!.constant as string);
    return (text) => test(foldCase(text as string), sought);
  };

const texts = [signature(['string', 'string'], 'bool')];
const operator = (name: string, bind: ScalarFunction['bind']) =>
  infix(strict(name, texts, bind), 'comparison');

/** The four spellings of a test: `has`, `!has`, `has_cs`, `!has_cs`. */
const family = (name: string, test: TextTest): ScalarFunction[] => [
  operator(name, caseInsensitive(test)),
  operator(`!${name}`, negated(caseInsensitive(test))),
  operator(`${name}_cs`, caseSensitive(test)),
  operator(`!${name}_cs`, negated(caseSensitive(test))),
];

/** Tests of a text against another; only A to Z fold, and only where the name does not say `_cs`. */
export const stringOperators: readonly ScalarFunction[] = [
  operator('=~', caseInsensitive(equals)),
  operator('!~', negated(caseInsensitive(equals))),
  ...family('has', hasTerm),
  ...family('hasprefix', hasTermBeginning),
  ...family('hassuffix', hasTermEnding),
  ...family('contains', contains),
  ...family('startswith', startsWith),
  ...family('endswith', endsWith),
];
