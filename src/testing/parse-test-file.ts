import { dirname, join } from 'node:path';
import type { Detection } from '../findings/detection.js';
import type { Instant } from '../records/instant.js';
import { suggestion } from '../records/nearest.js';
import { parametersIn } from '../triage/configuration.js';
import { valuesOf } from '../triage/values-of.js';
import { fault } from '../yaml/fault.js';
import { parseYaml } from '../yaml/parse-yaml.js';
import { entryOf, itemsOf, mapOf, required, textOf, valueAt, wordOf, wrong } from '../yaml/reading.js';
import type { YamlMap, YamlNode } from '../yaml/yaml-node.js';
import { parseExpectation } from './parse-expectation.js';
import { parseRecords } from './parse-records.js';
import { recordColumns } from './test-columns.js';
import {
  type DetectionTest,
  expectationKeys,
  type Survivor,
  type TestFile,
  type TestInput,
} from './test-file.js';
import { fileKeys, mutantScopes, survivorKeys, testKeys } from './test-file-keys.js';
import { timeOf, usualNow } from './test-time.js';

/** Reads a test file. `detections` are those that it may be about. Throws a UsageError with line, column and field on whatever is wrong. */
export function parseTestFile(text: string, path: string, detections: readonly Detection[]): TestFile {
  const root = parseYaml(text, path);
  if (root.kind === 'scalar' && root.value === null)
    throw fault(root.at, 'the file is empty: it begins with `detection: <id>`');
  const file = mapOf(root, Object.keys(fileKeys));
  const detection = detectionOf(required(file, 'detection'), detections);
  const now = clockIn(file);
  const items = itemsOf(required(file, 'tests'));
  if (items.length === 0) throw fault(required(file, 'tests').at, 'there are no tests');
  const names = new Set<string>();
  const tests = items.map((item) => {
    const test = parseTest(item, { path, detection, now });
    if (names.has(test.name)) throw fault(test.at, `another test is called ${test.name} too`);
    names.add(test.name);
    return test;
  });
  const scope = valueAt(file, 'mutants');
  const mutants = scope === null ? 'all' : wordOf(scope, mutantScopes);
  return { path, text, detection, tests, mutants, survivors: survivorsIn(file) };
}

function detectionOf(node: YamlNode, detections: readonly Detection[]): Detection {
  const id = textOf(node);
  const found = detections.find((one) => one.id === id);
  if (found !== undefined) return found;
  const ids = detections.map((one) => one.id);
  throw fault(node.at, `no detection is called ${id}.${suggestion(id, ids)}`);
}

interface FileScope {
  readonly path: string;
  readonly detection: Detection;
  readonly now: Instant | null;
}

function parseTest(node: YamlNode, scope: FileScope): DetectionTest {
  const map = mapOf(node, Object.keys(testKeys));
  const name = textOf(required(map, 'name'));
  const given = clockIn(map) ?? scope.now;
  const now = given ?? (valueAt(map, 'file') === null ? usualNow : null);
  const detection = detectionWith(valueAt(map, 'parameters'), scope.detection);
  const input = inputOf(map, { ...scope, detection }, now);
  const written = expectationKeys.flatMap((key) => {
    const entry = entryOf(map, key);
    return entry === null ? [] : [[key, [entry.keySpan[0], entry.value.span[1]]] as const];
  });
  return {
    name,
    at: map.at,
    detection,
    now,
    input,
    expected: parseExpectation(map, detection, now),
    written: new Map(written),
  };
}

/** A detection with parameters that a test sets. */
function detectionWith(node: YamlNode | null, detection: Detection): Detection {
  if (node === null) return detection;
  const settings = parametersIn(node, detection);
  if (settings.length === 0) throw fault(node.at, 'sets no parameter');
  return detection.configure!(valuesOf(settings, detection));
}

function clockIn(map: YamlMap): Instant | null {
  const node = valueAt(map, 'now');
  if (node === null) return null;
  const at = timeOf(textOf(node), null);
  if (at === null) throw wrong(node, 'a date, or a date and time in ISO form, such as 2026-04-30T12:00:00Z');
  return at;
}

function inputOf(map: YamlMap, { path, detection }: FileScope, now: Instant | null): TestInput {
  const records = valueAt(map, 'records');
  const file = valueAt(map, 'file');
  if (records !== null && file !== null) throw fault(file.at, 'a test has records or a file, not both');
  if (records !== null)
    return { kind: 'records', records: parseRecords(records, recordColumns(detection.plan), now!) };
  if (file === null) throw fault(map.at, 'the test has no records: write `records:` or `file:`');
  const paths = (file.kind === 'list' ? itemsOf(file) : [file]).map(textOf);
  if (paths.length === 0) throw fault(file.at, 'names no file');
  return { kind: 'files', paths: paths.map((name) => join(dirname(path), name)) };
}

function survivorsIn(file: YamlMap): readonly Survivor[] {
  const node = valueAt(file, 'survivors');
  if (node === null) return [];
  return itemsOf(node).map((item) => {
    const map = mapOf(item, Object.keys(survivorKeys));
    const mutant = required(map, 'mutant');
    return { mutant: textOf(mutant), because: textOf(required(map, 'because')), at: mutant.at };
  });
}
