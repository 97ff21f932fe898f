import { describe, expect, test } from 'vitest';
import { readShape, told } from '../../support/read-shape.js';

const time = '2026-03-11T08:15:30.1234567Z';
const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'OperationName', type: 'string' },
  { name: 'httpStatusCode_d', type: 'real' },
];
const rows = [
  [time, 'SecretGet', 403],
  ['2026-03-11T08:15:32Z', '', null],
];
const read = [
  { TimeGenerated: time, OperationName: 'SecretGet', httpStatusCode_d: 403 },
  { TimeGenerated: '2026-03-11T08:15:32.0000000Z' },
];
const answer = (...tables: readonly object[]) => JSON.stringify({ tables });

describe('an answer of the query API', () => {
  test('is read row by row, by the names of its columns', async () => {
    const given = await readShape('tables', answer({ name: 'PrimaryResult', columns, rows }));
    expect(given.rows).toEqual(read);
    expect(given.columns).toEqual(['TimeGenerated', 'OperationName', 'httpStatusCode_d']);
    expect(given.troubles).toEqual([]);
  });

  test('is read in file order with the columns behind the rows, in all tables or in some', async () => {
    const first = { name: 'PrimaryResult', columns, rows: [rows[0]] };
    const late = { rows: [rows[1]], columns, name: 'Table_1' };
    for (const chunk of [1, 13, 65_536]) {
      expect((await readShape('tables', answer(late), { chunk })).rows).toEqual([read[1]]);
      expect((await readShape('tables', answer(first, late, first), { chunk })).rows).toEqual([
        read[0],
        read[1],
        read[0],
      ]);
    }
  });

  test('says where each row begins', async () => {
    const text = `{"tables": [{"columns": ${JSON.stringify(columns)},\n"rows": [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}]}`;
    expect((await readShape('tables', text)).lines).toEqual([3, 4]);
  });

  test('whose rows are not all there says why', async () => {
    const error = {
      code: 'PartialError',
      message: 'There were some errors',
      innererror: { code: '-2133196797', message: 'The results of this query exceed\nthe set limit' },
    };
    const given = await readShape('tables', JSON.stringify({ tables: [{ columns, rows }], error }));
    expect(given.rows).toEqual(read);
    expect(told(given, 'partial-result')).toEqual([
      '1: PartialError: There were some errors: -2133196797: The results of this query exceed the set limit',
    ]);
    expect(
      (
        await readShape(
          'tables',
          JSON.stringify({ tables: [{ columns, rows }], error: null, statistics: {} }),
        )
      ).troubles,
    ).toEqual([]);
  });

  test('rejects rows that do not fit the columns, once each', async () => {
    for (const table of [
      { columns, rows: [rows[0], [time], [...rows[0]!, 1], { a: 1 }, null] },
      { rows: [rows[0], [time], [...rows[0]!, 1], { a: 1 }, null], columns },
    ]) {
      const given = await readShape('tables', answer(table));
      expect(given.rows).toEqual([read[0]]);
      expect(told(given, 'malformed-record')).toEqual([
        '1: a row of 1 cells in a table of 3 columns',
        '1: a row of 4 cells in a table of 3 columns',
        '1: no row of cells',
        '1: no row of cells',
      ]);
    }
  });

  test('reads the first of two columns of one name', async () => {
    const twice = [...columns, { name: 'OperationName', type: 'string' }];
    const given = await readShape('tables', answer({ columns: twice, rows: [[time, 'first', 1, 'second']] }));
    expect(given.rows).toMatchObject([{ OperationName: 'first' }]);
    expect(told(given, 'duplicate-column')).toEqual(['1: OperationName: the first is read']);
  });

  test('goes on behind a broken row, in the same line or the next', async () => {
    const good = JSON.stringify(rows[0]);
    const text = `{"tables":[{"columns":${JSON.stringify(columns)},"rows":[${good},["x" y],${good},\n["broken\n${good}]}],"error":{"code":"PartialError"}}`;
    const given = await readShape('tables', text);
    expect(given.lines).toEqual([1, 1, 3]);
    expect(given.rejected).toBe(2);
    expect(told(given, 'partial-result')).toEqual(['3: PartialError']);
  });

  test('that is cut gives the rows before the cut', async () => {
    const text = answer({ columns, rows });
    const given = await readShape('tables', text.slice(0, text.indexOf('null')));
    expect(given.rows).toEqual([read[0]]);
    expect(given.troubles.map(({ kind, count }) => [kind, count])).toEqual([
      ['cut-file', 1],
      ['malformed-record', 1],
    ]);
  });

  test('may hold columns of hostile names', async () => {
    const names = ['TimeGenerated', '__proto__', 'constructor'];
    const given = await readShape(
      'tables',
      answer({ columns: names.map((name) => ({ name })), rows: [[time, 'a', 'b']] }),
      {
        more: ['__proto__', 'constructor', 'toString'],
      },
    );
    expect(Object.keys(given.rows[0]!)).toEqual(['TimeGenerated', '__proto__', 'constructor']);
  });

  test('holds rows of either table of Key Vault, and of others', async () => {
    const typed = ['TimeGenerated', 'Type', 'CallerIpAddress', 'CallerIPAddress'].map((name) => ({ name }));
    const given = await readShape(
      'tables',
      answer({
        columns: typed,
        rows: [
          [time, 'AzureDiagnostics', '', '203.0.113.1'],
          [time, 'AZKVAuditLogs', '203.0.113.2', ''],
          [time, 'Heartbeat', '', ''],
        ],
      }),
    );
    expect(given.rows.map(({ CallerIPAddress }) => CallerIPAddress)).toEqual(['203.0.113.1', '203.0.113.2']);
    expect(told(given, 'other-table')).toEqual(['1: rows of the table Heartbeat, not AzureDiagnostics']);
  });

  test('may hold raw events, a field a column', async () => {
    const names = ['time', 'operationName', 'properties'].map((name) => ({ name }));
    const given = await readShape(
      'tables',
      answer({ columns: names, rows: [[time, 'KeySign', { httpStatusCode: 200 }]] }),
      { kind: 'audit event' },
    );
    expect(given.rows).toMatchObject([{ OperationName: 'KeySign', httpStatusCode_d: 200 }]);
  });
});
