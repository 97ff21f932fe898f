import type { Reader, ReaderOptions } from '../../src/readers/reader.js';
import { RecordEmitter } from '../../src/readers/record-emitter.js';
import type { Instant } from '../../src/records/instant.js';
import type { Row } from '../../src/records/row.js';
import type { ScanRequest } from '../../src/records/scan.js';
import { type Column, suffixType } from '../../src/records/schema.js';
import { type TroubleReport, Troubles } from '../../src/records/trouble.js';
import { inChunks } from './bytes.js';

/** What a reader made of an input called `export`. */
export interface Reading {
  readonly rows: readonly Row[];
  /** The rows that were seen, wanted or not. */
  readonly seen: readonly Row[];
  readonly records: number;
  readonly rejected: number;
  readonly earliest: Instant | null;
  readonly latest: Instant | null;
  readonly columns: readonly string[];
  readonly troubles: readonly TroubleReport[];
}

/** Lets a reader read a text or bytes in chunks of a size. */
export async function readText(
  reader: Reader,
  content: string | Uint8Array,
  request: ScanRequest,
  { chunkSize = 64, ...options }: Partial<ReaderOptions> & { readonly chunkSize?: number } = {},
): Promise<Reading> {
  const rows: Row[] = [];
  const seen: Row[] = [];
  const troubles = new Troubles();
  const columns = new Set<string>();
  const sink = { seen: (row: Row) => seen.push([...row]), push: (row: Row) => rows.push(row) };
  const emitter = new RecordEmitter('export', 0, request, sink, troubles, columns);
  const bytes = Buffer.from(content);
  const input = { path: 'export', content: () => inChunks(bytes, chunkSize) };
  await reader(input, emitter, { localZone: null, dateOrder: null, ...options });
  const { records, rejected, earliest, latest } = emitter;
  return {
    rows,
    seen,
    records,
    rejected,
    earliest,
    latest,
    columns: [...columns],
    troubles: troubles.report(),
  };
}

/** Asks for every record, and of it TimeGenerated and the columns named, typed by their suffixes. */
export function requestOf(...names: readonly string[]): ScanRequest {
  const columns: Column[] = names.map((name) => ({ name, type: suffixType(name) }));
  return { columns: [{ name: 'TimeGenerated', type: 'datetime' }, ...columns], always: 1, wanted: [[]] };
}
