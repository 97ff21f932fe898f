import { expect, test } from 'vitest';
import { bool, called, calledOnConstants, dynamic, instant, long, real, text, timespan } from '../called.js';

test('strcat takes the text of every value, and nothing of null', () => {
  expect(called('strcat', text('a'), long(null), long(1), bool(true), timespan(36_000_000_000))).toBe(
    'a1true01:00:00',
  );
  expect(called('strcat', instant('2026-04-30T12:00:00Z'), dynamic([1, 'x']))).toBe(
    '2026-04-30T12:00:00.0000000Z[1,"x"]',
  );
});

test.each([
  ['', 0],
  [' ', 1],
  ['abc', 3],
  ['🔑key', 4],
])('strlen of %j is %i characters', (value, expected) => {
  expect(called('strlen', text(value))).toBe(expected);
});

test.each([
  ['123456', 1, undefined, '23456'],
  ['123456', 2, 2, '34'],
  ['ABCD', 0, 2, 'AB'],
  ['123456', -2, 2, '56'],
  ['123', -9, 2, '12'],
  ['123', 5, 2, ''],
  ['a🔑b', 1, 1, '🔑'],
])('substring of %j from %i, length %s', (value, from, length, expected) => {
  const operands = [text(value), long(from), ...(length === undefined ? [] : [long(length)])];
  expect(called('substring', ...operands)).toBe(expected);
});

test.each([
  ['abcdefg', 'cde', 0, 2],
  ['abcdefg', 'cde', 3, -1],
  ['abcdefg', 'cde', -5, 2],
  ['🔑abc', 'b', 0, 2],
  ['🔑a🔑a', 'a', 2, 3],
])('indexof in %j of %j from %i is %i', (value, sought, from, expected) => {
  expect(called('indexof', text(value), text(sought), long(from))).toBe(expected);
});

test.each([
  ['aa_bb', '_', ['aa', 'bb']],
  ['', '_', ['']],
  ['a__b', '_', ['a', '', 'b']],
  ['aabbcc', 'bb', ['aa', 'cc']],
  ['abc', '', ['abc']],
])('split of %j at %j', (value, delimiter, expected) => {
  expect(called('split', text(value), text(delimiter))).toEqual(expected);
});

test('split with an index gives that part in an array, or null', () => {
  expect(called('split', text('aaa_bbb_ccc'), text('_'), long(1))).toEqual(['bbb']);
  expect(called('split', text('aaa'), text('_'), long(1))).toBe(null);
});

test('replace_string replaces every occurrence, and reads no patterns', () => {
  expect(called('replace_string', text('a.b.c'), text('.'), text('$&'))).toBe('a$&b$&c');
  expect(called('replace_string', text('abc'), text(''), text('x'))).toBe('abc');
});

test('tolower and toupper', () => {
  expect(called('tolower', text('VaultÄ'))).toBe('vaultä');
  expect(called('toupper', text('vault'))).toBe('VAULT');
  expect(called('tolower', dynamic('X'))).toBe('x');
  expect(() => called('tolower', real(1))).toThrow('tolower');
});

test('trim takes blanks from both ends, and other patterns are refused', () => {
  expect(calledOnConstants('trim', text('\\s+'), text(' SecretGet\t'))).toBe('SecretGet');
  expect(() => calledOnConstants('trim', text('x'), text('xax'))).toThrow('only blanks');
});

test('translate replaces characters one by one, the last of the new ones for all that follow', () => {
  expect(called('translate', text('abc'), text('xy'), text('a1b2c3'))).toBe('x1y2y3');
  expect(
    calledOnConstants(
      'translate',
      text('ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
      text('abcdefghijklmnopqrstuvwxyz'),
      text('Ä-AZ'),
    ),
  ).toBe('Ä-az');
});

test.each([
  ['a%2Db', 'a-b'],
  ['plain', 'plain'],
  ['100%', '100%'],
  ['%ff', '%ff'],
])('url_decode of %j is %j', (value, expected) => {
  expect(called('url_decode', text(value))).toBe(expected);
});
