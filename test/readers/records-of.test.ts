import { describe, expect, test } from 'vitest';
import { recordsOf } from '../../src/readers/records-of.js';
import type { Row } from '../../src/records/row.js';
import type { ColumnTest } from '../../src/records/scan.js';

const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Resource', type: 'string' },
  { name: 'httpStatusCode_d', type: 'real' },
  { name: 'isRbacAuthorized_b', type: 'bool' },
] as const;

async function scanned(
  objects: Parameters<typeof recordsOf>[0],
  wanted: readonly (readonly ColumnTest[])[] = [[]],
) {
  const rows: Row[] = [];
  const report = await recordsOf(objects).scan(
    { columns, always: 1, wanted },
    { seen() {}, push: (row) => void rows.push(row) },
  );
  return { report, rows, values: rows.map(([, ...values]) => values) };
}

describe('records at hand', () => {
  test('are read by the types of their columns, a missing cell as in an export', async () => {
    const { values } = await scanned([
      {
        TimeGenerated: '2020-01-01T00:00:00.0000001Z',
        Resource: 'KV1',
        httpStatusCode_d: 403,
        isRbacAuthorized_b: false,
      },
      { Resource: null },
    ]);
    expect(values).toEqual([
      [1, 'KV1', 403, false],
      [null, '', null, null],
    ]);
  });

  test('stand on the line of their number', async () => {
    const { rows } = await scanned([{ Resource: 'a' }, { Resource: 'b' }]);
    expect(rows.map(([origin]) => origin)).toEqual([
      { input: 0, line: 1, record: 1 },
      { input: 0, line: 2, record: 2 },
    ]);
  });

  test('are given when they meet an alternative, and reported all', async () => {
    const { values, report } = await scanned(
      [{ Resource: 'a' }, { Resource: 'b', TimeGenerated: '2020-01-01T00:00:00Z' }],
      [[{ column: 'Resource', op: '==', value: 'b' }]],
    );
    expect(values.map(([, vault]) => vault)).toEqual(['b']);
    expect(report.inputs[0]).toMatchObject({
      records: 2,
      earliest: 0,
      latest: 0,
      columns: ['Resource', 'TimeGenerated'],
    });
  });

  test('with a value that is none of its type are a trouble, not a failure', async () => {
    const { values, report } = await scanned([
      { TimeGenerated: 'soon', Resource: 'a', httpStatusCode_d: 'many' },
    ]);
    expect(values).toEqual([[null, 'a', null, null]]);
    expect(report.troubles.map(({ kind }) => kind)).toEqual(['unreadable-time', 'unreadable-value']);
  });

  test('have no cells but their own', async () => {
    const { values } = await scanned([Object.create({ Resource: 'inherited' })]);
    expect(values).toEqual([[null, '', null, null]]);
  });
});
