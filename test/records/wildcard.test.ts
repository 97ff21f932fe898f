import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitsWildcard, isWildcard } from '../../src/records/wildcard.js';

test.each([
  ['PT1H.json', 'PT1H.json', true],
  ['PT1H.json', '*', true],
  ['PT1H.json', '*.json', true],
  ['PT1H.json', 'PT?H.*', true],
  ['PT1H.json', 'PT?.json', false],
  ['PT1H.json', '*.csv', false],
  ['PT1H.json', 'PT1H', false],
  ['', '*', true],
  ['', '?', false],
  ['.hidden', '*', true],
  ['a😀b', 'a?b', true],
  ['a[1].csv', 'a[1].*', true],
  ['aXbXc', 'a*X?', true],
])('%s and %s', (name, pattern, fits) => {
  expect(fitsWildcard(name, pattern)).toBe(fits);
});

test('fits what the same regular expression fits', () => {
  const letter = fc.constantFrom('a', 'b', '*', '?');
  const pattern = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(''));
  const name = fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(name, pattern, (text, wanted) => {
      const expression = new RegExp(`^${wanted.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(fitsWildcard(text, wanted)).toBe(expression.test(text));
    }),
  );
});

test('many stars against a long name take no time', () => {
  expect(fitsWildcard('a'.repeat(5000), `${'*a'.repeat(500)}b`)).toBe(false);
});

test('a wildcard is a star or a question mark', () => {
  expect(['a*', 'a?', 'a[1]', 'a'].map(isWildcard)).toEqual([true, true, false, false]);
});
