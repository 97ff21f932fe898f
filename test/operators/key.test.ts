import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeySpace, keyOf } from '../../src/operators/key.js';
import { inSlot } from '../../src/operators/row-value.js';
import type { Value } from '../../src/records/value.js';
import { rows } from '../support/rows.js';

const space = new KeySpace();
const keyOfTexts = (...texts: readonly Value[]) =>
  keyOf(
    texts.map((_, i) => inSlot(i + 1)),
    space,
  )(rows(texts)[0]!);

test('keys are equal exactly when all values are equal, whatever the texts hold', () => {
  const text = fc.string({ unit: fc.constantFrom('', '0', '1', '2', ':', '\u0000', 'a'), maxLength: 6 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(text, { minLength: 8, maxLength: 8 }),
      (width, texts) => {
        const a = texts.slice(0, width);
        const b = texts.slice(4, 4 + width);
        expect(keyOfTexts(...a) === keyOfTexts(...b)).toBe(a.every((value, i) => value === b[i]));
      },
    ),
    { numRuns: 1000 },
  );
});

test('letter case, blanks and the empty text tell keys apart', () => {
  expect(new Set(['KV1', 'kv1', 'KV1 ', ''].map((text) => keyOfTexts(text, 'x'))).size).toBe(4);
});

test('null is a value like any other', () => {
  expect(keyOfTexts(null)).toBe(keyOfTexts(null));
  expect(keyOfTexts(null, 'x')).toBe(keyOfTexts(null, 'x'));
  expect(keyOfTexts(null, 'x')).not.toBe(keyOfTexts(0, 'x'));
});

test('a whole number beyond the safe ones has a key of its own', () => {
  expect(keyOfTexts(9007199254740993n, 'x')).not.toBe(keyOfTexts(9007199254740992n, 'x'));
  expect(new Set([keyOfTexts(9007199254740993n), keyOfTexts(9007199254740993n)]).size).toBe(1);
});

test('rows without key values are all of one group', () => {
  expect(keyOfTexts()).toBe(keyOfTexts());
});
