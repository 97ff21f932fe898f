import { describe, expect, test } from 'vitest';
import { readShape, told } from '../../support/read-shape.js';

const times = [0, 1, 2, 3].map((second) => `2026-03-11T08:15:3${second}.0000000Z`);
const Columns = [
  { ColumnName: 'TimeGenerated', DataType: 'DateTime' },
  { ColumnName: 'isAccessPolicyMatch_b', DataType: 'SByte' },
];
const row = (second: number) => [times[second], second % 2];
const read = (second: number) => ({ TimeGenerated: times[second], isAccessPolicyMatch_b: second % 2 === 1 });
const one = (name: string) => [{ ColumnName: name, DataType: 'String' }];

describe('an answer of version 1', () => {
  const properties = {
    TableName: '@ExtendedProperties',
    Columns: one('Value'),
    Rows: [['{"Visualization":null}']],
  };
  const contents = (kinds: readonly string[]) => ({
    TableName: 'TableOfContents',
    Columns: ['Ordinal', 'Kind', 'Name', 'Id'].map((ColumnName) => ({ ColumnName })),
    Rows: kinds.map((kind, ordinal) => [ordinal, kind, `t${ordinal}`, '']),
  });
  const result = (...seconds: readonly number[]) => ({
    TableName: 'Table_0',
    Columns,
    Rows: seconds.map(row),
  });

  test('has its result in the first table', async () => {
    const { rows, troubles } = await readShape(
      'kusto-v1',
      JSON.stringify({ Tables: [result(0, 1), properties] }),
    );
    expect(rows).toEqual([read(0), read(1)]);
    expect(troubles).toEqual([]);
  });

  test('has further results when the table of contents says so, in file order', async () => {
    const Tables = [
      result(0),
      result(1),
      properties,
      result(2),
      contents(['QueryResult', 'QueryResult', 'QueryProperties', 'QueryStatus']),
    ];
    expect((await readShape('kusto-v1', JSON.stringify({ Tables }))).rows).toEqual([read(0), read(1)]);
  });

  test('may have columns behind rows', async () => {
    const late = { Rows: [row(0)], Columns };
    const Tables = [late, result(1), contents(['QueryResult', 'QueryResult'])];
    expect((await readShape('kusto-v1', JSON.stringify({ Tables }))).rows).toEqual([read(0), read(1)]);
  });

  test('says among its rows or beside its tables that rows are missing', async () => {
    const failed = {
      ...result(0),
      Rows: [row(0), { Exceptions: ['Query result set has exceeded the limit'] }],
    };
    const given = await readShape('kusto-v1', JSON.stringify({ Tables: [failed], Exceptions: ['Stopped'] }));
    expect(given.rows).toEqual([read(0)]);
    expect(told(given, 'partial-result')).toEqual([
      '1: Query result set has exceeded the limit',
      '1: Stopped',
    ]);
  });

  test('may be followed by another', async () => {
    const text = JSON.stringify({ Tables: [result(0), properties] });
    expect((await readShape('kusto-v1', `${text}\n${text}`)).rows).toEqual([read(0), read(0)]);
  });
});

