import { describe, expect, test } from 'vitest';
import { on } from '../../src/plan/clauses.js';
import type { JoinKind } from '../../src/plan/node.js';
import { TableQuery } from '../../src/plan/table-query.js';
import type { Value } from '../../src/records/value.js';
import { multiset, rows } from '../support/rows.js';
import { runPlan } from '../support/run-plan.js';

const table = new TableQuery({ name: 'T', columns: { Side: 'string', Key: 'string', Value: 'long' } });
const sideOf = (side: string) => table.where('Side', '==', side);
const left = sideOf('X').project('Key', 'Value1 = Value');
const right = sideOf('Y').project('Key', 'Value2 = Value');

/** The tables of the join pages of the KQL reference. */
const records = rows(
  ['X', 'a', 1],
  ['X', 'b', 2],
  ['X', 'b', 3],
  ['X', 'c', 4],
  ['Y', 'b', 10],
  ['Y', 'c', 20],
  ['Y', 'c', 30],
  ['Y', 'd', 40],
);

const inner: Value[][] = [
  ['b', 2, 'b', 10],
  ['b', 3, 'b', 10],
  ['c', 4, 'c', 20],
  ['c', 4, 'c', 30],
];
const leftAlone: Value[][] = [['a', 1, '', null]];
const rightAlone: Value[][] = [['', null, 'd', 40]];

const examples: Readonly<Record<JoinKind, readonly Value[][]>> = {
  // Of the two rows for b, Kusto keeps any; here it is the least.
  innerunique: inner.filter(([, value]) => value !== 3),
  inner,
  leftouter: [...inner, ...leftAlone],
  rightouter: [...inner, ...rightAlone],
  fullouter: [...inner, ...leftAlone, ...rightAlone],
  leftsemi: [
    ['b', 2],
    ['b', 3],
    ['c', 4],
  ],
  leftanti: [['a', 1]],
  rightsemi: [
    ['b', 10],
    ['c', 20],
    ['c', 30],
  ],
  rightanti: [['d', 40]],
};

describe('the kinds of join give the rows of the KQL reference', () => {
  test.each(Object.entries(examples) as [JoinKind, Value[][]][])('%s', (kind, expected) => {
    const plan = left.join(kind as 'inner', right, on('Key'));
    expect(multiset(runPlan(plan, records).values)).toEqual(multiset(expected));
    expect(multiset(runPlan(plan, records.toReversed()).values)).toEqual(multiset(expected));
  });
});

test('innerunique is swayed by no column that nobody reads', () => {
  const wide = sideOf('X').extend((row) => ({ Tie: row.Value }));
  const narrow = wide.join('innerunique', right, on('Key')).project('Key', 'Value2');
  expect(multiset(runPlan(narrow, records).values)).toEqual(
    multiset([
      ['b', 10],
      ['c', 20],
      ['c', 30],
    ]),
  );
});

test('a key may have another name on the other side', () => {
  const renamed = sideOf('Y').project('Name = Key', 'Value2 = Value');
  const plan = left.join('inner', renamed, on({ left: 'Key', right: 'Name' })).project('Value1', 'Value2');
  expect(multiset(runPlan(plan, records).values)).toEqual(
    multiset(inner.map(([, one, , other]) => [one!, other!])),
  );
});

test('a step may be joined with itself', () => {
  const plan = left.join('leftsemi', left, on('Key')).count();
  expect(runPlan(plan, records).values).toEqual([[4]]);
});

test('a whole number equals the same real', () => {
  const numbers = new TableQuery({ name: 'T', columns: { Whole: 'long', Real: 'real' } });
  const plan = numbers
    .project('Whole')
    .join('inner', numbers.project('Real'), on({ left: 'Whole', right: 'Real' }));
  expect(runPlan(plan, rows([2n ** 60n, 2], [2, 2 ** 60])).values).toHaveLength(2);
});

test('only texts that are the same to the letter join, the empty one among them', () => {
  const plan = left.join('inner', right, on('Key')).project('Value1', 'Value2');
  const texts = rows(
    ['X', '', 1],
    ['X', 'a', 2],
    ['X', 'ä', 3],
    ['Y', '', 10],
    ['Y', 'A', 20],
    ['Y', 'a\u0308', 30],
  );
  expect(runPlan(plan, texts).values).toEqual([[1, 10]]);
});
