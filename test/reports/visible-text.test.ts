import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visibleExcerpt, visibleText } from '../../src/reports/visible-text.js';

test.each([
  ['a terminal escape', '\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
  ['a line break', 'one\r\ntwo', 'one\\r\\ntwo'],
  ['a tab', 'a\tb', 'a\\tb'],
  ['a bidi override', 'a\u202egpj.exe', 'a\\u202egpj.exe'],
  ['a zero-width space', 'adm\u200bin', 'adm\\u200bin'],
  ['a C1 control', 'a\u009bb', 'a\\u009bb'],
  ['a line separator', 'a\u2028b', 'a\\u2028b'],
  ['a lone surrogate', 'a\ud800b', 'a\\ud800b'],
  ['a tag character', 'a\u{e0041}b', 'a\\u{e0041}b'],
])('shows %s as an escape', (_, text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test('leaves ordinary text of any script as it is', () => {
  for (const text of ['ann@contoso.com', 'CONTOSO\\ann', 'Zoë Ångström', '山田太郎', 'C:\\logs\\a b.csv', ''])
    expect(visibleText(text)).toBe(text);
});

test('never lets through what a terminal acts on', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff)), (units) => {
      const text = String.fromCharCode(...units);
      expect(visibleText(text)).not.toMatch(
        /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/u,
      );
    }),
  );
});

test('cuts very long text and says how much is missing', () => {
  expect(visibleExcerpt('x'.repeat(500))).toBe('x'.repeat(500));
  expect(visibleExcerpt('x'.repeat(502))).toBe(`${'x'.repeat(500)}... (2 more characters)`);
});
