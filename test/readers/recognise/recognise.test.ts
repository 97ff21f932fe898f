import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RowKind, Shape } from '../../../src/readers/reader.js';
import { recognise } from '../../../src/readers/recognise/recognise.js';
import { inChunks } from '../../support/bytes.js';

const event = {
  time: '2026-03-11T08:15:30.1234567Z',
  category: 'AuditEvent',
  operationName: 'SecretGet',
  identity: { claim: {} },
  properties: { httpStatusCode: 200 },
  resourceId:
    '/SUBSCRIPTIONS/3F9D2A61-7C44-4A1B-9D02-6B1E8C5A7F30/RESOURCEGROUPS/RG-HARBOR/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV-HARBOR',
};
const hsmEvent = {
  ...event,
  resourceId: event.resourceId.replace('VAULTS/KV-HARBOR', 'MANAGEDHSMS/HSM-HARBOR'),
  identity: '{"claim":{}}',
};
const row = {
  TimeGenerated: '2026-03-11T08:15:30.1234567Z',
  Resource: 'KV-HARBOR',
  ResourceType: 'VAULTS',
  OperationName: 'SecretGet',
  httpStatusCode_d: 200,
  isRbacAuthorized_b: true,
};
const textRow = { ...row, httpStatusCode_d: '200', isRbacAuthorized_b: 'True' };
const azureRow = { ...textRow, TableName: 'PrimaryResult', clientPort_d: 'None' };
const portalRow = {
  'TimeGenerated [UTC]': '3/11/2026, 8:15:30.123 AM',
  Resource: 'KV-HARBOR',
  httpStatusCode_d: 200,
};
const auditRow = {
  TimeGenerated: '2026-03-11T08:15:30.1234567Z',
  OperationName: 'KeySign',
  CallerIpAddress: '203.0.113.24',
  HttpStatusCode: 200,
  Type: 'AZKVAuditLogs',
};
const exportedRow = {
  ...auditRow,
  _Internal_WorkspaceResourceId: '/subscriptions/3f9d2a61/workspaces/law-harbor',
};

const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'OperationName', type: 'string' },
  { name: 'httpStatusCode_d', type: 'real' },
];
const kustoColumns = columns.map(({ name, type }) => ({ ColumnName: name, ColumnType: type }));
const rows = [['2026-03-11T08:15:30.1234567Z', 'SecretGet', 403]];
const primary = { TableId: 1, TableKind: 'PrimaryResult', TableName: 'PrimaryResult', Columns: kustoColumns };
const frames = [
  { FrameType: 'DataSetHeader', IsProgressive: true, Version: 'v2.0' },
  { FrameType: 'DataTable', TableId: 0, TableKind: 'QueryProperties', Columns: [], Rows: [] },
];

const json = (value: unknown) => JSON.stringify(value);
const lines = (...values: readonly unknown[]) => `${values.map(json).join('\n')}\n`;
const csv = (...records: readonly (readonly string[])[]) =>
  records.map((cells) => `${cells.join(',')}\r\n`).join('');

type Case = readonly [name: string, text: string, shape: Shape, kind: RowKind];

