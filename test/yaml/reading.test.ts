import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../src/yaml/parse-yaml.js';
import {
  countOf,
  itemsOf,
  mapOf,
  required,
  switchOf,
  textOf,
  valueAt,
  wordOf,
} from '../../src/yaml/reading.js';
import type { YamlNode } from '../../src/yaml/yaml-node.js';

const field = (text: string): YamlNode => required(mapOf(parseYaml(`a: ${text}\n`, 'f.yaml'), ['a']), 'a');

describe('fields of a YAML file', () => {
  test('give what they hold', () => {
    expect(textOf(field('b c'))).toBe('b c');
    expect(textOf(field('"1"'))).toBe('1');
    expect(countOf(field('3'), 1)).toBe(3);
    expect(switchOf(field('false'))).toBe(false);
    expect(wordOf(field('low'), ['low', 'high'])).toBe('low');
    expect(itemsOf(field('[x, y]')).map(textOf)).toEqual(['x', 'y']);
    expect(valueAt(mapOf(field('{b: 1}'), ['b', 'c']), 'c')).toBeNull();
  });

  test.each<[string, (node: YamlNode) => unknown, string]>([
    ['1', textOf, 'f.yaml:1:4: a: "1" stands here; it takes text: put 1 in quotes'],
    ['[x]', textOf, 'f.yaml:1:4: a: a list stands here; it takes text'],
    ['" "', textOf, 'f.yaml:1:4: a: is empty: write text'],
    ['', textOf, 'f.yaml:1:4: a: nothing stands here; it takes text'],
    ['1.5', (node) => countOf(node, 1), 'f.yaml:1:4: a: "1.5" stands here; it takes a whole number from 1'],
    ['0', (node) => countOf(node, 1), 'f.yaml:1:4: a: "0" stands here; it takes a whole number from 1'],
    ['yes', switchOf, 'f.yaml:1:4: a: "yes" stands here; it takes true or false'],
    [
      'hihg',
      (node) => wordOf(node, ['low', 'high']),
      'f.yaml:1:4: a: cannot be hihg. Did you mean high? It takes one of: low, high',
    ],
    ['x', itemsOf, 'f.yaml:1:4: a: "x" stands here; it takes a list, a line `- item` each'],
    ['x', (node) => mapOf(node, []), 'f.yaml:1:4: a: "x" stands here; it takes a mapping, `key: value`'],
    [
      '{reasn: x}',
      (node) => mapOf(node, ['reason', 'until']),
      'f.yaml:1:5: a.reasn: unknown key reasn. Did you mean reason? Known here: reason, until',
    ],
    ['{b: x}', (node) => required(mapOf(node, ['b', 'c']), 'c'), 'f.yaml:1:4: a: the key c is missing'],
  ])('refuse %s', (text, read, message) => {
    expect(() => read(field(text))).toThrow(message);
  });
});
