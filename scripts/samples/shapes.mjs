// Writes rows of the story in every shape in which Azure and its tools hand them out.
import { gzipSync } from 'node:zlib';
import { columns } from './columns.mjs';

const filled = columns.filter(({ name }) => name !== 'ResourceId');
/** Seven fraction digits, as Azure stamps: the last four follow from the correlation id, so they are stable. */
const stamped = (row) =>
  `${row.TimeGenerated}${String(Number.parseInt(row.CorrelationId.slice(0, 4), 16))
    .padStart(5, '0')
    .slice(-4)}Z`;

/** A row with values as the Log Analytics table holds them. */
function tableRow(row) {
  const result = {};
  for (const { name, array } of columns) {
    if (row[name] === undefined) continue;
    result[name] = name === 'TimeGenerated' ? stamped(row) : array ? JSON.stringify(row[name]) : row[name];
  }
  return result;
}

const quotedAsPortal = (text) => (/^[A-Za-z0-9]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`);
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
const quotedWhereNeeded = (text) => (/[",\r\n]/.test(text) ? quoted(text) : text);

/** The clock of a portal set to `offset` hours from UTC, as it prints US English times. */
function portalTime(time, offset = 0) {
  const at = new Date(Date.parse(`${time}Z`) + offset * 3_600_000);
  const hour = at.getUTCHours();
  const two = (n) => String(n).padStart(2, '0');
  return `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()}, ${hour % 12 || 12}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}.${time.slice(20, 23)} ${hour < 12 ? 'AM' : 'PM'}`;
}

/** The raw audit event behind a row. */
function auditEvent(row) {
  const event = {};
  for (const { name, path } of columns) {
    if (path === undefined || row[name] === undefined) continue;
    let place = event;
    for (const key of path.slice(0, -1)) place = place[key] ??= {};
    place[path.at(-1)] =
      name === 'TimeGenerated' ? stamped(row) : name === 'DurationMs' ? String(row[name]) : row[name];
  }
  event.identity ??= {};
  if (event.properties.properties) {
    event.properties.properties.sku.Capacity = null;
    event.properties.properties.enablePurgeProtection = null;
  }
  return event;
}

/** The row as the dedicated table AZKVAuditLogs has it. */
function auditLogsRow(row) {
  const { identity } = auditEvent(row);
  return {
    CallerIpAddress: row.CallerIPAddress,
    ClientInfo: row.clientInfo_s,
    CorrelationId: row.CorrelationId,
    DurationMs: row.DurationMs,
    HttpStatusCode: row.httpStatusCode_d,
    ...(row.id_s && { Id: row.id_s }),
    Identity: identity,
    ...(row.isRbacAuthorized_b !== undefined && {
      IsRbacAuthorized: row.isRbacAuthorized_b,
    }),
    OperationName: row.OperationName,
    OperationVersion: row.OperationVersion,
    RequestUri: row.requestUri_s,
    ResultSignature: row.ResultSignature,
    ResultType: row.ResultType,
    TenantId: row.TenantId,
    TimeGenerated: stamped(row),
    Tlsversion: row.tlsVersion_s,
    Type: 'AZKVAuditLogs',
    _Internal_WorkspaceResourceId: `/subscriptions/${row.SubscriptionId}/resourcegroups/rg-logs/providers/microsoft.operationalinsights/workspaces/law-tern`,
    _ItemId: row.CorrelationId,
    _ResourceId: row._ResourceId,
  };
}

const word = (value) => (value === true ? 'True' : value === false ? 'False' : String(value));
const lines = (texts, end = '\n') => texts.map((text) => text + end).join('');

/** An array of the cells of a row, by the columns of the query API: missing text is empty, other missing values are null. */
const cells = (row) => filled.map(({ name, type }) => row[name] ?? (type === 'string' ? '' : null));

export const shapes = {
  portalCsv: (rows, zone = 'UTC', offset = 0) =>
    lines([
      filled
        .map(({ name, type }) => quotedAsPortal(type === 'datetime' ? `${name} [${zone}]` : name))
        .join(','),
      ...rows.map((row) =>
        filled
          .map(({ name }) =>
            name === 'TimeGenerated'
              ? portalTime(row.TimeGenerated, offset)
              : String(tableRow(row)[name] ?? ''),
          )
          .map(quotedAsPortal)
          .join(','),
      ),
    ]),
  plainCsv: (rows) =>
    lines([
      filled.map(({ name }) => name).join(','),
      ...rows.map((row) =>
        cells(tableRow(row))
          .map((cell) => quotedWhereNeeded(cell === null ? '' : word(cell)))
          .join(','),
      ),
    ]),
  powershellCsv: (rows) =>
    Buffer.from(
      `\ufeff${lines(
        [
          '#TYPE System.Management.Automation.PSCustomObject',
          filled.map(({ name }) => quoted(name)).join(','),
          ...rows.map((row) =>
            cells(tableRow(row))
              .map((cell) => quoted(cell === null ? '' : word(cell)))
              .join(','),
          ),
        ],
        '\r\n',
      )}`,
      'utf16le',
    ),
  powershellJson: (rows) =>
    `${JSON.stringify(
      rows.map((row) =>
        Object.fromEntries(
          filled.map(({ name }) => [
            name,
            tableRow(row)[name] === undefined ? null : word(tableRow(row)[name]),
          ]),
        ),
      ),
      null,
      4,
    ).replaceAll("'", '\\u0027')}\n`,
  portalJson: (rows) =>
    `${JSON.stringify(
      rows.map((row) =>
        Object.fromEntries(
          filled.map(({ name, type }) => [
            type === 'datetime' ? `${name} [UTC]` : name,
            name === 'TimeGenerated' ? portalTime(row.TimeGenerated) : (tableRow(row)[name] ?? ''),
          ]),
        ),
      ),
      null,
      1,
    )}\n`,
  azCli: (rows) =>
    `${JSON.stringify(
      rows.map((row) =>
        Object.fromEntries(
          [
            ['TableName', 'PrimaryResult'],
            ...filled.map(({ name, type }) => [
              name,
              tableRow(row)[name] === undefined
                ? type === 'string'
                  ? ''
                  : 'None'
                : word(tableRow(row)[name]),
            ]),
          ].sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      ),
      null,
      2,
    )}\n`,
  tables: (rows) =>
    `{"tables":[{"name":"PrimaryResult","columns":${JSON.stringify(filled.map(({ name, type }) => ({ name, type })))},"rows":[\n${rows
      .map((row) => JSON.stringify(cells(tableRow(row))))
      .join(',\n')}\n]}]}\n`,
  kustoV1: (rows) =>
    `${JSON.stringify({
      Tables: [
        {
          TableName: 'Table_0',
          Columns: filled.map(({ name, type }) => ({
            ColumnName: name,
            ColumnType: type,
          })),
          Rows: rows.map((row) => cells(tableRow(row))),
        },
        {
          TableName: 'Table_1',
          Columns: [{ ColumnName: 'Value', ColumnType: 'string' }],
          Rows: [['{"Visualization":null}']],
        },
      ],
    })}\n`,
  kustoV2: (rows) =>
    `[${[
      { FrameType: 'DataSetHeader', IsProgressive: false, Version: 'v2.0' },
      {
        FrameType: 'DataTable',
        TableId: 0,
        TableKind: 'QueryProperties',
        TableName: '@ExtendedProperties',
        Columns: [{ ColumnName: 'Value', ColumnType: 'string' }],
        Rows: [['{}']],
      },
      {
        FrameType: 'DataTable',
        TableId: 1,
        TableKind: 'PrimaryResult',
        TableName: 'PrimaryResult',
        Columns: filled.map(({ name, type }) => ({
          ColumnName: name,
          ColumnType: type,
        })),
        Rows: rows.map((row) => cells(tableRow(row))),
      },
      { FrameType: 'DataSetCompletion', HasErrors: false, Cancelled: false },
    ]
      .map((frame) => JSON.stringify(frame))
      .join('\n,')}]\n`,
  value: (rows) => `${JSON.stringify({ value: rows.map(tableRow) }, null, 1)}\n`,
  rowArray: (rows) => `${JSON.stringify(rows.map(tableRow), null, 2)}\n`,
  rowObject: ([row]) => `${JSON.stringify(tableRow(row), null, 2)}\n`,
  rowLines: (rows) => lines(rows.map((row) => JSON.stringify(tableRow(row)))),
  dataExport: (rows) => lines(rows.map((row) => JSON.stringify(auditLogsRow(row)))),
  dataExportHub: (rows) => `${JSON.stringify({ records: rows.map(auditLogsRow) })}\n`,
  auditLines: (rows) => lines(rows.map((row) => JSON.stringify(auditEvent(row)))),
  auditRecords: (rows) => `${JSON.stringify({ records: rows.map(auditEvent) }, null, '\t')}\n`,
  auditMessages: (rows) => lines(rows.map((row) => JSON.stringify({ records: [auditEvent(row)] }))),
  auditArray: (rows) => `${JSON.stringify(rows.map(auditEvent), null, 2)}\n`,
  auditObject: ([row]) => `${JSON.stringify(auditEvent(row), null, 4)}\n`,
  // Level 9 and no time stamp in the header, so the bytes are the same on every run.
  gzip: (text) => gzipSync(text, { level: 9 }),
};
