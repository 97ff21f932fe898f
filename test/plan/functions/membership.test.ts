import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { called, calledOnRow, dynamic, long, real, text } from '../called.js';

describe('in', () => {
  test('compares by letter case, and in~ does not', () => {
    expect(called('in', text('KeyGet'), text('SecretGet'), text('KeyGet'))).toBe(true);
    expect(called('in', text('keyget'), text('SecretGet'), text('KeyGet'))).toBe(false);
    expect(called('in~', text('keyget'), text('SecretGet'), text('KeyGet'))).toBe(true);
    expect(called('!in', text('keyget'), text('KeyGet'))).toBe(true);
    expect(called('!in~', text('keyget'), text('KeyGet'))).toBe(false);
  });

  test('the empty text is in a list that holds it', () => {
    expect(called('in', text(''), text('a'), text(''))).toBe(true);
    expect(called('in', text(''), text('a'))).toBe(false);
  });

  test('takes the scalars of a dynamic array, nested arrays flattened', () => {
    const list = dynamic(['a', ['b', ['c']]]);
    expect(called('in', text('c'), list)).toBe(true);
    expect(called('in', text('d'), list)).toBe(false);
    expect(called('in', text('a'), dynamic([]))).toBe(false);
    expect(called('!in', text('a'), dynamic([]))).toBe(true);
    expect(called('in', long(2), dynamic([1, 2]))).toBe(true);
    expect(called('in~', text('A'), dynamic(['a']))).toBe(true);
  });

  test('widens numbers', () => {
    expect(called('in', long(1), real(1), real(0.5))).toBe(true);
    expect(called('in', long(1), long(2), real(0.5))).toBe(false);
  });

  test('refuses a list of another type', () => {
    expect(() => called('in', text('1'), long(1))).toThrow('in takes no arguments');
  });

  test.each([
    [null, [1, 2], false],
    [null, [1, null], null],
    [1, [null], false],
    [1, [1, null], true],
    [3, [1, 2], false],
  ] as const)('%s in %j is %s, and !in its negation', (value, list, expected) => {
    const operands = [long(value), ...list.map(long)];
    expect(called('in', ...operands)).toBe(expected);
    expect(called('!in', ...operands)).toBe(expected === null ? null : !expected);
  });

  test('is the OR of the equalities, and !in the AND of the inequalities', () => {
    const value = fc.constantFrom(null, 0, 1, 2, 3).map(long);
    fc.assert(
      fc.property(value, fc.array(value, { minLength: 1, maxLength: 4 }), (sought, list) => {
        const fold = (name: string, equality: string) =>
          list
            .map((each) => calledOnRow(equality, sought, each))
            .reduce((a, b) => calledOnRow(name, [a, 'bool'], [b, 'bool']));
        expect(called('in', sought, ...list)).toBe(fold('or', '=='));
        expect(called('!in', sought, ...list)).toBe(fold('and', '!='));
      }),
    );
  });
});
