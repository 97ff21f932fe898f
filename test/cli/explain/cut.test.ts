import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutter } from '../../../src/cli/explain/cut.js';

test('leaves what takes two lines, and cuts what takes more', () => {
  const { cut, hasCut } = cutter('folded');
  const two = `${'word '.repeat(11)}again`;
  expect(cut(two, 30)).toBe(two);
  expect(hasCut()).toBe(false);
  expect(cut(`${two} word`, 30)).toBe(`${two.slice(0, 59)}…`);
  expect(hasCut()).toBe(true);
});

test('cuts a word that is longer than a line within it', () => {
  expect(cutter('folded').cut(`| where ${'x'.repeat(100)}`, 40)).toBe(`| where ${'x'.repeat(39)}…`);
});

test('leaves everything whole when all is shown', () => {
  const { cut, hasCut } = cutter('all');
  fc.assert(fc.property(fc.string(), fc.nat(), (text, columns) => cut(text, columns) === text));
  expect(hasCut()).toBe(false);
});

test('cuts only ends, between characters, and says that it did', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-composite', maxLength: 200 }), fc.nat(60), (text, columns) => {
      const { cut, hasCut } = cutter('folded');
      const shown = cut(text, columns);
      expect(hasCut()).toBe(shown !== text);
      if (shown === text) return;
      expect(shown).toMatch(/…$/);
      expect(shown).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
      expect(text.startsWith(shown.slice(0, -1))).toBe(true);
    }),
  );
});
