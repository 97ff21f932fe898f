// One generated file as DuckDB reads it: a SELECT that gives the text columns of the queries, never null, and `ticks`.

import { columns } from '../generator/columns.mjs';
import { textColumns } from './queries.mjs';

const literal = (text) => `'${text.replaceAll("'", "''")}'`;
const identifier = (text) => `"${text.replaceAll('"', '""')}"`;

/** ISO text to ticks; the second form is for years that 64 bits of nanoseconds cannot hold. */
const isoTicks = (text) => `coalesce(epoch_ns(TRY_CAST(${text} AS TIMESTAMP_NS)) // 100,
  epoch_us(TRY_CAST(${text}[1:19] AS TIMESTAMP)) * 10 + TRY_CAST(rpad(rtrim(${text}[21:], 'Z'), 7, '0') AS BIGINT))`;

/** Text of the portal, 4/30/2026, 1:02:03.004 PM, to ticks. */
const portalTicks = (text) => `epoch_us(try_strptime(${text}, '%-m/%-d/%Y, %-I:%M:%S.%g %p')) * 10`;

const text = (expression, name) => `coalesce(${expression}, '') AS ${identifier(name)}`;

function csvSource(path, nameOf, ticks) {
  const types = columns.map((column) => `${literal(nameOf(column))}: 'VARCHAR'`).join(', ');
  return `SELECT ${textColumns.map((name) => text(identifier(name), name)).join(', ')}, ${ticks} AS ticks
    FROM read_csv(${literal(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', new_line = '\\n',
      columns = {${types}})`;
}

function jsonlSource(path) {
  const types = [...textColumns, 'TimeGenerated'].map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
  return `SELECT ${textColumns.map((name) => text(identifier(name), name)).join(', ')}, ${isoTicks('TimeGenerated')} AS ticks
    FROM read_ndjson(${literal(path)}, columns = {${types}})`;
}

/** What a resource id says, /SUBSCRIPTIONS/x/RESOURCEGROUPS/x/PROVIDERS/x/TYPE/NAME, by column. */
const partsOfId = {
  SubscriptionId: "lower(split_part(resourceId, '/', 3))",
  ResourceGroup: "split_part(resourceId, '/', 5)",
  ResourceType: "split_part(resourceId, '/', 8)",
  Resource: "split_part(resourceId, '/', 9)",
};

function auditSource(path) {
  const wanted = columns.filter(({ name, path }) => path && [...textColumns, 'TimeGenerated'].includes(name));
  const tree = {};
  for (const column of wanted) {
    const keys = column.path;
    let place = tree;
    for (const key of keys.slice(0, -1)) place = place[key] ??= {};
    // What is a list there is its JSON text in the table.
    place[keys.at(-1)] = column.name.includes('_Permissions_') ? 'JSON' : 'VARCHAR';
  }
  tree.resourceId = 'VARCHAR';
  const typeOf = (node) =>
    typeof node === 'string'
      ? node
      : `STRUCT(${Object.entries(node)
          .map(([key, inner]) => `${identifier(key)} ${typeOf(inner)}`)
          .join(', ')})`;
  const types = Object.entries(tree)
    .map(([key, node]) => `${literal(key)}: ${literal(typeOf(node))}`)
    .join(', ');
  const expressionOf = (name) =>
    partsOfId[name] ??
    `CAST(${wanted
      .find((column) => column.name === name)
      .path.map(identifier)
      .join('.')} AS VARCHAR)`;
  return `SELECT ${textColumns.map((name) => text(expressionOf(name), name)).join(', ')}, ${isoTicks('"time"')} AS ticks
    FROM read_ndjson(${literal(path)}, columns = {${types}})`;
}

/** How DuckDB reads each shape, by the path of a file. */
export const sources = {
  'csv-iso': (path) => csvSource(path, ({ name }) => name, isoTicks('TimeGenerated')),
  'portal-csv': (path) =>
    csvSource(
      path,
      ({ name, type }) => (type === 'datetime' ? `${name} [UTC]` : name),
      portalTicks('"TimeGenerated [UTC]"'),
    ),
  jsonl: jsonlSource,
  'raw-audit': auditSource,
};
