import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineGraph } from '../../../src/readers/lines/line-graph.js';
import { LineLearner } from '../../../src/readers/lines/line-learner.js';
import { leaveLineScan, takeLineScan } from '../../../src/readers/lines/line-scan.js';
import { LineWalker } from '../../../src/readers/lines/line-walker.js';
import {
  array,
  emptyArray,
  escapedText,
  integer,
  nothing,
  number,
  text,
  truth,
} from '../../../src/readers/lines/value-kinds.js';

/** A walker that has learned lines, in which anybody asks for all fields but `unasked`. */
function walkerOver(...lessons: readonly string[]) {
  const scan = takeLineScan()!;
  const paths: string[] = [];
  const graph = new LineGraph(scan, (path) =>
    path.length === 0 || path[0] === 'unasked' ? -1 : paths.push(path.join('.')) - 1,
  );
  const learner = new LineLearner(graph, () => true);
  const walker = new LineWalker(scan, graph);
  for (const lesson of lessons) learner.learn(Buffer.from(lesson), 0, Buffer.byteLength(lesson));
  /** The values of a line by their paths; null where the walker leaves the known ways. */
  const walk = (line: string | Uint8Array) => {
    const bytes = Buffer.from(line);
    walker.open(bytes);
    if (!walker.walk(0, bytes.length)) return null;
    return Array.from({ length: walker.count }, (_, value) => ({
      path: paths[walker.abouts[value]!],
      kind: walker.kinds[value],
      value: walker.json(value),
    }));
  };
  return { walk, walker, graph, done: () => leaveLineScan(scan) };
}

const around = (value: string) => `{"unasked":"-","a":${value},"b":true}`;

describe('a walk over the values of a line', () => {
  test.each([
    ['"abc"', text],
    ['""', text],
    ['"a b! äöü €"', text],
    [`"${'x'.repeat(100)}"`, text],
    ['"a\\"b"', escapedText],
    ['"\\u00E4\\\\"', escapedText],
    [`"${'x'.repeat(15)}\\n${'x'.repeat(17)}"`, escapedText],
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
    ['1E400', number],
    ['[]', emptyArray],
    ['[ ]', array],
    ['["]", "\\"", {"a": [1]}]', array],
  ])('tells what %s is', (value, kind) => {
    const { walk, done } = walkerOver(around('1'));
    expect(walk(around(value))).toEqual([
      { path: 'a', kind, value: JSON.parse(value) },
      { path: 'b', kind: truth, value: true },
    ]);
    done();
  });

  test.each([
    '"abc',
    '"a\nb"',
    '"a\u0001"',
    '"\\x"',
    '"\\u12g4"',
    '"\\u123"',
    'tru',
    'falsy',
    'nul',
    'NULL',
    '-',
    '+1',
    '1.',
    '.5',
    '1e',
    '1e+-1',
    '01',
    '-01',
    '0x1',
    '[',
    '[1,]',
    '["a]',
    '[01]',
    ']',
    '',
  ])('leaves a line to others that holds the wrong value %j', (value) => {
    const { walk, done } = walkerOver(around('1'));
    expect(walk(around(value))).toBeNull();
    expect(walk(`{"unasked":${value},"a":1,"b":true}`)).toBeNull();
    expect(walk(`{"unasked":"-","a":${value}`)).toBeNull();
    done();
  });

  test('never holds for an object what JSON.parse does not, whatever the bytes', () => {
    const value = fc.oneof(
      fc.string(),
      fc.double(),
      fc.array(fc.jsonValue({ maxDepth: 2 })),
      fc.string({ unit: 'binary' }),
    );
    const { walk, done } = walkerOver(around('1'), around('[]').replaceAll(',', ' , '));
    const property = fc.property(value, fc.nat(), fc.nat(300), (given, place, noise) => {
      const bytes = Buffer.from(around(JSON.stringify(given)));
      if (noise < 256) bytes[place % bytes.length] = noise;
      const walked = walk(bytes);
      if (noise >= 256) expect(walked).not.toBeNull();
      if (walked === null) return;
      const { unasked: _, ...values } = JSON.parse(bytes.toString()) as Record<string, unknown>;
      expect(walked.map(({ path, value }) => [path, value])).toEqual(Object.entries(values));
    });
    fc.assert(property, { numRuns: 3_000 });
    done();
  });

  test('finds its way in any order of fields that it has seen, wherever a line ends', () => {
    const lines = ['{"a":1,"b":2}', '{"b":1,"a":2}', '{"a":1}', '{}', '{ "a": 1, "o":{"x":1,"p":{}} }\r'];
    const { walk, done } = walkerOver(...lines);
    for (const line of [...lines, ...lines.toReversed(), ...lines]) expect(walk(line)).not.toBeNull();
    expect(walk('{"b":1}')?.map(({ path }) => path)).toEqual(['b']);
    expect(walk('{"a":1,"o":{"x":1,"p":{}} }\r')).toBeNull();
    done();
  });

  test('is not made over fields that stand twice, deep ones and objects among them', () => {
    const { walk, done } = walkerOver(
      '{"a":1,"b":2,"o":{"x":1},"p":3}',
      '{"p":1,"a":2}',
      '{"o":{"x":1},"o2":{},"o":{"x":2}}',
    );
    expect(walk('{"a":1,"b":2,"o":{"x":1},"p":3}')).not.toBeNull();
    expect(walk('{"a":1,"b":2,"o":{"x":1},"p":3,"a":2}')).toBeNull();
    expect(walk('{"o":{"x":1},"o2":{},"o":{"x":2}}')).toBeNull();
    done();
  });

  test('is made over lines wherever they stand in a buffer, but for those that are longer than what is at hand', () => {
    const { walker, done } = walkerOver('{"a":"x"}');
    const line = (length: number) => `{"a":"${'x'.repeat(length)}"}`;
    const lines = [10, 100_000, 200_000, 260_000, 50, 262_200, 262_136, 262_137, 10].map(line);
    const bytes = Buffer.from(lines.join('\n'));
    walker.open(bytes);
    let from = 0;
    const walked = lines.map(({ length }) => {
      const isWalked = walker.walk(from, from + length);
      if (isWalked) expect(walker.to[0]! - walker.from[0]!).toBe(length - 8);
      from += length + 1;
      return isWalked;
    });
    expect(walked).toEqual([true, true, true, true, true, false, true, false, true]);
    done();
  });

  test('knows whether a line had a field, whatever its value', () => {
    const { walk, walker, graph, done } = walkerOver('{"a":1,"unasked":2}', '{"a":1}');
    const unasked = graph.field(graph.record, 'unasked');
    walk('{"a":1,"unasked":null}');
    expect(walker.met(unasked)).toBe(true);
    walk('{"a":1}');
    expect(walker.met(unasked)).toBe(false);
    done();
  });

  test('forgets what others learned in the same memory', () => {
    const first = walkerOver('{"a":1,"b":2}');
    first.done();
    const second = walkerOver('{"a":1}');
    expect(second.walk('{"a":1,"b":2}')).toBeNull();
    expect(second.walk('{"a":1}')).not.toBeNull();
    second.done();
  });
});
