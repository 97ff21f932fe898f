import { suggestion } from '../records/nearest.js';
import type { UsageError } from '../records/usage-error.js';
import { fault } from './fault.js';
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from './yaml-node.js';

// Each function holds a node against what a field takes; what it throws is a UsageError with the place.

/** A mapping with no other keys than these. */
export function mapOf(node: YamlNode, keys: readonly string[]): YamlMap {
  const map = anyMapOf(node);
  for (const { key, keyAt } of map.entries)
    if (!keys.includes(key))
      throw fault(keyAt, `unknown key ${key}.${suggestion(key, keys)} Known here: ${keys.join(', ')}`);
  return map;
}

/** A mapping whose keys somebody else checks. */
export function anyMapOf(node: YamlNode): YamlMap {
  if (node.kind !== 'map') throw wrong(node, 'a mapping, `key: value`');
  return node;
}

/** The entry of a key; null when the mapping lacks it. */
export const entryOf = ({ entries }: YamlMap, key: string): YamlEntry | null =>
  entries.find((entry) => entry.key === key) ?? null;

/** The value of a key; null when the mapping lacks it. */
export const valueAt = (map: YamlMap, key: string): YamlNode | null => entryOf(map, key)?.value ?? null;

/** The value of a key that must be there. */
export function required(map: YamlMap, key: string): YamlNode {
  const value = valueAt(map, key);
  if (value === null) throw fault(map.at, `the key ${key} is missing`);
  return value;
}

/** The items of a list. */
export function itemsOf(node: YamlNode): YamlList['items'] {
  if (node.kind !== 'list') throw wrong(node, 'a list, a line `- item` each');
  return node.items;
}

/** A text that is not empty; what YAML takes for a number, true, false or null must stand in quotes. */
export function textOf(node: YamlNode): string {
  const { value, text } = scalarOf(node, 'text');
  if (typeof value !== 'string') throw wrong(node, value === null ? 'text' : `text: put ${text} in quotes`);
  if (value.trim() === '') throw fault(node.at, 'is empty: write text');
  return value;
}

/** A whole number of at least so much. */
export function countOf(node: YamlNode, least: number): number {
  const { value } = scalarOf(node, 'a whole number');
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least)
    throw wrong(node, `a whole number from ${least}`);
  return value;
}

/** True or false. */
export function switchOf(node: YamlNode): boolean {
  const { value } = scalarOf(node, 'true or false');
  if (typeof value !== 'boolean') throw wrong(node, 'true or false');
  return value;
}

/** One of some words. */
export function wordOf<const Word extends string>(node: YamlNode, words: readonly Word[]): Word {
  const { text } = scalarOf(node, `one of: ${words.join(', ')}`);
  const word = words.find((known) => known === text);
  if (word === undefined)
    throw fault(node.at, `cannot be ${text}.${suggestion(text, words)} It takes one of: ${words.join(', ')}`);
  return word;
}

/** A single value. */
export function scalarOf(node: YamlNode, wanted: string): YamlScalar {
  if (node.kind !== 'scalar') throw wrong(node, wanted);
  return node;
}

/** What to say of a node that is not what its field takes. */
export const wrong = (node: YamlNode, wanted: string): UsageError =>
  fault(node.at, `${named(node)} stands here; it takes ${wanted}`);

function named(node: YamlNode): string {
  if (node.kind !== 'scalar') return `a ${node.kind === 'map' ? 'mapping' : 'list'}`;
  return node.value === null ? 'nothing' : JSON.stringify(node.text);
}
