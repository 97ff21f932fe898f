import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { at, cellsOf, type Record, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

interface FaultCase {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly now: string;
  readonly published: {
    readonly detection: string;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly wanted: {
    readonly detection: string;
    readonly columns: readonly string[];
    readonly types: readonly string[];
    readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  };
  readonly columnsWithoutAnyValue: readonly string[];
}

const read = (file: string) => readFileSync(new URL(`../fixtures/faults/${file}`, import.meta.url), 'utf8');

const { cases } = JSON.parse(read('expected.json')) as { cases: readonly FaultCase[] };

/** The records of an export without their empty cells. */
const sparse = (records: readonly Record[]): Record[] =>
  records.map((record) =>
    Object.fromEntries(Object.entries(record).filter(([, cell]) => cell !== '' && cell !== null)),
  );

describe.each(cases.map((each) => [each.id, each.title, each] as const))('%s %s', (_, __, fault) => {
  const detection = detections.find(({ id }) => id === fault.published.detection)!;
  const records = read(fault.file)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record);
  const now = at(fault.now);

  test.each([
    ['as exported', records],
    ['without empty cells', sparse(records)],
    ['backwards', records.toReversed()],
  ])('gives the rows of the published text, %s', async (_, given) => {
    const result = await replayed([detection], given, { now });
    expect(result.tables[0]!.columns.map(({ name }) => name)).toEqual(fault.published.columns);
    expect(multiset(cellsOf(result, detection.id))).toEqual(multiset(fault.published.rows));
  });

  const hardened = detections.find(({ id }) => id === fault.wanted.detection);

  test.runIf(hardened !== undefined).each([
    ['as exported', records],
    ['without empty cells', sparse(records)],
    ['backwards', records.toReversed()],
    ['twice', [...records, ...records]],
  ])('gives what is wanted of the hardened detection, %s', async (_, given) => {
    const result = await replayed([hardened!], given, { now });
    const { columns } = result.tables[0]!;
    expect(columns.map(({ name }) => name)).toEqual(fault.wanted.columns);
    expect(columns.map(({ type }) => type)).toEqual(fault.wanted.types);
    expect(multiset(cellsOf(result, hardened!.id))).toEqual(multiset(fault.wanted.rows));
  });

  test('runs with strict columns when every column is there', async () => {
    const result = await replayed([detection], records, { now, columns: 'strict' });
    expect(result.skipped).toEqual([]);
    expect(multiset(cellsOf(result, detection.id))).toEqual(multiset(fault.published.rows));
  });

  test('names the columns that no record fills, and is skipped for them with strict columns', async () => {
    const strict = await replayed([detection], sparse(records), { now, columns: 'strict' });
    const lenient = await replayed([detection], sparse(records), { now });
    const missing = fault.columnsWithoutAnyValue;
    expect(strict.skipped.flatMap(({ columns }) => columns).sort()).toEqual([...missing].sort());
    expect(strict.tables).toHaveLength(missing.length === 0 ? 1 : 0);
    const told = lenient.troubles.filter(({ kind }) => kind === 'missing-column');
    expect(told.map(({ count }) => count)).toEqual(missing.length === 0 ? [] : [1]);
    for (const name of missing) expect(told[0]!.examples[0]!.detail).toContain(name);
  });
});
