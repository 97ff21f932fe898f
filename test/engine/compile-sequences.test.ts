import { expect, test } from 'vitest';
import { withOwnChoices } from '../../src/engine/own-choices.js';
import {
  azureDiagnostics,
  by,
  count,
  distinctAtLeast,
  dynamic,
  iff,
  isempty,
  max,
  on,
  op,
  parseJson,
  rowsAtLeast,
  seconds,
  tostring,
} from '../../src/index.js';
import { arrangedBy } from '../../src/plan/arranged.js';
import { parseIso } from '../../src/records/instant.js';
import type { Row } from '../../src/records/row.js';
import type { Value } from '../../src/records/value.js';
import { place } from '../support/rows.js';
import { runPlan } from '../support/run-plan.js';

const names = Object.keys(
  Object.fromEntries(azureDiagnostics.node.columns.map(({ name, type }) => [name, type])),
);
const types = new Map(azureDiagnostics.node.columns.map(({ name, type }) => [name, type]));

/** Records of the table at so many seconds past noon. */
const records = (...given: readonly { at: number; [column: string]: Value }[]): Row[] =>
  given.map(({ at, ...cells }, i) => [
    place(i + 1),
    ...names.map((name) =>
      name === 'TimeGenerated'
        ? parseIso(`2026-04-30T12:00:${String(at).padStart(2, '0')}Z`)
        : (cells[name] ?? (types.get(name) === 'string' ? '' : null)),
    ),
  ]);

const events = azureDiagnostics.project('TimeGenerated', 'Resource', 'OperationName', 'id_s');
const merged = events.merge('TimeGenerated asc', 'Resource asc');

test('merge gives one row of those that agree in the keys, the one with most cells', () => {
  const { values, lines } = runPlan(
    merged.project('Resource', 'id_s'),
    records({ at: 1, Resource: 'b' }, { at: 0, Resource: 'a' }, { at: 0, Resource: 'a', id_s: 'x' }),
  );
  expect(values).toEqual([
    ['a', 'x'],
    ['b', ''],
  ]);
  expect(lines).toEqual([[2, 3], [1]]);
});

test('merge chooses by all cells, though nobody else wants them', () => {
  const given = records(
    { at: 0, Resource: 'a', id_s: 'x', OperationName: 'first' },
    { at: 0, Resource: 'a', OperationName: 'second' },
  );
  expect(runPlan(merged.project('OperationName'), given).values).toEqual([['first']]);
});

test('scan-rows remembers the row before of its partition, in the order it is told', () => {
  const scanned = events
    .scanRows({
      by: ['Resource'],
      order: ['TimeGenerated asc'],
      declare: { Last: '', Seen: 0 },
      next: (_, before) => ({
        Last: before.OperationName,
        Seen: op(before.Seen, '+', 1),
      }),
    })
    .project('Resource', 'OperationName', 'Last', 'Seen');
  const { values } = runPlan(
    scanned,
    records(
      { at: 3, Resource: 'a', OperationName: 'third' },
      { at: 1, Resource: 'a', OperationName: 'first' },
      { at: 2, Resource: 'b', OperationName: 'other' },
      { at: 2, Resource: 'a', OperationName: 'second' },
    ),
  );
  expect(values).toEqual([
    ['a', 'first', '', 1],
    ['a', 'second', 'first', 2],
    ['b', 'other', '', 1],
    ['a', 'third', 'second', 3],
  ]);
});

test('scan-rows carries a value forward, though only another state asks for it', () => {
  const filled = events
    .scanRows({
      by: [],
      order: ['TimeGenerated asc'],
      declare: { Filled: '', Before: '' },
      next: (row, before) => ({
        Filled: iff(isempty(row.id_s), before.Filled, row.id_s),
        Before: before.Filled,
      }),
    })
    .project('Before');
  const { values } = runPlan(
    filled,
    records({ at: 0, id_s: 'x' }, { at: 1 }, { at: 2, id_s: 'y' }, { at: 3 }),
  );
  expect(values).toEqual([[''], ['x'], ['x'], ['y']]);
});

test('a scan over merged rows in their order, or the reverse, makes no choice of its own; over others it does', () => {
  const remember = (input: typeof events, order: 'asc' | 'desc') =>
    input.scanRows({
      by: ['Resource'],
      order: [`TimeGenerated ${order}`, `Resource ${order}`],
      declare: { Last: '' },
      next: (_, before) => ({ Last: before.id_s }),
    });
  for (const order of ['asc', 'desc'] as const) {
    const { node } = remember(merged, order);
    expect(withOwnChoices(node)).toBe(node);
  }
  const { node } = remember(events, 'asc');
  expect(withOwnChoices(node)).not.toBe(node);
});

