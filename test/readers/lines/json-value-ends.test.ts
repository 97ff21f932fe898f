import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  array,
  emptyArray,
  escapedText,
  integer,
  JsonValueEnds,
  nothing,
  number,
  text,
  truth,
} from '../../../src/readers/lines/json-value-ends.js';

/** The end of the value at the beginning of some bytes, and what it is. */
function endOf(content: string | Uint8Array) {
  const bytes = Buffer.from(content);
  const ends = new JsonValueEnds();
  ends.open(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length));
  return { end: ends.end(0, bytes.length), kind: ends.kind };
}

describe('the end of a JSON value', () => {
  test.each([
    ['"abc"', text],
    ['""', text],
    ['"a b! äöü €"', text],
    ['"a\\"b"', escapedText],
    ['"\\u00E4\\\\"', escapedText],
    ['true', truth],
    ['false', truth],
    ['null', nothing],
    ['0', integer],
    ['-12', integer],
    ['123456789012345', integer],
    ['-0', number],
    ['1234567890123456', number],
    ['1.50', number],
    ['1e-2', number],
    ['[]', emptyArray],
    ['[ ]', array],
    ['["]", {"a": [1]}]', array],
  ])('is found behind %s, which is told', (value, kind) => {
    for (const rest of ['', ',"a":1}', '}', '\r', ' }', '"'.repeat(9)]) {
      const found = endOf(value + rest);
      expect(found.end).toBe(Buffer.byteLength(value));
      expect(found.kind).toBe(kind);
    }
  });

  test.each([
    '"abc',
    '"a\nb"',
    '"a\u0001"',
    '"\\x"',
    '"\\u12g4"',
    '"\\',
    'tru',
    'falsy',
    'nul',
    '-',
    '1.',
    '1e',
    '01',
    '[',
    '[1,]',
    '["a]',
    ']',
  ])('is not found where there is none: %j', (value) => {
    expect(endOf(value).end).toBe(-1);
  });

  test('is that of a value that JSON.parse reads, whatever the bytes', () => {
    const value = fc.oneof(
      fc.string(),
      fc.double(),
      fc.array(fc.jsonValue({ maxDepth: 2 })),
      fc.string({ unit: 'binary' }),
    );
    const property = fc.property(value, fc.nat(), fc.nat(300), (given, place, noise) => {
      const bytes = Buffer.from(`${JSON.stringify(given)},`);
      if (noise < 256) bytes[place % bytes.length] = noise;
      const { end } = endOf(bytes);
      if (noise >= 256) expect(end).toBe(bytes.length - 1);
      if (end >= 0) expect(() => JSON.parse(bytes.toString('utf8', 0, end)) as unknown).not.toThrow();
    });
    fc.assert(property, { numRuns: 2_000 });
  });
});
