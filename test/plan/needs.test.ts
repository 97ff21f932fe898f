import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import {
  ago,
  argMax,
  azureDiagnostics,
  by,
  count,
  days,
  makeSet,
  now,
  on,
  op,
  strcat,
} from '../../src/index.js';
import { evidentSteps, neededColumns, scannedColumns, usesClock } from '../../src/plan/needs.js';
import type { PlanNode } from '../../src/plan/node.js';

const scanned = (...queries: readonly { readonly node: PlanNode }[]) =>
  scannedColumns(queries.map(({ node }) => node)).map(({ name }) => name);

describe('the columns that a plan needs of the scan', () => {
  test('are those of its result and of its conditions', () => {
    const query = azureDiagnostics.where('ResultType', '==', 'Success').project('Resource', 'A = Level');
    expect(scanned(query)).toEqual(['Level', 'Resource', 'ResultType']);
  });

  test('are all when the scan itself is the result', () => {
    expect(scanned(azureDiagnostics)).toHaveLength(azureDiagnostics.node.columns.length);
  });

  test('leave out what is computed and then dropped', () => {
    const query = azureDiagnostics
      .extend((row) => ({ A: strcat(row.Level, row.Category), B: row.Region_s }))
      .project('A', 'Resource');
    expect(scanned(query)).toEqual(['Category', 'Level', 'Resource']);
  });

  test('leave out aggregates that nobody needs, and keep the keys', () => {
    const query = azureDiagnostics
      .summarize((row) => ({ N: count(), Levels: makeSet(row.Level) }), by('Resource', 'Category'))
      .project('N');
    expect(scanned(query)).toEqual(['Category', 'Resource']);
  });

  test('keep what chooses the row of arg_max, and of the row what is needed', () => {
    const query = azureDiagnostics.summarize(argMax('TimeGenerated', '*'), by('Resource')).project('Level');
    expect(scanned(query)).toEqual(['Level', 'Resource', 'TimeGenerated']);
  });

  test('of both sides of a join under their own names, keys included', () => {
    const left = azureDiagnostics.project('Resource', 'Level');
    const right = azureDiagnostics.project('Resource', 'Level = Category', 'ResultType');
    expect(scanned(left.join('inner', right, on('Resource')).project('Level1'))).toEqual([
      'Category',
      'Resource',
    ]);
    expect(scanned(left.join('leftanti', right, on('Resource')).project('Level'))).toEqual([
      'Level',
      'Resource',
    ]);
  });

  test('are none for a count, and only what sorts for a top', () => {
    expect(scanned(azureDiagnostics.count())).toEqual([]);
    expect(scanned(azureDiagnostics.top(1, 'DurationMs').project('Level'))).toEqual(['DurationMs', 'Level']);
  });

  test('of a union are those of each input', () => {
    const one = azureDiagnostics.project('A = Level', 'B = Category');
    const other = azureDiagnostics.project('A = Resource', 'C = ResultType');
    expect(scanned(one.union(other).project('A', 'C'))).toEqual(['Level', 'Resource', 'ResultType']);
  });

  test('of several plans are those of all, declared columns last', () => {
    const declared = azureDiagnostics.declare('msg_s').project('msg_s', 'Level');
    expect(scanned(azureDiagnostics.project('Category'), declared)).toEqual(['Category', 'Level', 'msg_s']);
  });
});

test('a step that two plans share needs what either does', () => {
  const shared = azureDiagnostics.where('ResultType', '==', 'Success');
  const plans = [shared.project('Level').node, shared.project('Category').node];
  expect(neededColumns(plans).get(shared.node)).toEqual(new Set(['Level', 'Category']));
  expect(neededColumns(plans).get(azureDiagnostics.node)).toEqual(
    new Set(['Level', 'Category', 'ResultType']),
  );
});

test('the published detections need a part of the table', () => {
  const published = detections.filter(({ id }) => id.startsWith('published/'));
  expect(scannedColumns(published.map(({ plan }) => plan))).toHaveLength(23);
});

describe('the clock', () => {
  test('is used by ago and now wherever they stand', () => {
    expect(usesClock(azureDiagnostics.where('TimeGenerated', '>', ago(days(1))).node)).toBe(true);
    expect(
      usesClock(azureDiagnostics.extend((row) => ({ A: op(now(), '-', row.TimeGenerated) })).count().node),
    ).toBe(true);
    expect(usesClock(azureDiagnostics.where('Level', '==', 'now()').node)).toBe(false);
  });
});

describe('the steps that tell of what records their rows are made', () => {
  const counted = azureDiagnostics.summarize(() => ({ N: count() }), by('Resource'));

  test('are all that a row of a plan is made of', () => {
    const plan = counted.where('N', '>', 1);
    expect(evidentSteps([plan.node])).toEqual(new Set([plan.node, counted.node, azureDiagnostics.node]));
  });

  test('are not what rows are tested against or told more by', () => {
    const [tested, told] = [1, 2].map((level) => counted.where('N', '>', level));
    const rows = azureDiagnostics.project('Resource', 'Level');
    const plan = rows.join('leftsemi', tested!, on('Resource')).lookup(told!, on('Resource'));
    const evident = evidentSteps([plan.node]);
    expect([rows, tested!, told!, counted].map(({ node }) => evident.has(node))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(evidentSteps([plan.node, counted.node]).has(counted.node)).toBe(true);
  });

  test('are what one row is chosen from, so that a tie can be shown', () => {
    const chosen = counted.summarize(argMax('N', '*'));
    const plan = azureDiagnostics.join('leftsemi', chosen.project('Resource'), on('Resource'));
    expect(evidentSteps([plan.node]).has(chosen.node)).toBe(false);
    expect(evidentSteps([plan.node]).has(counted.node)).toBe(true);
  });
});

test('a step needs no columns of an order in which its rows come', () => {
  const merged = azureDiagnostics
    .project('TimeGenerated', 'Resource', 'Level')
    .merge('TimeGenerated', 'Level');
  const numbered = (order: 'TimeGenerated' | 'Level') =>
    merged
      .where('Resource', 'isnotempty')
      .scanRows({
        by: ['Resource'],
        order: order === 'Level' ? ['Level'] : ['TimeGenerated', 'Level'],
        declare: { N: 0 },
        next: (_, before) => ({ N: op(before.N, '+', 1) }),
      })
      .project('N');
  const neededOf = (order: 'TimeGenerated' | 'Level') =>
    [...neededColumns([numbered(order).node]).get(merged.node)!].toSorted();
  expect(neededOf('TimeGenerated')).toEqual(['Resource']);
  expect(neededOf('Level')).toEqual(['Level', 'Resource']);
});
