import { describe, expect, test } from 'vitest';
import { cellDecoder, guid } from '../../src/readers/cell.js';
import { formatInstant, type Instant, parseIso } from '../../src/records/instant.js';
import type { KqlType, Value } from '../../src/records/value.js';

const time = (text: string) => parseIso(text) ?? undefined;
const decode = (type: KqlType, raw: unknown, missingWord: 'null' | 'None' | null = null) =>
  cellDecoder(type, { missingWord }, time)(raw);

describe('cells', () => {
  test.each<[KqlType, Value]>([
    ['string', ''],
    ['long', null],
    ['int', null],
    ['real', null],
    ['bool', null],
    ['datetime', null],
    ['timespan', null],
    ['guid', null],
    ['dynamic', null],
  ])('a missing %s reads as %j, whether absent, null or empty', (type, missing) => {
    for (const raw of [undefined, null, '']) expect(decode(type, raw)).toBe(missing);
  });

  test.each<[KqlType, unknown, Value | undefined]>([
    ['string', ' a ', ' a '],
    ['string', 443, '443'],
    ['string', false, 'false'],
    ['string', ['get', 'list'], '["get","list"]'],
    ['long', '41', 41],
    ['long', 41, 41],
    ['long', '200.0', 200],
    ['long', '9223372036854775807', 9223372036854775807n],
    ['long', '9223372036854775808', undefined],
    ['long', 1e30, undefined],
    ['long', '4.5', undefined],
    ['int', '2147483648', undefined],
    ['real', '403', 403],
    ['real', ' -1.5e3 ', -1500],
    ['real', 'NaN', Number.NaN],
    ['real', '-Infinity', Number.NEGATIVE_INFINITY],
    ['real', '0x1f', undefined],
    ['real', 'many', undefined],
    ['real', true, undefined],
    ['bool', 'True', true],
    ['bool', 'FALSE', false],
    ['bool', 1, true],
    ['bool', '0', false],
    ['bool', 'yes', undefined],
    ['datetime', '25:61', undefined],
    ['datetime', 1773216930, undefined],
    ['timespan', '1.12:30:55.1230000', 1_314_551_230_000],
    ['timespan', '10m', undefined],
    ['guid', 'C2A4E6F80B1D4C3E9F5A7B8C9D0E1F23', 'c2a4e6f8-0b1d-4c3e-9f5a-7b8c9d0e1f23'],
    ['guid', 'd4ba3e84-0444-4841-aaf7-XXXX', undefined],
    ['dynamic', '{"a":[1]}', { a: [1] }],
    ['dynamic', 'not json', 'not json'],
    ['dynamic', { a: 1 }, { a: 1 }],
  ])('%s of %o is %o', (type, raw, value) => {
    expect(decode(type, raw)).toEqual(value);
  });

  test('a time is read by the time reader of its column', () => {
    expect(formatInstant(decode('datetime', '2026-03-11T08:15:30.1234567Z') as Instant)).toBe(
      '2026-03-11T08:15:30.1234567Z',
    );
  });

  test('the word for a missing value counts in every type but text', () => {
    expect(decode('real', 'None', 'None')).toBeNull();
    expect(decode('bool', 'null', 'null')).toBeNull();
    expect(decode('string', 'None', 'None')).toBe('None');
    expect(decode('real', 'None', 'null')).toBeUndefined();
  });
});

describe('GUIDs', () => {
  test('are given in lower case with dashes', () => {
    expect(guid('6F1B3D5E-8A2C-4E7F-B9D1-0C2E4A6B8D10')).toBe('6f1b3d5e-8a2c-4e7f-b9d1-0c2e4a6b8d10');
  });

  test.each([
    '',
    '6f1b3d5e8a2c-4e7f-b9d1-0c2e4a6b8d10',
    '6f1b3d5e-8a2c-4e7f-b9d10c2e4a6b8d10--',
  ])('%j is none', (text) => {
    expect(guid(text)).toBeNull();
  });
});
