import { readCsv } from './csv/csv.js';
import { azCli } from './json/az-cli.js';
import { jsonLineRecords, jsonRecords } from './json/json-records.js';
import { kustoV1 } from './json/kusto-v1.js';
import { kustoV2 } from './json/kusto-v2.js';
import { portalJson } from './json/portal-json.js';
import { powershellJson } from './json/powershell-json.js';
import { tables } from './json/tables.js';
import type { Reader, RowKind, Shape } from './reader.js';

const bare = (kind: RowKind) => jsonRecords(kind, []);
const inRecords = (kind: RowKind) => jsonRecords(kind, ['records']);

const readers: Readonly<Record<Shape, (kind: RowKind) => Reader>> = {
  'portal-csv': readCsv,
  'plain-csv': readCsv,
  'powershell-csv': readCsv,
  'portal-json': portalJson,
  'az-cli': azCli,
  tables,
  'kusto-v1': kustoV1,
  'kusto-v2': kustoV2,
  'powershell-json': powershellJson,
  value: (kind) => jsonRecords(kind, ['value']),
  'row-array': bare,
  'row-object': bare,
  'row-lines': jsonLineRecords,
  'data-export': jsonLineRecords,
  'data-export-hub': inRecords,
  'audit-lines': jsonLineRecords,
  'audit-records': inRecords,
  'audit-array': bare,
  'audit-object': bare,
};

/** The reader of inputs of a shape that hold records of a kind. */
export const readerFor = (shape: Shape, kind: RowKind): Reader => readers[shape](kind);
