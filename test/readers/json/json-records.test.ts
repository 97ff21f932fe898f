import { describe, expect, test } from 'vitest';
import { readShape, told } from '../../support/read-shape.js';

const time = '2026-03-11T08:15:30.1234567Z';
const row = { TimeGenerated: time, OperationName: 'VaultGet', DurationMs: 27, httpStatusCode_d: 200 };
const event = {
  time,
  category: 'AuditEvent',
  operationName: 'VaultGet',
  properties: { httpStatusCode: 200 },
};
const eventRow = {
  TimeGenerated: time,
  Category: 'AuditEvent',
  OperationName: 'VaultGet',
  httpStatusCode_d: 200,
  Type: 'AzureDiagnostics',
};
const json = JSON.stringify;

describe('rows without envelope', () => {
  test.each([
    'row-array',
    'row-object',
    'value',
  ] as const)('are read as %s in an array, alone, and one after the other', async (shape) => {
    for (const text of [
      json([row, row]),
      json(row) + json(row),
      `${json(row)}\n\n${JSON.stringify(row, null, 2)}\n`,
    ])
      expect((await readShape(shape, text)).rows).toEqual([row, row]);
  });

  test('keep real JSON types, and a missing key is an empty cell', async () => {
    const { rows } = await readShape(
      'row-array',
      json([{ ...row, isAccessPolicyMatch_b: false, id_s: null, ResultType: '' }]),
    );
    expect(rows).toEqual([{ ...row, isAccessPolicyMatch_b: false }]);
  });

  test('say which columns some row has, empty or not', async () => {
    const { columns } = await readShape(
      'row-array',
      json([row, { TimeGenerated: time, id_s: null, own_s: 1 }]),
    );
    expect(columns).toEqual([
      'TimeGenerated',
      'OperationName',
      'DurationMs',
      'httpStatusCode_d',
      'id_s',
      'own_s',
    ]);
  });

  test('may have columns that are called like parts of every object', async () => {
    const text = `[{"TimeGenerated":"${time}","__proto__":"a","constructor":"b","toString":"c"},{"TimeGenerated":"${time}"}]`;
    const more = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const { rows, columns } = await readShape('row-array', text, { more });
    expect(rows.map((cells) => Object.entries(cells).length)).toEqual([4, 1]);
    expect(Object.getOwnPropertyDescriptor(rows[0], '__proto__')?.value).toBe('a');
    expect(rows[0]).toMatchObject({ constructor: 'b', toString: 'c' });
    expect(columns).toEqual(['TimeGenerated', '__proto__', 'constructor', 'toString']);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  test('of another table are counted and left out; of the other table of Key Vault they are mapped', async () => {
    const text = json([
      { ...row, Type: 'AzureDiagnostics' },
      { ...row, Type: 'Syslog' },
      { TimeGenerated: time, CallerIpAddress: '203.0.113.24', Type: 'AZKVAuditLogs' },
    ]);
    const read = await readShape('row-array', text);
    expect(read.rows.map(({ Type, CallerIPAddress }) => [Type, CallerIPAddress])).toEqual([
      ['AzureDiagnostics', undefined],
      ['AZKVAuditLogs', '203.0.113.24'],
    ]);
    expect(told(read, 'other-table')).toEqual(['1: rows of the table Syslog, not AzureDiagnostics']);
    expect(read.rejected).toBe(0);
  });

  test('of other services are read as they are', async () => {
    const other = { ...row, ResourceProvider: 'MICROSOFT.SQL', Type: 'AzureDiagnostics' };
    expect((await readShape('row-array', json([other]))).rows).toEqual([other]);
  });

  test('that are no objects are rejected', async () => {
    const read = await readShape('row-array', `[1,\n"x",\n${json(row)},\n[${json(row)}]]`);
    expect(read.rows).toEqual([row, row]);
    expect(told(read, 'malformed-record')).toEqual(['1: no JSON object', '2: no JSON object']);
  });

  test('that break off are rejected with their line, and the cut is told', async () => {
    const read = await readShape('row-array', `[${json(row)},\n{"TimeGenerated":`);
    expect(read.rows).toEqual([row]);
    expect(told(read, 'malformed-record')).toEqual(['2: the file ends inside the record']);
    expect(told(read, 'cut-file')).toEqual(['2: the JSON ends before its end; records may be missing']);
  });
});

describe('records in envelopes', () => {
  test('are read from one envelope and from one a line, and beside them', async () => {
    const envelope = json({ records: [event, event] });
    for (const text of [
      JSON.stringify({ records: [event, event, event] }, null, 2),
      `${envelope}\n${json({ records: [event] })}`,
      `${envelope}\n${json(event)}\n`,
      `[${envelope},${json(event)}]`,
    ]) {
      const read = await readShape('audit-records', text, { kind: 'audit event' });
      expect(read.rows).toEqual([eventRow, eventRow, eventRow]);
      expect(read.troubles).toEqual([]);
    }
  });

  test('are read of every kind', async () => {
    const { rows } = await readShape(
      'data-export-hub',
      json({ records: [{ TimeGenerated: time, HttpStatusCode: 200 }] }),
      { kind: 'AZKVAuditLogs' },
    );
    expect(rows).toMatchObject([{ TimeGenerated: time, httpStatusCode_d: 200, Category: 'AuditEvent' }]);
    expect((await readShape('value', json({ value: [row] }))).rows).toEqual([row]);
  });

  test('keep their lines', async () => {
    const { lines } = await readShape(
      'value',
      `{"@odata.count": 2,\n"value": [\n${json(row)},\n\n${json(row)}]}`,
    );
    expect(lines).toEqual([3, 5]);
  });

  test('of a broken envelope are read, and those of the next one too', async () => {
    const text = `${json({ records: [event, event] }).slice(0, -3)}\n${json({ records: [event, event] })}\n${json({ records: [event] })}\n`;
    const read = await readShape('audit-records', text, { kind: 'audit event' });
    expect(read.lines).toEqual([1, 2, 2, 3]);
    expect(read.rejected).toBe(1);
  });
});

describe('records that have a line each', () => {
  test.each([
    '\n',
    '\r\n',
    '\n\n  \n',
    '\r\n\t\r\n',
  ])('are read whatever parts the lines: %j', async (end) => {
    const text = [row, row, row].map((record) => `  ${json(record)} `).join(end);
    for (const content of [text, text + end])
      expect((await readShape('row-lines', content, { chunk: 11 })).rows).toEqual([row, row, row]);
  });

  test('are rejected alone when they are no JSON', async () => {
    const text = `${json(row)}\n{"TimeGenerated": oops}\n${json(row)}\n${json(row)} ${json(row)}\n[1]\n${json(row)}\n`;
    const read = await readShape('row-lines', text);
    expect(read.lines).toEqual([1, 3, 6]);
    expect(told(read, 'malformed-record')).toEqual(['2: no JSON', '4: no JSON', '5: no JSON object']);
  });

  test('are read beside a line that is too long or nests too deeply', async () => {
    const text = `${json(row)}\n"${'x'.repeat(17 * 1024 * 1024)}"\n{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n${json(row)}\n`;
    const read = await readShape('row-lines', text, { chunk: 1 << 20 });
    expect(read.lines).toEqual([1, 4]);
    expect(told(read, 'malformed-record')).toEqual(['2: longer than 16 MiB', '3: nesting deeper than 200']);
  });

  test('are cut only where the last line goes on', async () => {
    const whole = await readShape('audit-lines', `${json(event)}\n${json(event)}`, { kind: 'audit event' });
    expect(whole.troubles).toEqual([]);
    const text = `${json(event)}\n${json(event)}`.slice(0, -2);
    const cut = await readShape('audit-lines', text, { kind: 'audit event' });
    expect(cut.rows).toEqual([eventRow]);
    expect(cut.troubles.map(({ kind }) => kind)).toEqual(['cut-file', 'malformed-record']);
    const wrong = await readShape('audit-lines', `${json(event)}\noops`, { kind: 'audit event' });
    expect(wrong.troubles.map(({ kind }) => kind)).toEqual(['malformed-record']);
  });

  test.each([
    'audit-lines',
    'data-export',
    'row-lines',
  ] as const)('may after all have several, or share one, as %s', async (shape) => {
    for (const text of [
      JSON.stringify(event, null, 2) + JSON.stringify(event, null, 2),
      `${json(event)}${json(event)}\n`,
    ]) {
      const { rows, troubles } = await readShape(shape, text, { kind: 'audit event' });
      expect(rows).toEqual([eventRow, eventRow]);
      expect(troubles).toEqual([]);
    }
  });
});
