import { describe, expect, test } from 'vitest';
import { parseIso } from '../../../src/records/instant.js';
import { bool, called, dynamic, guid, instant, long, real, text, timespan } from '../called.js';

describe('tostring', () => {
  test.each([
    [text('as it is'), 'as it is'],
    [long(null), ''],
    [long(2n ** 62n), '4611686018427387904'],
    [real(0.5), '0.5'],
    [bool(true), 'true'],
    [instant('2026-04-30T12:00:00Z'), '2026-04-30T12:00:00.0000000Z'],
    [timespan(5_999_990_000), '00:09:59.9990000'],
    [guid('00000000-0000-0000-0000-000000000001'), '00000000-0000-0000-0000-000000000001'],
    [dynamic('abc'), 'abc'],
    [dynamic({ a: [1, null] }), '{"a":[1,null]}'],
    [dynamic(null), ''],
  ] as const)('of %o is %s', (value, expected) => {
    expect(called('tostring', value)).toBe(expected);
  });
});

describe('tolong and toint', () => {
  test.each([
    [text('123'), 123],
    [text(' -5 '), -5],
    [text('9223372036854775807'), 9223372036854775807n],
    [text('9223372036854775808'), null],
    [text('12.5'), null],
    [text('x'), null],
    [text(''), null],
    [text('1'.repeat(500)), null],
    [real(-1.9), -1],
    [real(Number.NaN), null],
    [bool(true), 1],
    [dynamic(7), 7],
    [dynamic('7'), 7],
    [dynamic([7]), null],
    [timespan(17), 17],
    [instant('0001-01-01T00:00:00.0000001Z'), 1],
  ] as const)('tolong(%o) is %s', (value, expected) => {
    expect(called('tolong', value)).toBe(expected);
  });

  test('toint has 32 bits', () => {
    expect(called('toint', long(2 ** 31 - 1))).toBe(2 ** 31 - 1);
    expect(called('toint', long(2 ** 31))).toBe(null);
    expect(called('toint', text('-12'))).toBe(-12);
  });
});

describe('todouble', () => {
  test.each([
    [text('12.5'), 12.5],
    [text('1e3'), 1000],
    [text('.5'), 0.5],
    [text('-inf'), Number.NEGATIVE_INFINITY],
    [text('NaN'), Number.NaN],
    [text('0x10'), null],
    [text('1,5'), null],
    [text(''), null],
    [long(2n ** 60n), 2 ** 60],
    [dynamic(1.5), 1.5],
    [dynamic({}), null],
  ] as const)('of %o is %s', (value, expected) => {
    expect(called('todouble', value)).toBe(expected);
    expect(called('toreal', value)).toBe(expected);
  });
});

test('tobool reads the two words and numbers', () => {
  expect(called('tobool', text('True'))).toBe(true);
  expect(called('tobool', text('false'))).toBe(false);
  expect(called('tobool', text('yes'))).toBe(null);
  expect(called('tobool', long(123))).toBe(true);
  expect(called('toboolean', dynamic(false))).toBe(false);
});

test('todatetime reads ISO dates and times', () => {
  expect(called('todatetime', text('2026-04-30'))).toBe(parseIso('2026-04-30T00:00:00Z'));
  expect(called('todatetime', text('2026-04-30 12:30'))).toBe(parseIso('2026-04-30T12:30:00Z'));
  expect(called('todatetime', text('2026-04-30T12:30Z'))).toBe(parseIso('2026-04-30T12:30:00Z'));
  expect(called('todatetime', text('2026-04-30T12:30:00.1234567+02:00'))).toBe(
    parseIso('2026-04-30T10:30:00.1234567Z'),
  );
  expect(called('todatetime', text('30.04.2026'))).toBe(null);
  expect(called('todatetime', dynamic('2026-04-30'))).toBe(parseIso('2026-04-30T00:00:00Z'));
  expect(called('todatetime', long(5))).toBe(null);
});

test('totimespan reads KQL text', () => {
  expect(called('totimespan', text('0.00:01:00'))).toBe(600_000_000);
  expect(called('totimespan', text('1 minute'))).toBe(null);
});

test('toguid reads 32 digits, with dashes or without', () => {
  const expected = '5f0b1a2c-1111-2222-3333-444455556666';
  expect(called('toguid', text('5F0B1A2C-1111-2222-3333-444455556666'))).toBe(expected);
  expect(called('toguid', text('5f0b1a2c111122223333444455556666'))).toBe(expected);
  expect(called('toguid', text('5f0b1a2c'))).toBe(null);
});
