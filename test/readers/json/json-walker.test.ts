import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { each, type Place, whole } from '../../../src/readers/json/json-place.js';
import { JsonWalker } from '../../../src/readers/json/json-walker.js';

/** Walks a text in chunks, through one buffer that is overwritten. */
function walk(place: (take: (value: unknown, line: number) => void) => Place, text: string, chunk = 7) {
  const taken: unknown[] = [];
  const lines: number[] = [];
  const rejected: string[] = [];
  const cut: number[] = [];
  const walker = new JsonWalker(
    place((value, line) => {
      taken.push(value);
      lines.push(line);
    }),
    { reject: (line, detail) => rejected.push(`${line}: ${detail}`), cut: (line) => cut.push(line) },
  );
  const bytes = Buffer.from(text);
  const buffer = Buffer.alloc(chunk);
  for (let at = 0; at < bytes.length; at += chunk) {
    const length = bytes.copy(buffer, 0, at, at + chunk);
    walker.write(buffer.subarray(0, length));
    buffer.fill(0xa5);
  }
  walker.end();
  return { taken, lines, rejected, cut };
}

const elements = (take: (value: unknown, line: number) => void): Place => ({
  array: { each: whole(take) },
  take,
});
const records = (take: (value: unknown, line: number) => void): Place => ({
  object: { fields: new Map([['records', each(whole(take))]]) },
});

describe('a walk through JSON', () => {
  test('takes the elements of an array with the lines on which they begin', () => {
    const { taken, lines } = walk(elements, '[\n  {"a": 1},\n  {\n    "b": 2\n  }, 3, "x",\r\nnull, [4]]\n');
    expect(taken).toEqual([{ a: 1 }, { b: 2 }, 3, 'x', null, [4]]);
    expect(lines).toEqual([2, 3, 5, 5, 6, 6]);
  });

  test('takes documents that follow one another, on lines of their own or not', () => {
    const { taken, lines } = walk(elements, '{"a":1}\n\n{\n"b":2}{"c":3}\n');
    expect(taken).toEqual([{ a: 1 }, { b: 2 }, { c: 3 }]);
    expect(lines).toEqual([1, 3, 4]);
  });

  test('takes the array of an envelope, of every envelope, and passes over the rest', () => {
    const text =
      '{"n": {"records": [1]}, "records": [{"a": 1}, {"a": 2}], "m": "records"}\n{"records": []}\n{"records": [{"a": 3}]}';
    expect(walk(records, text).taken).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  });

  test('reads keys that are written with escapes', () => {
    expect(walk(records, '{"rec\\u006frds": [1]}').taken).toEqual([1]);
  });

  test('does without commas and with too many', () => {
    expect(walk(elements, '[1,,{"a":1} {"b":2}\n{"c":3},]').taken).toEqual([1, { a: 1 }, { b: 2 }, { c: 3 }]);
  });
});

describe('a broken element', () => {
  const cases: readonly (readonly [
    name: string,
    text: string,
    taken: readonly unknown[],
    rejected: readonly string[],
  ])[] = [
    [
      'a line end inside a string',
      '[{"a":1},\n{"b":"x},\n{"c":3},\n{"d":4}]',
      [{ a: 1 }, { c: 3 }, { d: 4 }],
      ['2: a line end inside a string'],
    ],
    [
      'a brace that is missing at the end of a line',
      '[{"a":1},\n{"b":2,\n{"c":3},\n{"d":4}]',
      [{ a: 1 }, { c: 3 }, { d: 4 }],
      ["2: '{' where a key belongs"],
    ],
    [
      'a brace that is missing within a line',
      '[{"a":1},{"b":2,{"c":3},{"d":4}]',
      [{ a: 1 }, { c: 3 }, { d: 4 }],
      ["1: '{' where a key belongs"],
    ],
    [
      'a quote that is missing within a line',
      '[{"a":1},{"b":"x},{"c":3},{"d":4},{"e":5}]',
      [{ a: 1 }, { d: 4 }, { e: 5 }],
      ["1: 'c' where a comma or an end belongs"],
    ],
    [
      'a bracket that closes another',
      '[{"a":[1}},\n{"b":2}]',
      [{ b: 2 }],
      ["1: '}' where a comma or an end belongs"],
    ],
    ['a word that is none', '[{"a":nul},{"b":2}]', [{ b: 2 }], ['1: no JSON']],
    ['a control character in a string', '[{"a":"\u0001"},{"b":2}]', [{ b: 2 }], ['1: no JSON']],
    ['a byte that stands nowhere', '[{"a":@},\n{"b":2}]', [{ b: 2 }], ["1: '@' where a value belongs"]],
    [
      'an end without a beginning',
      '{"a":1}\n]\n{"b":2}',
      [{ a: 1 }, { b: 2 }],
      ['2: an end without a beginning'],
    ],
  ];
  test.each(cases)('%s spoils no other', (_, text, taken, rejected) => {
    for (const chunk of [1, 2, 3, 64]) {
      const read = walk(elements, text, chunk);
      expect(read.taken).toEqual(taken);
      expect(read.rejected).toEqual(rejected);
    }
  });

  test('of an indented document ends where the next begins, not at an object within', () => {
    const text =
      '[\n  {\n    "a": [\n      {"x": 1} oops,\n      {"y": 2}\n    ]\n  },\n  {\n    "b": 2\n  }\n]';
    expect(walk(elements, text)).toEqual({
      taken: [{ b: 2 }],
      lines: [8],
      rejected: ["2: 'o' where a comma or an end belongs"],
      cut: [],
    });
  });

  test('at the end of an array leaves what follows the array in its place', () => {
    const place = (take: (value: unknown, line: number) => void): Place => ({
      object: {
        fields: new Map([
          ['records', each(whole(take))],
          ['more', whole(take)],
        ]),
      },
    });
    expect(walk(place, '{"records": [\n{"a": 1},\n{"b": "x}\n],\n"more": 5}').taken).toEqual([{ a: 1 }, 5]);
  });

  test('of one envelope does not spoil the next', () => {
    const text = '{"records":[{"a":1},{"b":2}\n{"records":[{"c":3}]}\n';
    const { taken, rejected } = walk(records, text);
    expect(taken).toEqual([{ a: 1 }, { b: 2 }, { records: [{ c: 3 }] }]);
    expect(rejected).toEqual([]);
  });

  test('between the fields of an envelope does not spoil the next envelope', () => {
    const { taken, rejected } = walk(records, '{"records":[{"a":1}] oops\n{"records":[{"b":2}]}\n');
    expect(taken).toEqual([{ a: 1 }, { b: 2 }]);
    expect(rejected).toEqual(['1: no key where one belongs']);
  });

  test('that nests too deeply is passed over', () => {
    const deep = '['.repeat(100_000);
    for (const text of [`[${deep}\n{"a":1}]`, `[{"x":${deep}${']'.repeat(100_000)}},\n{"a":1}]`]) {
      const { taken, rejected } = walk(elements, text, 1000);
      expect(taken).toEqual([{ a: 1 }]);
      expect(rejected).toEqual(['1: nesting deeper than 200']);
    }
  });

  test('that is too long is passed over, on however many lines', () => {
    const long = `{"x":"${'y'.repeat(17 * 1024 * 1024)}",\n"z":1}`;
    const { taken, lines, rejected } = walk(elements, `[${long},\n{"a":1}]`, 1 << 20);
    expect([taken, lines, rejected]).toEqual([[{ a: 1 }], [3], ['1: longer than 16 MiB']]);
  });
});

