// The export shapes: how rows become text. Each shape has a head, one text a row, what parts rows, and a tail.

import { startAt } from './clock.mjs';
import { arrayColumns, columns } from './columns.mjs';

const pad = (number, digits) => String(number).padStart(digits, '0');

/** 2026-04-30T12:00:00.0000000Z: all seven digits of 100 ns ticks. */
export function isoText(ticks) {
  const milliseconds = Math.floor(ticks / 1e4);
  return `${new Date(startAt + milliseconds).toISOString().slice(0, 23)}${pad(ticks - milliseconds * 1e4, 4)}Z`;
}

/** 4/30/2026, 12:00:00.000 PM: the portal keeps milliseconds and cuts the rest off. */
function portalText(ticks) {
  const date = new Date(startAt + Math.floor(ticks / 1e4)),
    hour = date.getUTCHours();
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}, ${hour % 12 || 12}:${pad(date.getUTCMinutes(), 2)}:${pad(date.getUTCSeconds(), 2)}.${pad(date.getUTCMilliseconds(), 3)} ${hour < 12 ? 'AM' : 'PM'}`;
}

function csvLine(row, datetimeText, boolText, quoted) {
  let line = '';
  for (let i = 0; i < columns.length; i++) {
    if (i > 0) line += ',';
    const value = row[columns[i].name];
    if (value === undefined) continue;
    const text =
      typeof value === 'string'
        ? value
        : typeof value === 'boolean'
          ? boolText(value)
          : columns[i].type === 'datetime'
            ? datetimeText(value)
            : String(value);
    line += quoted(text);
  }
  return line;
}

const inQuotes = (text) => `"${text.replaceAll('"', '""')}"`;
// The portal leaves a cell bare only where it holds nothing but ASCII letters and digits.
const portalQuoted = (text) => (/^[A-Za-z0-9]*$/.test(text) ? text : inQuotes(text));
const minimalQuoted = (text) => (/[",\r\n]/.test(text) ? inQuotes(text) : text);

const typed = (column, value) => (column.type === 'datetime' ? isoText(value) : value);

/** A raw resource log record. Ids of assignments have no dashes there, durations are text, arrays are arrays. */
function rawRecord(row) {
  const record = {};
  const vaultProperties = row.properties_sku_Name_s !== undefined;
  if (row.ResourceType === 'VAULTS') record.identity = {};
  for (const column of columns) {
    const value = row[column.name];
    if (value === undefined || !column.path) continue;
    let place = record;
    for (const key of column.path.slice(0, -1)) place = place[key] ??= {};
    place[column.path.at(-1)] = arrayColumns.has(column.name)
      ? JSON.parse(value)
      : column.name === 'DurationMs'
        ? String(value)
        : column.name === 'appliedAssignmentId_g'
          ? value.replaceAll('-', '')
          : typed(column, value);
  }
  if (vaultProperties) {
    // the service writes null for what is not set
    record.properties.properties.sku.Capacity = null;
    record.properties.properties.networkAcls ??= null;
    record.properties.properties.enablePurgeProtection ??= null;
  }
  return record;
}

const rawOrder = [
  'time',
  'category',
  'operationName',
  'resultType',
  'resultDescription',
  'correlationId',
  'callerIpAddress',
  'identity',
  'properties',
  'resourceId',
  'operationVersion',
  'resultSignature',
  'durationMs',
  'level',
];

export const shapes = {
  // What the Logs page exports: "TimeGenerated [UTC]", month first, 12 hours, milliseconds.
  'portal-csv': {
    head: () =>
      `${columns.map(({ name, type }) => portalQuoted(type === 'datetime' ? `${name} [UTC]` : name)).join(',')}\n`,
    row: (row) => `${csvLine(row, portalText, String, portalQuoted)}\n`,
  },
  // Plain RFC 4180 with LF, ISO times with seven digits.
  'csv-iso': {
    head: () => `${columns.map(({ name }) => name).join(',')}\n`,
    row: (row) => `${csvLine(row, isoText, (value) => (value ? 'True' : 'False'), minimalQuoted)}\n`,
  },
  // One flat object a line; a column without value is absent.
  jsonl: {
    head: () => '',
    row(row) {
      const flat = {};
      for (const column of columns)
        if (row[column.name] !== undefined) flat[column.name] = typed(column, row[column.name]);
      return `${JSON.stringify(flat)}\n`;
    },
  },
  // The answer of the query API: columns, then rows of values; a string is never null.
  'rest-json': {
    head: () =>
      `{"tables":[{"name":"PrimaryResult","columns":${JSON.stringify(columns.map(({ name, type }) => ({ name, type })))},"rows":[\n`,
    row: (row) =>
      JSON.stringify(
        columns.map((column) => {
          const value = row[column.name];
          return value === undefined ? (column.type === 'string' ? '' : null) : typed(column, value);
        }),
      ),
    between: ',\n',
    tail: () => '\n]}]}\n',
  },
  // PT1H.json of a storage account: one nested record a line, spaced as the service does.
  'raw-audit': {
    head: () => '',
    row(row) {
      const record = rawRecord(row);
      return `{ ${rawOrder
        .filter((key) => key in record)
        .map((key) => `"${key}": ${JSON.stringify(record[key])}`)
        .join(', ')}}\n`;
    },
  },
};
