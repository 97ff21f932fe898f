import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
} from 'yaml';
import { integer } from '../records/integer.js';
import { tooDeepAt } from './depth.js';
import { fault, type Place } from './fault.js';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './yaml-node.js';

const longest = 4_194_304;

/**
 * Reads one YAML 1.2 document (core schema: `yes` and dates are text) as nodes that know where they stand; an empty one is a null at line 1.
 * Strict: a key that stands twice, an anchor, an alias, a tag, a second document or text nested too deep is a UsageError with
 * path, line, column and field.
 */
export function parseYaml(text: string, path: string): YamlNode {
  const lineCounter = new LineCounter();
  const placeOf: PlaceOf = (offset, field) => {
    const { line, col } = lineCounter.linePos(offset);
    return { path, line: Math.max(line, 1), column: Math.max(col, 1), field };
  };
  const start: Place = { path, line: 1, column: 1, field: '' };
  if (text.length > longest) throw fault(start, `the file is longer than ${longest} characters`);
  const deep = tooDeepAt(text);
  if (deep !== null) throw fault({ ...start, ...placeIn(text, deep) }, 'nested too deep');
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    // Checked below: the package compares every key with every other.
    uniqueKeys: false,
    intAsBigInt: true,
    version: '1.2',
    schema: 'core',
  });
  throwFirst(document.errors, placeOf);
  const { contents } = document;
  const node = contents === null ? nothing(start, 0) : located(contents, '', placeOf);
  throwFirst(document.warnings, placeOf);
  return node;
}

type PlaceOf = (offset: number, field: string) => Place;

function throwFirst(
  found: readonly {
    readonly code: string;
    readonly message: string;
    readonly pos: readonly [number, number];
  }[],
  placeOf: PlaceOf,
): void {
  const [first] = [...found].sort((a, b) => a.pos[0] - b.pos[0]);
  if (first === undefined) return;
  const message =
    first.code === 'MULTIPLE_DOCS' ? 'a second document begins here: a file holds one' : first.message;
  throw fault(placeOf(first.pos[0], ''), message);
}

function placeIn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

const nothing = (at: Place, offset: number): YamlScalar => ({
  kind: 'scalar',
  value: null,
  text: '',
  at,
  span: [offset, offset],
});

function located(node: Node, field: string, placeOf: PlaceOf): YamlNode {
  const [start, end] = node.range!;
  const at = placeOf(start, field);
  if (isAlias(node)) throw fault(at, `aliases are not read: write out what *${node.source} stands for`);
  if ('anchor' in node && node.anchor !== undefined)
    throw fault(at, `anchors are not read: take &${node.anchor} out`);
  if (node.tag !== undefined) throw fault(at, `tags are not read: take ${node.tag} out`);
  const span = [start, end] as const;
  if (isMap<Node, Node | null>(node))
    return { kind: 'map', at, span, entries: entriesOf(node.items, field, placeOf) };
  if (isSeq<Node>(node)) {
    const items = node.items.map((item, i) => located(item, `${field}[${i}]`, placeOf));
    return { kind: 'list', at, span, items };
  }
  if (isScalar(node)) return { kind: 'scalar', at, span, ...scalarValue(node, at) };
  throw new Error('a YAML node of no known kind');
}

function entriesOf(
  pairs: readonly Pair<Node, Node | null>[],
  field: string,
  placeOf: PlaceOf,
): YamlMap['entries'] {
  const keys = new Set<string>();
  return pairs.map((pair): YamlEntry => {
    const [start, end] = pair.key.range!;
    const key = located(pair.key, field, placeOf);
    if (key.kind !== 'scalar') throw fault(key.at, 'a key must be text');
    const name = within(field, key.text);
    const keyAt = placeOf(start, name);
    if (keys.has(key.text)) throw fault(keyAt, 'the key stands here twice');
    keys.add(key.text);
    const value = pair.value === null ? nothing(placeOf(end, name), end) : located(pair.value, name, placeOf);
    return { key: key.text, keyAt, keySpan: key.span, value };
  });
}

/** The name of a field of a field: `clock.now`, `fires['a column']`. */
const within = (field: string, key: string) =>
  /^\w[\w-]*$/.test(key) ? `${field}${field === '' ? '' : '.'}${key}` : `${field}['${key}']`;

function scalarValue({ value, source }: Scalar, at: Place): Pick<YamlScalar, 'value' | 'text'> {
  switch (typeof value) {
    case 'bigint':
      return { value: integer(value), text: source ?? String(value) };
    case 'string':
      return { value, text: value };
    case 'number':
    case 'boolean':
      return { value, text: source ?? String(value) };
    default:
      if (value === null) return { value, text: source ?? '' };
      throw fault(at, 'this is neither text, number, true, false nor null');
  }
}
