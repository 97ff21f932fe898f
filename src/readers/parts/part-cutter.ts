import { closeSync, openSync, readSync } from 'node:fs';
import { csvCells } from '../csv/csv-cells.js';
import { openCsv } from '../csv/csv-file.js';
import { CsvFramer, longestRecord } from '../csv/csv-framer.js';
import type { CsvHeader } from '../csv/csv-header.js';
import { contentOf } from '../inputs/content.js';
import { encodingOf } from '../inputs/encoding.js';
import type { ExportInput } from '../inputs/export-input.js';
import { isGzip } from '../inputs/gzip.js';
import type { StoredFile } from '../inputs/stored-bytes.js';
import { standsInLines } from '../json/stands-in-lines.js';
import type { Shape } from '../reader.js';
import { dateOrders } from './date-orders.js';
import type { InputPart, Stretch } from './input-part.js';

/** Shapes whose records can be found without what stands before them. */
const csvShapes: readonly Shape[] = ['portal-csv', 'plain-csv', 'powershell-csv'];
const lineShapes: readonly Shape[] = ['row-lines', 'data-export', 'audit-lines'];

/** How far behind a place the beginning of a record is looked for, in bytes. */
const window = 256 * 1024;

/** Where an input can be cut. */
export interface PartCutter {
  /** What every part needs to know of the beginning of the input. */
  readonly beginning: Omit<Stretch, 'from' | 'to'>;
  /** A place behind another that seems to begin a record; null when none is found near. */
  boundary(near: number): number | null;
}

/** Finds out how an input can be cut; null when it can only be read from its beginning. */
export async function partCutter({ stored, shape }: ExportInput): Promise<PartCutter | null> {
  const { file } = stored;
  if (file === null || ![...csvShapes, ...lineShapes].includes(shape)) return null;
  const beginning = bytesAt(file, 0, 512);
  const encoding = encodingOf(beginning);
  if (isGzip(beginning) || encoding.name !== 'utf-8') return null;
  const content = () => contentOf(stored, { bytes() {}, end() {}, trouble() {} });
  if (lineShapes.includes(shape)) {
    const inLines = await standsInLines({ path: file.path, content });
    return inLines ? { beginning: nothing, boundary: (near) => lineAfter(file, near) } : null;
  }
  const csv = await openCsv(content());
  if (csv.header === null) return null;
  const { header } = csv;
  for await (const _ of csv.rest) break;
  return {
    beginning: {
      head: bytesAt(file, 0, encoding.mark + csv.headerSize),
      headLines: csv.line - 1,
      orders: await dateOrders({ path: file.path, content }, header),
    },
    boundary: (near) => recordAfter(file, near, header),
  };
}

/** Cuts an input into parts of about a size. An input that cannot be cut is one part. */
export async function cutInput(input: ExportInput, size: number): Promise<readonly InputPart[]> {
  const { path, shape, kind, stored } = input;
  const { file } = stored;
  if (file === null) throw new Error(`${path} is no file that could be opened again.`);
  const part = { path, shape, kind, file };
  const cutter = stored.size < 2 * size ? null : await partCutter(input);
  if (cutter === null) return [{ ...part, stretch: null }];
  const places = [cutter.beginning.head.length];
  for (let near = size; near < stored.size - size / 2; near += size) {
    const place = near > places.at(-1)! ? cutter.boundary(near) : null;
    if (place !== null) places.push(place);
  }
  return places.map((from, i) => ({
    ...part,
    stretch: { ...cutter.beginning, from, to: places[i + 1] ?? stored.size },
  }));
}

const nothing: PartCutter['beginning'] = { head: new Uint8Array(), headLines: 0, orders: new Map() };

const lineFeed = 10;

function lineAfter(file: StoredFile, near: number): number | null {
  const end = bytesAt(file, near, window).indexOf(lineFeed);
  return end < 0 ? null : near + end + 1;
}

/** How many lines are tried, and how many records have to follow one that may begin a record. */
const linesTried = 64;
const recordsTried = 16;

/** The place of a line from which records of the right width follow. It may lie inside quotes all the same: what stands before it decides. */
function recordAfter(file: StoredFile, near: number, header: CsvHeader): number | null {
  const bytes = bytesAt(file, near, window);
  let at = 0;
  for (let line = 0; line < linesTried; line++) {
    const end = bytes.indexOf(lineFeed, at);
    if (end < 0) return null;
    at = end + 1;
    if (beginsRecords(bytes.subarray(at), header)) return near + at;
  }
  return null;
}

function beginsRecords(bytes: Uint8Array, { delimiter, names }: CsvHeader): boolean {
  const framer = new CsvFramer(delimiter, 1, longestRecord);
  let records = 0;
  for (let at = 0; at < bytes.length && records < recordsTried; ) {
    at = framer.read(bytes, at);
    if (framer.frame === null) break;
    const { bytes: record } = framer.frame;
    if (typeof record === 'string' || csvCells(record, delimiter).length !== names.length) return false;
    records += 1;
  }
  return records > 0;
}

/** Some bytes of a file, as many as there are. */
function bytesAt({ path }: StoredFile, from: number, length: number): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(length);
    let count = 0;
    for (let more = 1; more > 0 && count < length; count += more)
      more = readSync(descriptor, bytes, count, length - count, from + count);
    return bytes.subarray(0, count);
  } finally {
    closeSync(descriptor);
  }
}