describe('a document that is cut', () => {
  const document = '{"records": [\n {"a": [1, "\u00e4\\""], "b": {}},\n {"a": -1.5e3}, {"c": true}\n]}\n';
  const bytes = Buffer.from(document);
  const ends = ['}},', '3},', 'true}'].map((end) => bytes.indexOf(end) + end.replace(',', '').length);

  test('gives exactly the elements before the cut, wherever it is cut', () => {
    const all = walk(records, document).taken;
    for (let length = 0; length < bytes.length; length++) {
      const walker = walk(records, bytes.subarray(0, length).toString('latin1'), 5);
      const whole = ends.filter((end) => end <= length).length;
      expect(walker.taken.length).toBe(whole);
      expect(walker.rejected.length).toBeLessThanOrEqual(1);
      expect(walker.cut.length).toBe(length === 0 || length >= bytes.indexOf(']}\n') + 2 ? 0 : 1);
      if (length > bytes.indexOf('\u00e4') + 4) continue;
      expect(walker.taken).toEqual(all.slice(0, whole));
    }
  });

  test('says on which line the broken record begins and where the text ends', () => {
    expect(walk(records, '{"records": [{"a": 1},\n{"b":\n2')).toEqual({
      taken: [{ a: 1 }],
      lines: [1],
      rejected: ['2: the file ends inside the record'],
      cut: [3],
    });
  });

  test('takes a number at its end for whole only where nothing is open', () => {
    expect(walk(elements, '12').taken).toEqual([12]);
    expect(walk(elements, '[12').taken).toEqual([]);
  });
});

const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);

/** JSON text of a value with white space between all tokens. */
function spaced(value: unknown, gap: () => string): string {
  if (Array.isArray(value))
    return `[${gap()}${value.map((item) => spaced(item, gap)).join(`${gap()},${gap()}`)}${gap()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}${gap()}:${gap()}${spaced(item, gap)}`,
  );
  return `{${gap()}${members.join(`${gap()},${gap()}`)}${gap()}}`;
}

describe('any JSON', () => {
  const values = fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 6 });
  const layouts: readonly (readonly [string, typeof elements, (texts: readonly string[]) => string])[] = [
    ['elements', elements, (texts) => `[${texts.join(',')}]`],
    ['records', records, (texts) => `{"first": [{}, "]"], "records": [${texts.join(' , ')}], "last": 1}`],
    ['documents', (take) => ({ take }), (texts) => texts.join('\n')],
  ];
  test.each(layouts)('is read as JSON.parse reads it, as %s, in chunks of any size', (_, place, layout) => {
    const property = fc.property(
      values,
      fc.infiniteStream(space),
      fc.integer({ min: 1, max: 40 }),
      (expected, gaps, chunk) => {
        const texts = expected.map((value) => spaced(value, () => gaps.next().value as string));
        const read = walk(place, layout(texts), chunk);
        expect(read.taken).toEqual(texts.map((text) => JSON.parse(text) as unknown));
        expect(read.rejected).toEqual([]);
      },
    );
    fc.assert(property, { numRuns: 150 });
  });

  test('is never thrown at, whatever is broken in it', () => {
    const property = fc.property(
      values,
      fc.nat(),
      fc.uint8Array({ maxLength: 3 }),
      (expected, place, noise) => {
        const text = Buffer.from(JSON.stringify(expected));
        const at = place % (text.length + 1);
        const broken = Buffer.concat([text.subarray(0, at), noise, text.subarray(at + noise.length)]);
        walk(elements, broken.toString('latin1'), 3);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });
});