describe('an answer of version 2', () => {
  const header = { FrameType: 'DataSetHeader', IsProgressive: false, Version: 'v2.0' };
  const table = (TableId: number, TableKind: string, ...seconds: readonly number[]) => ({
    FrameType: 'DataTable',
    TableId,
    TableKind,
    TableName: TableKind,
    Columns,
    Rows: seconds.map(row),
  });
  const begin = (TableId: number, TableKind = 'PrimaryResult') => ({
    FrameType: 'TableHeader',
    TableId,
    TableKind,
    TableName: 'T',
    Columns,
  });
  const fragment = (TableId: number, TableFragmentType: string, ...seconds: readonly number[]) => ({
    FrameType: 'TableFragment',
    TableId,
    FieldCount: 2,
    TableFragmentType,
    Rows: seconds.map(row),
  });
  const progress = { FrameType: 'TableProgress', TableId: 1, TableProgress: 50 };
  const done = { FrameType: 'DataSetCompletion', HasErrors: false, Cancelled: false };
  const frames = async (...given: readonly object[]) =>
    readShape('kusto-v2', JSON.stringify(given), { chunk: 50 });

  test('has its results in the tables that are primary', async () => {
    const { rows, troubles } = await frames(
      header,
      table(0, 'QueryProperties', 3),
      table(1, 'PrimaryResult', 0, 1),
      table(2, 'QueryCompletionInformation', 3),
      table(3, 'PrimaryResult', 2),
      done,
    );
    expect(rows).toEqual([read(0), read(1), read(2)]);
    expect(troubles).toEqual([]);
  });

  test('may say behind the rows what they are', async () => {
    const { Rows, ...rest } = table(1, 'PrimaryResult', 0);
    const { Rows: side, ...properties } = table(0, 'QueryProperties', 3);
    expect(
      (
        await frames(
          header,
          { Rows: side, ...properties },
          { Rows, ...rest },
          table(2, 'PrimaryResult', 1),
          done,
        )
      ).rows,
    ).toEqual([read(0), read(1)]);
    const { Columns: names, ...nameless } = table(1, 'PrimaryResult', 2);
    expect((await frames(header, { ...nameless, Columns: names }, done)).rows).toEqual([read(2)]);
  });

  test('comes in fragments, of which the last replacement throws away those before', async () => {
    const appended = await frames(
      header,
      begin(1),
      fragment(1, 'DataAppend', 0),
      progress,
      fragment(1, 'DataAppend', 1),
      { FrameType: 'TableCompletion', TableId: 1, RowCount: 2 },
      done,
    );
    expect(appended.rows).toEqual([read(0), read(1)]);
    const replaced = await frames(
      header,
      begin(1),
      fragment(1, 'DataAppend', 0),
      fragment(1, 'DataReplace', 1),
      fragment(1, 'DataReplace', 2),
      progress,
      fragment(1, 'DataAppend', 3),
      done,
    );
    expect(replaced.rows).toEqual([read(2), read(3)]);
  });

  test('replaces rows of the one table only, and skips fragments of others', async () => {
    const { rows } = await frames(
      header,
      table(9, 'PrimaryResult', 3),
      begin(1),
      begin(2),
      begin(3, 'QueryTraceLog'),
      fragment(1, 'DataAppend', 0),
      fragment(2, 'DataAppend', 1),
      fragment(3, 'DataAppend', 3),
      fragment(2, 'DataReplace', 2),
      done,
    );
    expect(rows).toEqual([read(3), read(0), read(2)]);
  });

  test('may name the table of a fragment behind its rows', async () => {
    const { Rows, ...rest } = fragment(1, 'DataReplace', 1);
    expect(
      (await frames(header, begin(1), fragment(1, 'DataAppend', 0), { Rows, ...rest }, done)).rows,
    ).toEqual([read(1)]);
  });

  test('may be followed by another with the same table ids', async () => {
    const text = JSON.stringify([header, begin(1), fragment(1, 'DataReplace', 0), done]);
    const other = JSON.stringify([
      header,
      { ...begin(1), Columns: [...Columns].reverse() },
      { ...fragment(1, 'DataAppend'), Rows: [[1, times[3]]] },
      done,
    ]);
    expect((await readShape('kusto-v2', `${text}\n${other}`)).rows).toEqual([read(0), read(3)]);
  });

  test('rejects rows of a table that no frame describes', async () => {
    const given = await frames(header, fragment(7, 'DataAppend', 0, 1), done);
    expect([given.rows, given.rejected]).toEqual([[], 2]);
  });

  test.each([
    [{ ...done, HasErrors: true }, 'the query had errors'],
    [{ ...done, Cancelled: true }, 'the query was cancelled'],
    [
      {
        ...done,
        HasErrors: true,
        OneApiErrors: [{ error: { code: 'LimitsExceeded', '@message': 'Too much' } }],
      },
      'LimitsExceeded: Too much',
    ],
    [{ ...table(5, 'PrimaryResult'), Rows: [{ OneApiErrors: [{ error: { code: 'E1' } }] }] }, '1: E1'],
  ])('says that rows are missing: %j', async (frame, detail) => {
    const given = await frames(header, table(1, 'PrimaryResult', 0), frame);
    expect(given.rows).toEqual([read(0)]);
    expect(told(given, 'partial-result')).toEqual([detail]);
  });
});