test('merged rows are known to be in order until a key is replaced', () => {
  expect(arrangedBy(merged.where('id_s', '==', 'x').node)).not.toBeNull();
  expect(arrangedBy(merged.extend((row) => ({ Resource: tostring(row.id_s) })).node)).toBeNull();
  expect(arrangedBy(merged.project('TimeGenerated', 'Resource').node)).not.toBeNull();
  expect(arrangedBy(merged.project('TimeGenerated', 'Resource = id_s').node)).toBeNull();
  expect(arrangedBy(merged.join('leftanti', azureDiagnostics, on('Resource')).node)).not.toBeNull();
  expect(arrangedBy(merged.join('inner', azureDiagnostics, on('Resource')).node)).toBeNull();
  expect(arrangedBy(azureDiagnostics.join('leftsemi', merged, on('Resource')).node)).toBeNull();
});

test('bursts are told apart by their beginning, to be summed up', () => {
  const bursts = merged
    .burst({
      by: ['Resource'],
      order: ['TimeGenerated asc', 'Resource asc'],
      time: 'TimeGenerated',
      within: seconds(5),
      tests: (row) => [[rowsAtLeast(2), distinctAtLeast(row.id_s, 2)]],
    })
    .summarize((row) => ({ Rows: count(), Last: max(row.id_s) }), by('Resource', 'BurstStart'))
    .project('Resource', 'Rows', 'Last');
  const { values } = runPlan(
    bursts,
    records(
      { at: 0, Resource: 'a', id_s: 'x' },
      { at: 5, Resource: 'a', id_s: 'y' },
      { at: 6, Resource: 'a', id_s: 'z' },
      { at: 0, Resource: 'b', id_s: 'x' },
      { at: 1, Resource: 'b', id_s: 'x' },
    ),
  );
  expect(values).toEqual([['a', 2, 'y']]);
});

test('a burst that only some rows open reads what opens it', () => {
  const bursts = merged
    .burst({
      by: ['Resource'],
      order: ['TimeGenerated asc', 'Resource asc'],
      time: 'TimeGenerated',
      within: seconds(5),
      tests: () => [[rowsAtLeast(1)]],
      opens: (row) => isempty(row.id_s),
    })
    .project('TimeGenerated', 'BurstDetects');
  const { values } = runPlan(
    bursts,
    records(
      { at: 0, Resource: 'a', id_s: 'x' },
      { at: 1, Resource: 'a', id_s: '' },
      { at: 2, Resource: 'b', id_s: 'x' },
      { at: 6, Resource: 'a', id_s: 'x' },
    ),
  );
  expect(values.map(([, detects]) => detects)).toEqual([false, true]);
});

test('mv-expand gives a row for each element, of an empty array none', () => {
  const lists = azureDiagnostics
    .extend((row) => ({ Part: parseJson(row.id_s) }))
    .mvExpand('Part', 'string')
    .project('Part');
  const { values } = runPlan(
    lists,
    records({ at: 0, id_s: '["a",1]' }, { at: 0, id_s: '[]' }, { at: 0, id_s: 'text' }, { at: 0, id_s: '' }),
  );
  expect(values).toEqual([['a'], ['1'], ['text'], ['']]);
});

test('mv-expand of what is no dynamic, and states that clash, throw', () => {
  expect(() => azureDiagnostics.mvExpand('Resource' as never, 'string').node).toThrow('mv-expand');
  expect(dynamic([1]).node.type).toBe('dynamic');
});

test('lookup tells more of the rows, whose evidence stays their own', () => {
  const counts = events.summarize(() => ({ Seen: count() }), by('Resource'));
  const told = events.lookup(counts, on('Resource')).project('OperationName', 'Seen');
  const { values, lines } = runPlan(
    told,
    records({ at: 0, Resource: 'a', OperationName: 'x' }, { at: 1, Resource: 'a', OperationName: 'y' }),
  );
  expect(values).toEqual([
    ['x', 2],
    ['y', 2],
  ]);
  expect(lines).toEqual([[1], [2]]);
});

test('lookup misses what the right does not know', () => {
  const others = events.where('Resource', '==', 'b').project('Resource', 'Other = id_s');
  const told = events.lookup(others, on('Resource')).project('Resource', 'Other');
  expect(runPlan(told, records({ at: 0, Resource: 'a', id_s: 'x' })).values).toEqual([['a', '']]);
});
