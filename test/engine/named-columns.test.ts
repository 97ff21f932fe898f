import { describe, expect, test } from 'vitest';
import { namedColumns } from '../../src/engine/named-columns.js';
import { count } from '../../src/plan/aggregate-expressions.js';
import { argMax, by, on } from '../../src/plan/clauses.js';
import { strcat } from '../../src/plan/expressions.js';
import { TableQuery } from '../../src/plan/table-query.js';

const table = new TableQuery({
  name: 'T',
  columns: { A: 'string', B: 'string', C: 'string', D: 'string', N: 'long' },
});

describe('the columns that a plan names', () => {
  test('are those of its conditions, keys and projections', () => {
    expect(namedColumns(table.where('A', 'isnotempty').project('B').node)).toEqual(['A', 'B']);
    expect(namedColumns(table.distinct('C', 'A').node)).toEqual(['C', 'A']);
    expect(namedColumns(table.sort('N asc').node)).toEqual(['N']);
  });

  test('are there even if the result does not need them', () => {
    expect(namedColumns(table.project('A', 'B').project('A').node)).toEqual(['A', 'B']);
    expect(namedColumns(table.extend((row) => ({ E: strcat(row.C, row.D) })).project('A').node)).toEqual([
      'C',
      'D',
      'A',
    ]);
    expect(namedColumns(table.projectAway('D').count().node)).toEqual(['D']);
  });

  test('have the names of the table, whatever the plan calls them later', () => {
    const renamed = table.projectRename('X = A').extend((row) => ({ Y: row.X }));
    expect(namedColumns(renamed.where('Y', '==', 'a').project('Z = X').node)).toEqual(['A']);
  });

  test('do not count computed columns', () => {
    const computed = table.summarize(() => ({ Rows: count() }), by('A')).where('Rows', '>', 1);
    expect(namedColumns(computed.node)).toEqual(['A']);
    expect(namedColumns(table.count().project('Count').node)).toEqual([]);
  });

  test('are not those that a star stands for, unless a later step names them', () => {
    const latest = table.summarize(argMax('N', '*'), by('A'));
    expect(new Set(namedColumns(latest.node))).toEqual(new Set(['A', 'N']));
    expect(namedColumns(latest.project('A', 'C').node)).toContain('C');
    expect(namedColumns(table.summarize(argMax('N', 'B'), by('A')).node)).toContain('B');
  });

  test('come from both sides of a join and all inputs of a union', () => {
    const joined = table.project('A', 'B').join('inner', table.project('A', 'Other = C'), on('A'));
    expect(new Set(namedColumns(joined.project('Other').node))).toEqual(new Set(['A', 'B', 'C']));
    const united = table.project('X = A').union(table.project('X = B')).where('X', '==', 'x');
    expect(new Set(namedColumns(united.node))).toEqual(new Set(['A', 'B']));
  });
});
