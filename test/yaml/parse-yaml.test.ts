import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/records/usage-error.js';
import { parseYaml } from '../../src/yaml/parse-yaml.js';
import { anyMapOf, itemsOf, valueAt } from '../../src/yaml/reading.js';
import type { YamlNode } from '../../src/yaml/yaml-node.js';

const parse = (text: string) => parseYaml(text, 'a.yaml');

/** A node as plain data, keys beside values. */
const plain = (node: YamlNode): unknown =>
  node.kind === 'map'
    ? node.entries.map(({ key, value }) => [key, plain(value)])
    : node.kind === 'list'
      ? node.items.map(plain)
      : node.value;

describe('parseYaml', () => {
  test('reads by the core schema: yes, dates and padded text stay text', () => {
    const text =
      'a: yes\nb: 2026-04-30\nc: 1\nd: 1.5\ne: true\nf: null\ng: ~\nh:\ni: "1"\nj: 12:30:00\nk: 12345678901234567890\n';
    expect(plain(parse(text))).toEqual([
      ['a', 'yes'],
      ['b', '2026-04-30'],
      ['c', 1],
      ['d', 1.5],
      ['e', true],
      ['f', null],
      ['g', null],
      ['h', null],
      ['i', '1'],
      ['j', '12:30:00'],
      ['k', 12345678901234567890n],
    ]);
  });

  test('tells line, column and field of every node', () => {
    const tests = valueAt(
      anyMapOf(parse('# first\ntests:\n  - name: one\n    "a b": [x, {y: z}]\n')),
      'tests',
    )!;
    const [inner] = anyMapOf(itemsOf(tests)[0]!).entries.slice(1);
    expect(inner!.keyAt).toEqual({ path: 'a.yaml', line: 4, column: 5, field: "tests[0]['a b']" });
    const last = anyMapOf(itemsOf(inner!.value)[1]!);
    const field = "tests[0]['a b'][1].y";
    expect(valueAt(last, 'y')!.at).toEqual({ path: 'a.yaml', line: 4, column: 20, field });
  });

  test('gives nothing for a file without content', () => {
    for (const text of ['', '\n', '# only a comment\n', '---\n', '\uFEFF'])
      expect(parse(text)).toMatchObject({ kind: 'scalar', value: null, at: { line: expect.any(Number) } });
  });

  test('takes keys such as __proto__ for text', () => {
    expect(plain(parse('__proto__: 1\nconstructor: 2\n'))).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
  });

  test.each([
    ['a: 1\nb: 2\na: 3\n', 'a.yaml:3:1: a: the key stands here twice'],
    ['a: &x 1\n', 'a.yaml:1:7: a: anchors are not read: take &x out'],
    ['a: 1\nb: *a\n', 'a.yaml:2:4: b: aliases are not read: write out what *a stands for'],
    ['a: !secret b\n', 'a.yaml:1:12: a: tags are not read: take !secret out'],
    ['a: !!str 3\n', 'a.yaml:1:10: a: tags are not read: take tag:yaml.org,2002:str out'],
    ['a: 1\n---\nb: 2\n', 'a.yaml:2:1: a second document begins here: a file holds one'],
    ['? [a]\n: 1\n', 'a.yaml:1:3: a key must be text'],
    ['a:\n\t- b\n', 'a.yaml:2:1: Tabs are not allowed as indentation'],
    ['a: "x\n', 'a.yaml:2:1: Missing closing "quote'],
    ['a: b: c\n', 'a.yaml:1:4: Nested mappings are not allowed in compact mappings'],
    [`${'['.repeat(50_000)}`, 'a.yaml:1:61: nested too deep'],
    [`x: |\n  text\n${'- '.repeat(50_000)}`, 'a.yaml:3:121: nested too deep'],
    [`${'? '.repeat(50_000)}x`, 'a.yaml:1:121: nested too deep'],
    [Array.from({ length: 250 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'a.yaml:202:1: nested too deep'],
    [`a: ${'x'.repeat(4_194_304)}`, 'a.yaml:1:1: the file is longer than 4194304 characters'],
  ])('refuses %#', (text, message) => {
    const failure = (() => {
      try {
        return parse(text);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(UsageError);
    expect((failure as Error).message).toContain(message);
  });

  test('reads many keys and deep text within its limits', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `key${i}: ${i}`).join('\n');
    expect(parse(many)).toMatchObject({ kind: 'map', entries: { length: 20_000 } });
    expect(plain(parse(`${'['.repeat(60)}${']'.repeat(60)}`))).toBeDefined();
    expect(plain(parse('a: |\n  - - - -\n  [[[[\nb: 1\n'))).toEqual([
      ['a', '- - - -\n[[[[\n'],
      ['b', 1],
    ]);
  });

  test('gives a node or a UsageError for any text', () => {
    const text = fc
      .array(fc.constantFrom(...'[]{}-?:,&*!|>\'"# \n\tab1%@`'), { maxLength: 60 })
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(text, (written) => {
        try {
          expect(parse(written).at.path).toBe('a.yaml');
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});