const exported: readonly Case[] = [
  ['one event', json(event), 'audit-object', 'audit event'],
  ['one event over many lines', JSON.stringify(event, null, 2), 'audit-object', 'audit event'],
  ['events one a line', lines(event, event), 'audit-lines', 'audit event'],
  ['an event that is cut', json(event).slice(0, 150), 'audit-lines', 'audit event'],
  ['an array of events', json([event, event]), 'audit-array', 'audit event'],
  [
    'an array of events of a Managed HSM',
    JSON.stringify([hsmEvent], null, '\t'),
    'audit-array',
    'audit event',
  ],
  ['an envelope of events', json({ records: [event] }), 'audit-records', 'audit event'],
  [
    'envelopes one a line',
    lines({ records: [event] }, { records: [event, event] }),
    'audit-records',
    'audit event',
  ],
  [
    'events of which only the second is of a vault',
    lines({ ...event, resourceId: '/SUBSCRIPTIONS/A/PROVIDERS/MICROSOFT.STORAGE/X/Y' }, event),
    'audit-lines',
    'audit event',
  ],
  [
    'an array of envelopes',
    json([{ records: [event] }, { records: [event] }]),
    'audit-records',
    'audit event',
  ],
  ['rows one a line of a data export', lines(exportedRow, exportedRow), 'data-export', 'AZKVAuditLogs'],
  ['one row of a data export', json(exportedRow), 'data-export', 'AZKVAuditLogs'],
  [
    'a data export of AzureDiagnostics',
    lines({ ...row, _Internal_WorkspaceResourceId: '/x' }, row),
    'data-export',
    'AzureDiagnostics',
  ],
  ['an envelope of rows', json({ records: [exportedRow] }), 'data-export-hub', 'AZKVAuditLogs'],
  [
    'the answer of the query API',
    json({ tables: [{ name: 'PrimaryResult', columns, rows }] }),
    'tables',
    'AzureDiagnostics',
  ],
  [
    'an answer without rows',
    json({ tables: [{ name: 'PrimaryResult', columns, rows: [] }] }),
    'tables',
    'AzureDiagnostics',
  ],
  [
    'an answer whose statistics come first',
    json({ statistics: { query: { x: 1 } }, tables: [{ columns, rows }] }),
    'tables',
    'AzureDiagnostics',
  ],
  [
    'an answer that is cut',
    json({ tables: [{ name: 'PrimaryResult', columns, rows }] }).slice(0, -20),
    'tables',
    'AzureDiagnostics',
  ],
  [
    'an answer of AZKVAuditLogs',
    json({ tables: [{ columns: [{ name: 'TimeGenerated' }, { name: 'HttpStatusCode' }], rows: [] }] }),
    'tables',
    'AZKVAuditLogs',
  ],
  [
    'an answer of Kusto v1',
    json({ Tables: [{ TableName: 'Table_0', Columns: kustoColumns, Rows: rows }] }),
    'kusto-v1',
    'AzureDiagnostics',
  ],
  [
    'an answer of Kusto v2',
    json([...frames, { FrameType: 'DataTable', ...primary, Rows: rows }]),
    'kusto-v2',
    'AzureDiagnostics',
  ],
  [
    'a progressive answer of Kusto v2',
    json([
      ...frames,
      { FrameType: 'TableHeader', ...primary },
      { FrameType: 'TableFragment', TableId: 1, Rows: rows },
    ]),
    'kusto-v2',
    'AzureDiagnostics',
  ],
  ['what az CLI prints', JSON.stringify([azureRow, azureRow], null, 2), 'az-cli', 'AzureDiagnostics'],
  ['one row of az CLI', json(azureRow), 'az-cli', 'AzureDiagnostics'],
  ['rows of ConvertTo-Json', json([textRow, textRow]), 'powershell-json', 'AzureDiagnostics'],
  [
    'rows of ConvertTo-Json with nulls',
    json([{ ...textRow, id_s: null }]),
    'powershell-json',
    'AzureDiagnostics',
  ],
  ['one row of ConvertTo-Json', JSON.stringify(textRow, null, 4), 'powershell-json', 'AzureDiagnostics'],
  [
    'a whole answer of ConvertTo-Json',
    json({ Results: [textRow], Render: null, Statistics: null }),
    'powershell-json',
    'AzureDiagnostics',
  ],
  [
    'an array that Windows PowerShell wrapped',
    json({ value: [textRow], Count: 1 }),
    'powershell-json',
    'AzureDiagnostics',
  ],
  ['an envelope of a connector', json({ value: [row] }), 'value', 'AzureDiagnostics'],
  ['an array of rows', json([row, row]), 'row-array', 'AzureDiagnostics'],
  ['one row', json(row), 'row-object', 'AzureDiagnostics'],
  ['rows one a line', lines(row, row), 'row-lines', 'AzureDiagnostics'],
  ['a portal CSV that became JSON', json([portalRow]), 'portal-json', 'AzureDiagnostics'],
  [
    'what the portal exports',
    csv(
      ['"TimeGenerated [UTC]"', 'OperationName', '"httpStatusCode_d"'],
      ['"3/11/2026, 8:15:30.123 AM"', 'SecretGet', '200'],
    ),
    'portal-csv',
    'AzureDiagnostics',
  ],
  [
    'a portal export in local time',
    csv(['Resource', 'TimeGenerated [Local Time]', 'id_s']),
    'portal-csv',
    'AzureDiagnostics',
  ],
  [
    'a header alone',
    csv(['TimeGenerated', 'Resource', 'ResourceType', 'OperationName']),
    'plain-csv',
    'AzureDiagnostics',
  ],
  [
    'CSV of AZKVAuditLogs',
    csv(['TimeGenerated', 'OperationName', 'CallerIpAddress']),
    'plain-csv',
    'AZKVAuditLogs',
  ],
  [
    'CSV parted by semicolons',
    'TimeGenerated;Resource;ResourceType\n2026-03-11T08:15:30Z;KV;VAULTS\n',
    'plain-csv',
    'AzureDiagnostics',
  ],
  [
    'text parted by tabs',
    'TimeGenerated\tResource\tid_s\n2026-03-11T08:15:30Z\tKV\tx\n',
    'plain-csv',
    'AzureDiagnostics',
  ],
  [
    'what Export-Csv writes',
    csv(['"TimeGenerated"', '"Resource"', '"id_s"'], ['"2026-03-11T08:15:30Z"', '"KV"', '']),
    'powershell-csv',
    'AzureDiagnostics',
  ],
  [
    'what Export-Csv of Windows PowerShell writes',
    `#TYPE System.Management.Automation.PSCustomObject\r\n${csv(['"TimeGenerated"', '"Resource"'], ['"2026-03-11T08:15:30Z"', '"KV"'])}`,
    'powershell-csv',
    'AzureDiagnostics',
  ],
  [
    'CSV whose names alone are quoted',
    csv(['"TimeGenerated"', '"id_s"'], ['2026-03-11T08:15:30Z', 'x']),
    'plain-csv',
    'AzureDiagnostics',
  ],
  [
    'CSV without a time, with columns of Key Vault',
    csv(['Resource', 'OperationName', 'requestUri_s']),
    'plain-csv',
    'AzureDiagnostics',
  ],
];

