import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { at, cellsOf, type Record, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

interface FixtureCase {
  readonly case: string;
  readonly now: string;
  readonly input: readonly Record[];
  readonly columns: readonly string[];
  readonly expected: readonly (readonly string[])[];
}

const files: Readonly<{ [file: string]: string }> = {
  'q1.json': 'published/firewall-allow-all',
  'q2.json': 'published/firewall-ip-added',
  'q3.json': 'published/access-policy-added',
  'q4.json': 'published/access-added-then-removed',
  'q5.json': 'published/new-user-access',
  'q6.json': 'published/new-app-access',
  'q7.json': 'published/destructive-operations',
};

describe.each(Object.entries(files))('%s: %s gives the rows of Log Analytics', (file, id) => {
  const detection = detections.find((each) => each.id === id)!;
  const cases = JSON.parse(
    readFileSync(new URL(`../fixtures/published/${file}`, import.meta.url), 'utf8'),
  ) as FixtureCase[];

  test.each(cases.map((each) => [each.case, each] as const))('%s', async (_, {
    now,
    input,
    columns,
    expected,
  }) => {
    const result = await replayed([detection], input, { now: at(now) });
    expect(result.tables[0]!.columns.map(({ name }) => name)).toEqual(columns);
    expect(multiset(cellsOf(result, id))).toEqual(multiset(expected));
    expect(result.findings).toHaveLength(expected.length);
  });
});
