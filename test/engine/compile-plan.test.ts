import { describe, expect, test } from 'vitest';
import { compilePlans } from '../../src/engine/compile-plan.js';
import { layoutOf } from '../../src/engine/layout.js';
import { CountingTap } from '../../src/operators/counting-tap.js';
import { count, countif, makeList, max } from '../../src/plan/aggregate-expressions.js';
import { argMax, argMin, by, on } from '../../src/plan/clauses.js';
import { bin, strcat } from '../../src/plan/expressions.js';
import type { PlanNode } from '../../src/plan/node.js';
import { op } from '../../src/plan/op.js';
import { TableQuery } from '../../src/plan/table-query.js';
import { Collector, multiset, rows } from '../support/rows.js';
import { noon, runPlan } from '../support/run-plan.js';

const table = new TableQuery({ name: 'T', columns: { A: 'string', B: 'string', N: 'long' } });
const records = rows(['x', 'b1', 1], ['y', 'b2', 2], ['x', 'b3', 3]);

describe('columns', () => {
  test('project gives them in its order, renamed or computed', () => {
    const plan = table.project((row) => ({ Twice: op(row.N, '*', 2), A: row.A, Both: strcat(row.A, row.B) }));
    expect(runPlan(plan, records).values).toEqual([
      [2, 'x', 'xb1'],
      [4, 'y', 'yb2'],
      [6, 'x', 'xb3'],
    ]);
    expect(runPlan(table.project('N', 'Other = A'), records).values[0]).toEqual([1, 'x']);
  });

  test('one column may be projected twice', () => {
    expect(runPlan(table.project('First = A', 'Second = A'), records).values[0]).toEqual(['x', 'x']);
  });

  test('extend sees the columns as they were, also those that it replaces', () => {
    const plan = table.extend((row) => ({ A: row.B, B: row.A })).project('A', 'B', 'N');
    expect(runPlan(plan, records).values[0]).toEqual(['b1', 'x', 1]);
  });

  test('names that were exchanged are exchanged', () => {
    const plan = table.projectRename('C = A').projectRename('A = B').projectRename('B = C').project('A', 'B');
    expect(runPlan(plan, records).values[0]).toEqual(['b1', 'x']);
  });

  test('may be dropped and put first', () => {
    expect(runPlan(table.projectAway('B').projectReorder('N'), records).values[0]).toEqual([1, 'x']);
  });

  test('with names that JavaScript objects know are ordinary columns', () => {
    const odd = new TableQuery({
      name: 'T',
      columns: { constructor: 'string', toString: 'string' } as const,
    });
    const plan = odd.where('constructor', '==', 'x').project('Result = toString', 'constructor');
    expect(runPlan(plan, rows(['x', 'y'], ['z', 'y'])).values).toEqual([['y', 'x']]);
  });
});

describe('union', () => {
  test('gives the rows of all inputs, with missing cells where an input lacks a column', () => {
    const plan = table.project('A', 'N').union(table.where('A', '==', 'y').project('B', 'N'));
    expect(multiset(runPlan(plan, records).values)).toEqual(
      multiset([
        ['x', 1, ''],
        ['y', 2, ''],
        ['x', 3, ''],
        ['', 2, 'b2'],
      ]),
    );
  });

  test('of a step with itself gives every row twice', () => {
    expect(runPlan(table.union(table).count(), records).values).toEqual([[6]]);
  });
});

