import { dirname, join } from 'node:path';
import type { Detection } from '../findings/detection.js';
import type { Instant } from '../records/instant.js';
import { suggestion } from '../records/nearest.js';
import { fault } from '../yaml/fault.js';
import { parseYaml } from '../yaml/parse-yaml.js';
import {
  anyMapOf,
  countOf,
  entryOf,
  itemsOf,
  mapOf,
  required,
  textOf,
  valueAt,
  wrong,
} from '../yaml/reading.js';
import type { YamlMap, YamlNode } from '../yaml/yaml-node.js';
import { type Expectation, type ExpectedRow, expectedRow, type RowCount } from './expectation.js';
import { parseRecords } from './parse-records.js';
import { plainObject } from './plain-object.js';
import type { Refusals } from './refusals.js';
import { recordColumns } from './test-columns.js';
import {
  type DetectionTest,
  expectationKeys,
  type Survivor,
  type TestFile,
  type TestInput,
} from './test-file.js';
import { timeForms, timeOf, usualNow } from './test-time.js';

/** Keys of a test file with what they say. */
export const fileKeys = {
  detection: 'The id of the detection that is tested',
  now: 'The clock of all tests that name none: an ISO date, or date and time; 2026-04-30T12:00:00Z when it is not said',
  tests: 'The tests, each with records and what they must give',
  survivors: 'Mutants that no test can notice, and why',
} as const;

/** Keys of a test with what they say. */
export const testKeys = {
  name: 'The behaviour that the test shows',
  now: 'The clock of this test',
  records: 'The records, in any order: each a kind with its fields',
  file: 'An export in any shape, or several, from the folder of the test file',
  fires: 'true, a row or several rows that the detection must give, each with all or some of its columns',
  exactly: 'How many rows there must be; without it as many as are written out',
  atLeast: 'How many rows there must be at least',
  quiet: 'true when the detection must give no row',
} as const;

/** Keys of an explained mutant with what they say. */
export const survivorKeys = {
  mutant: 'The mutant as `vaultreplay test --mutate` names it',
  because: 'Why no test can notice it',
} as const;

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
  return { path, text, detection, tests, survivors: survivorsIn(file) };
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
  const input = inputOf(map, scope, now);
  const written = expectationKeys.flatMap((key) => {
    const entry = entryOf(map, key);
    return entry === null ? [] : [[key, [entry.keySpan[0], entry.value.span[1]]] as const];
  });
  return {
    name,
    at: map.at,
    now,
    input,
    expected: expectationOf(map, scope.detection, now),
    written: new Map(written),
  };
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

function expectationOf(map: YamlMap, detection: Detection, now: Instant | null): Expectation {
  const fires = valueAt(map, 'fires');
  const quiet = valueAt(map, 'quiet');
  if (fires === null && quiet === null)
    throw fault(map.at, 'the test expects nothing: write `fires:` or `quiet: true`');
  if (quiet !== null) {
    for (const key of ['fires', 'exactly', 'atLeast'])
      if (valueAt(map, key) !== null) throw fault(quiet.at, `a quiet test has no ${key}`);
    if (quiet.kind !== 'scalar' || quiet.value !== true)
      throw wrong(quiet, 'true; what is to be found stands under `fires:`');
    return { kind: 'quiet' };
  }
  const rows = expectedRows(fires!, detection, now);
  return { kind: 'fires', rows, count: countIn(map, rows.length) };
}

function expectedRows(fires: YamlNode, { plan }: Detection, now: Instant | null): readonly ExpectedRow[] {
  if (fires.kind === 'scalar') {
    if (fires.value !== true) throw wrong(fires, 'true, a row, or a list of rows');
    return [];
  }
  const items = fires.kind === 'list' ? fires.items : [fires];
  if (items.length === 0) throw fault(fires.at, 'lists no row: write `quiet: true` when none is expected');
  return items.map((item) => {
    const row = anyMapOf(item);
    if (row.entries.length === 0)
      throw fault(row.at, 'names no column: write `fires: true` when any row will do');
    const refuse: Refusals<string> = {
      field: (column, message) => fault(entryOf(row, column)!.keyAt, message),
      value(column, wanted) {
        const hint = now === null && wanted === timeForms ? '; one by the clock needs a `now`' : '';
        return fault(entryOf(row, column)!.value.at, `takes ${wanted}${hint}`);
      },
    };
    return expectedRow(plainObject(row), plan.columns, now, refuse);
  });
}

function countIn(map: YamlMap, written: number): RowCount {
  const exactly = valueAt(map, 'exactly');
  const atLeast = valueAt(map, 'atLeast');
  if (exactly !== null && atLeast !== null)
    throw fault(atLeast.at, 'a test has exactly or atLeast, not both');
  const node = exactly ?? atLeast;
  if (node === null) return written === 0 ? { atLeast: 1 } : { exactly: written };
  const count = countOf(node, 1);
  if (count < written) throw fault(node.at, `is less than the ${written} rows that are written out`);
  return exactly === null ? { atLeast: count } : { exactly: count };
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