const ofText = (text: string, forced: Shape | null = null, size = 512 * 1024) =>
  recognise(inChunks(Buffer.from(text), size), forced);

describe('recognised is', () => {
  test.each(exported)('%s', async (_, text, shape, kind) => {
    expect(await ofText(text)).toEqual({ shape, kind });
  });

  test.each(exported)('%s, behind white space and in small chunks', async (_, text, shape, kind) => {
    expect(await ofText(`\n \t\r\n${text}`, null, 7)).toEqual({ shape, kind });
  });

  const oneALine = exported.filter(
    ([, text, shape]) => /-lines|data-export$/.test(shape) && text.endsWith('\n'),
  );
  test.each(oneALine)('%s, longer than what is looked at first', async (_, text, shape, kind) => {
    expect(await ofText(text.repeat(Math.ceil(80_000 / text.length)))).toEqual({ shape, kind });
  });

  test('an export whose first records are all of other services', async () => {
    const other = { ...event, resourceId: '/SUBSCRIPTIONS/A/PROVIDERS/MICROSOFT.STORAGE/X/Y' };
    expect(await ofText(lines(...Array.from({ length: 1000 }, () => other), event))).toEqual({
      shape: 'audit-lines',
      kind: 'audit event',
    });
  });

  test('an export whose header is longer than what is looked at first', async () => {
    const many = Array.from({ length: 6000 }, (_, i) => `additional_column_${i}_x`);
    expect(await ofText(csv([...many, 'TimeGenerated', 'httpStatusCode_d']))).toEqual({
      shape: 'plain-csv',
      kind: 'AzureDiagnostics',
    });
  });

  test('an answer whose columns stand behind long statistics', async () => {
    const text = json({ statistics: 'x'.repeat(100_000), tables: [{ columns, rows }] });
    expect(await ofText(text)).toEqual({ shape: 'tables', kind: 'AzureDiagnostics' });
  });
});

const activity = {
  eventTimestamp: '2026-03-11T08:15:30Z',
  caller: 'vault.admin@harbor.example',
  claims: {},
  operationName: { value: 'Microsoft.KeyVault/vaults/write', localizedValue: 'Update Key Vault' },
  resourceId: event.resourceId,
};
const cell = '2026-03-11T08:15:30.123Z';