describe('summarize', () => {
  test('gives keys, then aggregates, by name and by expression', () => {
    const plan = table.summarize(
      (row) => ({ Rows: count(), Large: countif(op(row.N, '>', 1)), Last: max(row.B) }),
      by('A', (row) => ({ Half: bin(row.N, 2) })),
    );
    expect(multiset(runPlan(plan, records).values)).toEqual(
      multiset([
        ['x', 0, 1, 0, 'b1'],
        ['x', 2, 1, 1, 'b3'],
        ['y', 2, 1, 1, 'b2'],
      ]),
    );
  });

  test('arg_max gives the row with the greatest value and tells of ties that differ', () => {
    const plan = table.summarize(argMax('N', '*'), by('A'));
    expect(plan.node.columns.map(({ name }) => name)).toEqual(['A', 'N', 'B']);
    const tied = runPlan(plan, rows(['x', 'b2', 1], ['x', 'b1', 1], ['y', 'b', 1]));
    expect(multiset(tied.values)).toEqual(
      multiset([
        ['x', 1, 'b1'],
        ['y', 1, 'b'],
      ]),
    );
    expect(tied.ties.map(({ column }) => column)).toEqual(['N']);
  });

  test('arg_min and aggregates of the whole group stand side by side', () => {
    const plan = table.summarize(argMin('N', 'B'), by('A'), (row) => ({ Rows: count(), Last: max(row.B) }));
    expect(plan.node.columns.map(({ name }) => name)).toEqual(['A', 'N', 'B', 'Rows', 'Last']);
    const run = runPlan(plan, rows(['x', 'b1', 3], ['x', 'b2', 1], ['y', 'b', 1]));
    expect(multiset(run.values)).toEqual(
      multiset([
        ['x', 1, 'b2', 2, 'b2'],
        ['y', 1, 'b', 1, 'b'],
      ]),
    );
    expect(run.lines.toSorted()).toEqual([[1, 2], [3]]);
  });

  test('rows that differ only in what nobody reads are no tie', () => {
    const plan = table.summarize(argMax('N', '*'), by('A')).project('A', 'N');
    expect(runPlan(plan, rows(['x', 'b2', 1], ['x', 'b1', 1])).ties).toEqual([]);
  });

  test('lists values in the order of sorted rows, otherwise in one that does not depend on theirs', () => {
    const listed = (query: typeof table) =>
      runPlan(
        query.summarize((row) => ({ List: makeList(row.B) })),
        records,
      ).values;
    const sorted = table.sort('N desc') as typeof table;
    expect(listed(sorted)).toEqual([[['b3', 'b2', 'b1']]]);
    const plan = table.summarize((row) => ({ List: makeList(row.B) }));
    expect(runPlan(plan, records.toReversed()).values).toEqual(runPlan(plan, records).values);
  });

  test('without keys gives one row for no rows', () => {
    expect(
      runPlan(
        table.summarize(() => ({ Rows: count() })),
        [],
      ).values,
    ).toEqual([[0]]);
    expect(runPlan(table.summarize(argMax('N', '*')), []).values).toEqual([[null, '', '']]);
    expect(
      runPlan(
        table.summarize(() => ({ Rows: count() }), by('A')),
        [],
      ).values,
    ).toEqual([]);
  });
});

describe('order', () => {
  const byN = records.toSorted((a, b) => Number(a[3]) - Number(b[3]));

  test('sort is descending when nothing is said, and project keeps it', () => {
    expect(runPlan(table.sort('N').project('N'), byN).values.flat()).toEqual([3, 2, 1]);
    expect(runPlan(table.sort('A asc', 'N').project('N'), byN).values.flat()).toEqual([3, 1, 2]);
  });

  test('top and take after sort give the first rows', () => {
    expect(runPlan(table.top(2, 'N').project('N'), records).values.flat()).toEqual([3, 2]);
    expect(
      runPlan(table.sort('N').where('A', '==', 'x').take(1).project('N'), records).values.flat(),
    ).toEqual([3]);
  });

  test('take without an order does not depend on the order of rows', () => {
    const plan = table.take(2);
    expect(multiset(runPlan(plan, records.toReversed()).values)).toEqual(
      multiset(runPlan(plan, records).values),
    );
  });

  test('distinct gives each combination once', () => {
    expect(multiset(runPlan(table.distinct('A'), records).values)).toEqual(multiset([['x'], ['y']]));
  });
});

describe('steps', () => {
  const counted = (plans: readonly PlanNode[]) => {
    const taps: { readonly node: PlanNode; readonly tap: CountingTap }[] = [];
    const sinks = plans.map((plan) => ({ plan, sink: new Collector() }));
    const sink = compilePlans(sinks, {
      now: noon,
      source: layoutOf(['A', 'B', 'N']),
      onTie() {},
      tap(node, next) {
        const tap = new CountingTap(next);
        taps.push({ node, tap });
        return tap;
      },
    });
    for (const row of records) sink.push(row);
    sink.end();
    return { taps, values: sinks.map(({ sink: { values } }) => values) };
  };

  test('that several plans share are built once', () => {
    const shared = table.where('A', '==', 'x');
    const plans = [shared.project('N').node, shared.join('leftsemi', shared, on('A')).project('B').node];
    const { taps, values } = counted(plans);
    expect(taps.filter(({ node }) => node === shared.node).map(({ tap }) => tap.rows)).toEqual([2]);
    expect(values).toEqual([
      [[1], [3]],
      [['b1'], ['b3']],
    ]);
  });

  test('are each given their rows exactly', () => {
    const plan = table
      .where('N', '>', 1)
      .extend((row) => ({ M: row.N }))
      .where('A', '==', 'x');
    const { taps } = counted([plan.node]);
    expect(taps.map(({ node, tap }) => [node.kind, tap.rows]).sort()).toEqual([
      ['extend', 2],
      ['scan', 3],
      ['where', 1],
      ['where', 2],
    ]);
  });

  test('without any record still end', () => {
    expect(runPlan(table.join('fullouter', table.project('A'), on('A')).count(), []).values).toEqual([[0]]);
  });
});
