import { describe, expect, test } from 'vitest';
import { called, calledOnRow, dynamic, instant, long, real, text } from '../called.js';

describe('parse_json', () => {
  test.each([
    ['{"a":[1,2]}', { a: [1, 2] }],
    ['"x"', 'x'],
    ['', null],
    ['no json', 'no json'],
    ['null', null],
  ])('of %j', (value, expected) => {
    expect(called('parse_json', text(value))).toEqual(expected);
  });

  test('takes a text that nests too deep to work with as no JSON', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(calledOnRow('parse_json', text(nested(100_000)))).toBe(nested(100_000));
    const value = calledOnRow('parse_json', text(nested(1000)));
    expect(calledOnRow('tostring', dynamic(value))).toBe(nested(1000));
    expect(calledOnRow('parse_json', text(`"${nested(5000)}"`))).toBe(nested(5000));
  });

  test('leaves what is dynamic already', () => {
    expect(called('todynamic', dynamic({ a: 1 }))).toEqual({ a: 1 });
  });
});

describe('access', () => {
  const bag = dynamic({ a: { b: [10, 20] }, 'x y': null });

  test.each([
    [text('a'), { b: [10, 20] }],
    [text('A'), null],
    [text('x y'), null],
    [text('toString'), null],
    [text('constructor'), null],
    [text('__proto__'), null],
    [long(0), null],
  ] as const)('to a property %j', (key, expected) => {
    expect(called('[]', bag, key)).toEqual(expected);
  });

  test('to a property that the text itself calls __proto__', () => {
    const parsed = called('parse_json', text('{"__proto__":5}'));
    expect(called('[]', dynamic(parsed), text('__proto__'))).toBe(5);
  });

  test.each([
    [0, 'a'],
    [-1, 'c'],
    [3, null],
    [-4, null],
  ])('to element %i', (index, expected) => {
    expect(called('[]', dynamic(['a', 'b', 'c']), long(index))).toBe(expected);
  });

  test('to a part of null or of a text is null', () => {
    expect(called('[]', dynamic(null), text('a'))).toBe(null);
    expect(called('[]', dynamic('abc'), long(0))).toBe(null);
    expect(called('[]', dynamic(['a']), text('length'))).toBe(null);
  });
});

test('array_length and bag_keys are null of anything else', () => {
  expect(called('array_length', dynamic([1, 2]))).toBe(2);
  expect(called('array_length', dynamic({}))).toBe(null);
  expect(called('bag_keys', dynamic({ b: 1, a: 2 }))).toEqual(['b', 'a']);
  expect(called('bag_keys', dynamic([1]))).toBe(null);
});

test('set_has_element looks for equal values of the same kind', () => {
  const set = dynamic([1, 'x', { b: 1, a: 2 }, '2026-01-01T00:00:00.0000000Z']);
  expect(called('set_has_element', set, long(1))).toBe(true);
  expect(called('set_has_element', set, real(1))).toBe(true);
  expect(called('set_has_element', set, text('1'))).toBe(false);
  expect(called('set_has_element', set, dynamic({ a: 2, b: 1 }))).toBe(true);
  expect(called('set_has_element', set, instant('2026-01-01T00:00:00Z'))).toBe(true);
  expect(called('set_has_element', dynamic('x'), text('x'))).toBe(null);
});

test('array_sort_asc puts numbers first, then texts, the rest, and nulls last', () => {
  expect(called('array_sort_asc', dynamic([null, 'blue', 10, true, 9, 'Blue', null]))).toEqual([
    9,
    10,
    'Blue',
    'blue',
    true,
    null,
    null,
  ]);
});

test('pack_array makes an array of values as JSON has them', () => {
  expect(called('pack_array', text('a'), long(1), dynamic(null), instant('2026-04-30T12:00:00Z'))).toEqual([
    'a',
    1,
    null,
    '2026-04-30T12:00:00.0000000Z',
  ]);
});
