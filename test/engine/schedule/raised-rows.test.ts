import { expect, test } from 'vitest';
import { RaisedRows } from '../../../src/engine/schedule/raised-rows.js';
import { azureDiagnostics, by, count } from '../../../src/index.js';
import { parseIso } from '../../../src/records/instant.js';

const { node: plan } = azureDiagnostics
  .summarize(() => ({ Calls: count() }), by('TimeGenerated', 'Level'))
  .project('TimeGenerated', 'Calls');
const time = parseIso('2026-04-15T00:00:00Z')!;

/** What is raised of rows that are one finding, each by its count and the steps at which it stands. */
function raisedOf(...standing: readonly (readonly [calls: number, from: number, until: number])[]) {
  const rows = new RaisedRows(plan, { time: 'TimeGenerated', entities: {} }, { from: null, to: null });
  for (const [calls, from, until] of standing)
    rows.push([{ input: 0, line: calls, record: calls }, time, calls], from, until);
  rows.end();
  return rows.raised(100).map(({ row, step }) => [row[2], step]);
}

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
