import { expect, test } from 'vitest';
import { RaisedRows } from '../../../src/engine/schedule/raised-rows.js';
import { azureDiagnostics, by, count } from '../../../src/index.js';
import { parseIso } from '../../../src/records/instant.js';
import { placesOf } from '../../../src/records/origin.js';

const { node: plan } = azureDiagnostics
  .summarize(() => ({ Calls: count() }), by('TimeGenerated', 'Level'))
  .project('TimeGenerated', 'Calls');
const time = parseIso('2026-04-15T00:00:00Z')!;

type Stands = readonly [calls: number, from: number, until: number];

/** What is raised up to a step of rows that are one finding, each by its count and the steps at which it stands. */
function raisedUpTo(last: number, ...standing: readonly Stands[]) {
  const rows = new RaisedRows(plan, { time: 'TimeGenerated', entities: {} }, { from: null, to: null });
  for (const [calls, from, until] of standing)
    rows.push([{ input: 0, line: from, record: from }, time, calls], from, until);
  rows.end();
  return rows.raised(last).map(({ row: [origin, , calls], step }) => ({
    calls,
    step,
    records: placesOf(origin).map(({ record }) => record),
  }));
}

const raisedOf = (...standing: readonly Stands[]) =>
  raisedUpTo(100, ...standing).map(({ calls, step }) => [calls, step]);

test('a row that grows is one finding, as it last stood', () => {
  expect(raisedOf([1, 1, 3], [2, 3, 5], [7, 5, 6])).toEqual([[7, 1]]);
});

test('of two that stand together each stays what it was when the other goes', () => {
  expect(raisedOf([1, 1, 3], [2, 1, 5])).toEqual([
    [1, 1],
    [2, 1],
  ]);
  expect(raisedOf([1, 1, 5], [2, 1, 3])).toEqual([
    [1, 1],
    [2, 1],
  ]);
});

test('what comes takes the place of what went, and what is left over is a finding of its own', () => {
  expect(raisedOf([1, 1, 3], [2, 1, 5], [3, 3, 5], [4, 3, 5])).toEqual([
    [2, 1],
    [3, 1],
    [4, 3],
  ]);
});

test('equal rows are one, whenever and in whatever order they stand, with the records of all', () => {
  expect(raisedUpTo(100, [1, 7, 9], [1, 1, 3], [1, 2, 5])).toEqual([
    { calls: 1, step: 1, records: [1, 2, 7] },
  ]);
});

test('while none of the equal rows stands, another may take their place', () => {
  expect(raisedOf([1, 1, 3], [2, 3, 5], [1, 5, 7])).toEqual([[1, 1]]);
  expect(raisedOf([1, 1, 4], [2, 3, 5], [1, 4, 7])).toEqual([
    [1, 1],
    [2, 3],
  ]);
});

test('what stands behind the last step is not there', () => {
  expect(raisedUpTo(4, [1, 1, 3], [1, 5, 7], [2, 6, 7])).toEqual([{ calls: 1, step: 1, records: [1] }]);
  expect(raisedUpTo(4, [1, 5, 7], [1, 1, 3])).toEqual([{ calls: 1, step: 1, records: [1] }]);
  expect(raisedUpTo(4, [1, 5, 7])).toEqual([]);
});
