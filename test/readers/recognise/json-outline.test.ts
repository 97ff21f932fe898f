import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Json, jsonOutline } from '../../../src/readers/recognise/json-outline.js';

/** As JSON has it, objects from maps. */
const plain = (value: Json): unknown =>
  Array.isArray(value)
    ? value.map(plain)
    : value instanceof Map
      ? Object.fromEntries([...value].map(([name, member]) => [name, plain(member)]))
      : value;

const read = (text: string) => {
  const { values, end } = jsonOutline(text);
  return { values: values.map(plain), end };
};

describe('the outline of JSON', () => {
  test('holds every value that stands one after the other', () => {
    expect(read(' {"a":[1,{"b":null}]}\r\n\n[true,"x\\u0041\\n"] {} ')).toEqual({
      values: [{ a: [1, { b: null }] }, [true, 'xA\n'], {}],
      end: 'end',
    });
  });

  test.each([
    ['{"a":1,"b":"x', { a: 1 }],
    ['{"a":1,"b":', { a: 1 }],
    ['{"a":1,"b', { a: 1 }],
    ['{"a":1,', { a: 1 }],
    ['{"a":{"b":[1,2', { a: { b: [1] } }],
    ['{"a":"\\', {}],
    ['[', []],
  ])('%s holds what was there when the text was cut', (text, value) => {
    expect(read(text)).toEqual({ values: [value], end: 'cut' });
  });

  test.each([
    ['{"a":1 "b":2}', [{ a: 1 }]],
    ['{a:1}', [{}]],
    ['[1,]', [[1]]],
    ['[INFO] starting', [[]]],
    ['{"a":nul}', [{}]],
    ['{"a":1},{"a":2}', [{ a: 1 }]],
    ['.. x', []],
  ])('%s ends where it is no JSON', (text, values) => {
    expect(read(text)).toEqual({ values, end: 'broken' });
  });

  test('keeps a raw line end and a wrong escape inside a text', () => {
    expect(read('{"a":"x\ny","b":"\\q"}')).toEqual({ values: [{ a: 'x\ny', b: '\\q' }], end: 'end' });
  });

  test('takes any name for a name', () => {
    const [value] = jsonOutline('{"__proto__":{"x":1},"constructor":2}').values;
    expect([...(value as ReadonlyMap<string, Json>).keys()]).toEqual(['__proto__', 'constructor']);
  });

  test('ends where values nest without end', () => {
    for (const open of ['[', '{"a":']) expect(jsonOutline(open.repeat(100_000)).end).toBe('broken');
  });

  test('is what JSON.parse gives, and cut anywhere it still ends', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom(0, 2), (value, place, indent) => {
        const text = JSON.stringify([value], null, indent);
        expect(JSON.stringify(read(text).values)).toBe(JSON.stringify([[JSON.parse(JSON.stringify(value))]]));
        const at = place % text.length;
        if (at > 0) expect(jsonOutline(text.slice(0, at))).toMatchObject({ end: 'cut' });
      }),
    );
  });
});