describe('left out is', () => {
  const cases: readonly (readonly [text: string, reason: string | RegExp])[] = [
    ['', 'empty'],
    [' \r\n\t ', 'nothing but white space'],
    ['[]', 'no records'],
    ['{"records":[]}', 'no records'],
    ['{"value":[],"Count":0}', 'no records'],
    ['[1,2,3]', 'no records'],
    ['"text"', /^text that is no export; it begins with ""text""$/],
    [json({ name: 'vaultreplay', version: 1 }), 'no columns of Key Vault logs; it has name, version'],
    [json([activity]), 'Azure Activity Log records, not Key Vault audit events'],
    [json({ value: [activity] }), 'Azure Activity Log records, not Key Vault audit events'],
    [
      lines({ ...event, category: 'Administrative', operationName: 'MICROSOFT.KEYVAULT/VAULTS/WRITE' }),
      'Azure Activity Log records, not Key Vault audit events',
    ],
    [
      json([{ ...auditRow, Type: 'AzureActivity' }]),
      'Azure Activity Log records, not Key Vault audit events',
    ],
    [
      json([
        {
          TimeGenerated: cell,
          OperationNameValue: 'MICROSOFT.KEYVAULT/VAULTS/WRITE',
          CallerIpAddress: '::1',
        },
      ]),
      'Azure Activity Log records, not Key Vault audit events',
    ],
    [
      json([{ TimeGenerated: cell, DeviceVendor: 'x', Type: 'CommonSecurityLog' }]),
      'rows of the table CommonSecurityLog, not AzureDiagnostics',
    ],
    [
      csv(['TimeGenerated', 'DeviceVendor', 'Type'], [cell, 'x', 'CommonSecurityLog']),
      'rows of the table CommonSecurityLog, not AzureDiagnostics',
    ],
    [
      csv(['TimeGenerated [UTC]', 'Url_s', 'Type'], [cell, 'x', 'Netflow_CL']),
      'rows of the table Netflow_CL, not AzureDiagnostics',
    ],
    [
      csv(['TimeGenerated', 'ServerLatencyMs', 'CallerIpAddress'], [cell, '1', '::1']),
      'rows of the table StorageBlobLogs, not AzureDiagnostics',
    ],
    [
      csv(['TimeGenerated', 'Computer'], [cell, 'x']),
      'rows of another table; its columns are TimeGenerated, Computer',
    ],
    [
      json([{ TimeGenerated: cell, EvaluationDetails: '{}', Type: 'AZKVPolicyEvaluationDetailsLogs' }]),
      /^rows of the table AZKVPolicyEvaluationDetailsLogs: Azure Policy/,
    ],
    [
      csv(['TimeGenerated', 'IsComplianceCheck', 'ObjectName']),
      /^rows of the table AZKVPolicyEvaluationDetailsLogs: Azure Policy/,
    ],
    [
      lines({ ...event, category: 'AzurePolicyEvaluationDetails' }),
      /^Key Vault records of the category AzurePolicyEvaluationDetails: Azure Policy/,
    ],
    [
      lines({ ...event, category: 'AllMetrics' }),
      'Key Vault records of the category AllMetrics, not AuditEvent',
    ],
    [
      lines({ ...event, resourceId: '/subscriptions/a/providers/Microsoft.Storage/storageAccounts/b' }),
      'resource logs of MICROSOFT.STORAGE, not of Key Vault',
    ],
    [csv(['time', 'resourceId', 'operationName', 'category']), /^raw audit events as CSV/],
    [
      csv(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']),
      'no columns of Key Vault logs; it has a, b, c, d, e, f, g, h and 2 more',
    ],
    [
      json({
        error: {
          code: 'BadArgumentError',
          message: 'The request had some invalid properties',
          innererror: { code: 'SEM0100', message: "Failed to resolve table 'AZKVAuditLogs'" },
        },
      }),
      "a failed query: SEM0100: Failed to resolve table 'AZKVAuditLogs'",
    ],
    [
      json({ Results: null, Error: { code: 'PartialError', message: 'Too\nlarge' } }),
      'a failed query: PartialError: Too large',
    ],
    [
      json([
        ...frames,
        {
          FrameType: 'DataSetCompletion',
          HasErrors: true,
          OneApiErrors: [{ error: { code: 'LimitsExceeded', message: 'Too much' } }],
        },
      ]),
      'a failed query: LimitsExceeded: Too much',
    ],
    [json({ tables: [] }), 'the answer of a query without a table'],
    [`PrimaryResult\t${cell}\tSecretGet\tKV-HARBOR\n`, /^az CLI text output.*use -o json$/],
    ['1\n', /^az CLI text output.*use -o json$/],
    [`SecretGet\t{"a":[1,2,3,4,5]}\t"x"\t${cell}\n`, /^az CLI text output.*use -o json$/],
    ['TimeGenerated  Resource\n-------------  --------\n2026-03-11     KV\n', /^a table printed as text/],
    ['TimeGenerated : 2026-03-11T08:15:30Z\r\nResource      : KV\r\n', /^a list that PowerShell printed/],
    [`${cell},KV-HARBOR,SecretGet\n${cell},KV-HARBOR,SecretGet\n`, 'CSV without a line of column names'],
    ['<!DOCTYPE html><html></html>', 'an HTML page'],
    ['<?xml version="1.0"?><x/>', 'an XML document'],
    [
      'Dear colleague,\nplease find the logs attached.\n',
      /^no columns of Key Vault logs; it has Dear colleague/,
    ],
    ['# Samples\n\nInvented exports\n', 'text that is no export; it begins with "# Samples"'],
    [
      '[2026-03-11 08:15:30] INFO starting\n',
      'text that is no export; it begins with "[2026-03-11 08:15:30] INFO starting"',
    ],
    ['{not json at all}', 'text that is no export; it begins with "{not json at all}"'],
    ['['.repeat(100_000), /./],
    ['%PDF-1.7\n%\u00e2', 'a PDF document'],
    ['\0'.repeat(200_000), 'binary data'],
  ];

  test.each(
    cases.map(([text, reason]) => [JSON.stringify(text.slice(0, 60)), text, reason] as const),
  )('%s', async (_, text, reason) => {
    const recognition = await ofText(text);
    expect(recognition.shape).toBeUndefined();
    expect(recognition).toEqual({
      reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
    });
  });
});

describe('a shape that is said', () => {
  test('holds, with the row kind that the names tell', async () => {
    expect(await ofText(json([textRow]), 'az-cli')).toEqual({ shape: 'az-cli', kind: 'AzureDiagnostics' });
    expect(await ofText(json([auditRow]), 'row-lines')).toEqual({
      shape: 'row-lines',
      kind: 'AZKVAuditLogs',
    });
  });

  test('holds where nothing else is known, with the row kind it mostly has', async () => {
    expect(await ofText('a,b\n', 'plain-csv')).toEqual({ shape: 'plain-csv', kind: 'AzureDiagnostics' });
    expect(await ofText('{}', 'audit-lines')).toEqual({ shape: 'audit-lines', kind: 'audit event' });
    expect(await ofText('[]', 'data-export')).toEqual({ shape: 'data-export', kind: 'AZKVAuditLogs' });
    expect(await ofText(json([event]), 'plain-csv')).toEqual({
      shape: 'plain-csv',
      kind: 'AzureDiagnostics',
    });
  });

  test('makes no text of what is none', async () => {
    expect(await ofText('%PDF-1.7', 'portal-csv')).toEqual({ reason: 'a PDF document' });
    expect(await ofText('', 'portal-csv')).toEqual({ reason: 'empty' });
  });
});

test('no more is read than is needed', async () => {
  let chunks = 0;
  let closed = false;
  async function* endless() {
    try {
      for (;;) {
        chunks++;
        yield Buffer.from(lines({ a: 'x'.repeat(50_000) }));
      }
    } finally {
      closed = true;
    }
  }
  expect(await recognise(endless(), null)).toEqual({ reason: 'no columns of Key Vault logs; it has a' });
  expect(chunks).toBeLessThan(25);
  expect(closed).toBe(true);
});

const samples: Readonly<Record<string, Shape>> = {
  'portal/query_data.csv': 'portal-csv',
  'portal/query_data (1).csv': 'portal-csv',
  'portal/converted.json': 'portal-json',
  'query-api/web.json': 'tables',
  'azure-cli/dev-march.json': 'az-cli',
  'powershell/dev.json': 'powershell-json',
  'kusto/web-v1.json': 'kusto-v1',
  'kusto/web-v2.json': 'kusto-v2',
  'logic-app/web.json': 'value',
  'rows/web.csv': 'plain-csv',
  'rows/web.json': 'row-array',
  'rows/web-last.json': 'row-object',
  'rows/dev.jsonl': 'row-lines',
  'event-hub/pay-body.json': 'audit-records',
  'event-hub/pay-messages.json': 'audit-records',
  'events/pay.json': 'audit-array',
  'events/pay-last.json': 'audit-object',
  'data-export/am-AZKVAuditLogs/PT05M.json': 'data-export',
  'data-export/hub.json': 'data-export-hub',
};

test.each(Object.entries(samples))('the sample %s is %s', async (path, shape) => {
  const bytes = readFileSync(join(import.meta.dirname, '../../../samples', path));
  expect(await recognise(inChunks(bytes, 100_000), null)).toMatchObject({ shape });
});

const realLogs = '/work/shared/real-logs';

// Records that Azure wrote; the folder is not part of the project.
describe.skipIf(!existsSync(realLogs))('real logs', () => {
  const expected = existsSync(realLogs)
    ? Object.entries<{ shape: string; rows: string }>(
        JSON.parse(readFileSync(join(realLogs, 'expected.json'), 'utf8')).files,
      )
    : [];

  test.each(expected)('%s', async (path, { shape, rows: kind }) => {
    const bytes = readFileSync(join(realLogs, path));
    const text = bytes.toString().replace(/^\ufeff/, '');
    const recognition = await ofText(text);
    if (kind === 'other table')
      expect(recognition).toEqual({ reason: expect.stringMatching(/^rows of the table /) });
    else expect(recognition).toEqual({ shape, kind: kind.replace(' (Managed HSM)', '') });
  });
});
