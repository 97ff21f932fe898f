import { describe, expect, test } from 'vitest';
import { bool, called, dynamic, instant, long, real, text } from '../called.js';

describe('emptiness', () => {
  test.each([
    [text(''), true],
    [text(' '), false],
    [long(null), true],
    [long(0), false],
    [bool(false), false],
    [dynamic(null), true],
    [dynamic([]), false],
    [dynamic({}), false],
  ] as const)('isempty(%j) is %s', (value, expected) => {
    expect(called('isempty', value)).toBe(expected);
    expect(called('isnotempty', value)).toBe(!expected);
  });

  test('isnull is never true of text', () => {
    expect(called('isnull', text(''))).toBe(false);
    expect(called('isnotnull', text(''))).toBe(true);
    expect(called('isnull', long(null))).toBe(true);
    expect(called('isnotnull', instant(null))).toBe(false);
  });
});

describe('choices', () => {
  test('iff takes a null condition as false', () => {
    expect(called('iff', bool(null), text('yes'), text('no'))).toBe('no');
    expect(called('iff', bool(true), text('yes'), text('no'))).toBe('yes');
    expect(called('iif', bool(false), text('yes'), text('no'))).toBe('no');
  });

  test('the branches of iff become one type', () => {
    expect(called('iff', bool(true), long(2n ** 60n), real(0.5))).toBe(2 ** 60);
    expect(() => called('iff', bool(true), text(''), long(1))).toThrow('iff');
    expect(() => called('iff', bool(true), text(''), dynamic(1))).toThrow('iff');
  });

  test('case takes the first condition that is true', () => {
    const sized = (first: boolean | null, second: boolean | null) =>
      called('case', bool(first), text('Small'), bool(second), text('Medium'), text('Large'));
    expect(sized(true, true)).toBe('Small');
    expect(sized(null, true)).toBe('Medium');
    expect(sized(false, null)).toBe('Large');
    expect(() => called('case', bool(true), text('x'))).toThrow('case');
  });

  test('coalesce takes the first that is neither null nor empty', () => {
    expect(called('coalesce', text(''), text('b'), text('c'))).toBe('b');
    expect(called('coalesce', long(null), long(0), long(1))).toBe(0);
    expect(called('coalesce', text(''), text(''))).toBe('');
    expect(called('coalesce', long(null), long(null))).toBe(null);
  });

  test('min_of and max_of prefer what is not null', () => {
    expect(called('min_of', long(10), long(1), long(-3), long(17))).toBe(-3);
    expect(called('min_of', long(null), long(3))).toBe(3);
    expect(called('max_of', long(null), long(null))).toBe(null);
    expect(called('max_of', text('abc'), text('ABC'))).toBe('abc');
    expect(called('max_of', long(1), real(1.5))).toBe(1.5);
  });
});
