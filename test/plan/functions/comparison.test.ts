import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bool, called, dynamic, guid, instant, long, real, type Typed, text, timespan } from '../called.js';

describe('equality and null', () => {
  const typed: readonly (readonly [Typed, Typed])[] = [
    [long(null), long(5)],
    [real(null), real(0.5)],
    [bool(null), bool(false)],
    [instant(null), instant('2026-01-01T00:00:00Z')],
    [timespan(null), timespan(0)],
    [guid(null), guid('00000000-0000-0000-0000-000000000000')],
  ];

  test.each(typed)('%j beside %j: not equal, and different', (none, some) => {
    expect(called('==', none, some)).toBe(false);
    expect(called('==', some, none)).toBe(false);
    expect(called('!=', none, some)).toBe(true);
    expect(called('!=', some, none)).toBe(true);
  });

  test.each(typed)('null beside null (%j) is open either way', (none) => {
    expect(called('==', none, none)).toBe(null);
    expect(called('!=', none, none)).toBe(null);
  });

  test.each(['<', '<=', '>', '>='])('null %s anything is null', (operator) => {
    expect(called(operator, long(null), long(5))).toBe(null);
    expect(called(operator, long(5), long(null))).toBe(null);
    expect(called(operator, long(null), long(null))).toBe(null);
  });

  test('text has no null: the empty text is a value as any', () => {
    expect(called('==', text(''), text(''))).toBe(true);
    expect(called('!=', text(''), text('x'))).toBe(true);
  });
});

describe('what is compared with what', () => {
  test('text is compared by letter case, and not trimmed', () => {
    expect(called('==', text('Deny'), text('deny'))).toBe(false);
    expect(called('==', text('Deny '), text('Deny'))).toBe(false);
    expect(called('==', text('Deny'), text('Deny'))).toBe(true);
  });

  test('a long beside a real becomes a real', () => {
    expect(called('==', real(200), long(200))).toBe(true);
    expect(called('>', long(1), real(0.5))).toBe(true);
    expect(called('==', long(2n ** 60n), real(2 ** 60))).toBe(true);
  });

  test('longs beyond the safe integers keep their last digit', () => {
    expect(called('==', long(9007199254740993n), long(9007199254740992n))).toBe(false);
    expect(called('>', long(9007199254740993n), long(9007199254740992n))).toBe(true);
    expect(called('<', long(5), long(9007199254740993n))).toBe(true);
  });

  test('NaN equals nothing and has no place', () => {
    expect(called('==', real(Number.NaN), real(Number.NaN))).toBe(false);
    expect(called('<', real(Number.NaN), real(1))).toBe(false);
  });

  test('a dynamic is compared as the type that it meets', () => {
    expect(called('==', dynamic('abc'), text('abc'))).toBe(true);
    expect(called('!=', dynamic(null), text('abc'))).toBe(true);
    expect(called('==', dynamic(5.5), long(5))).toBe(false);
    expect(called('>', dynamic(5.5), long(5))).toBe(true);
    expect(called('==', dynamic(true), bool(true))).toBe(true);
    expect(called('==', dynamic('2026-01-01T00:00:00Z'), instant('2026-01-01T00:00:00Z'))).toBe(true);
  });

  test.each([
    ['==', text('1'), long(1)],
    ['==', dynamic('a'), dynamic('a')],
    ['<', text('a'), text('b')],
    ['<', bool(false), bool(true)],
    ['==', guid(null), text('')],
  ] as const)('%s does not take %j and %j', (operator, left, right) => {
    expect(() => called(operator, left, right)).toThrow(operator);
  });

  test('instants a tick apart are different, near the epoch and far from it', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 60n), 2n ** 60n), (ticks) => {
        const one = Number.isSafeInteger(Number(ticks)) ? Number(ticks) : ticks;
        const next = Number.isSafeInteger(Number(ticks + 1n)) ? Number(ticks + 1n) : ticks + 1n;
        expect(called('<', timespan(one), timespan(next))).toBe(true);
        expect(called('==', timespan(one), timespan(next))).toBe(false);
      }),
    );
  });
});
