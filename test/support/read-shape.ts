import type { RowKind, Shape } from '../../src/readers/reader.js';
import { RecordEmitter } from '../../src/readers/record-emitter.js';
import { readerFor } from '../../src/readers/shape-readers.js';
import { azureDiagnosticsTable } from '../../src/records/azure-diagnostics.js';
import type { Row } from '../../src/records/row.js';
import { type Column, suffixType } from '../../src/records/schema.js';
import { type TroubleReport, Troubles } from '../../src/records/trouble.js';
import type { KqlType } from '../../src/records/value.js';
import { jsonCell } from '../../src/records/value-text.js';
import { inChunks } from './bytes.js';

/** What a reader made of some content. */
export interface Read {
  /** The cells that are neither null nor empty, as JSON has them. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly lines: readonly number[];
  readonly rejected: number;
  readonly troubles: readonly TroubleReport[];
  /** The names of columns that records carry. */
  readonly columns: readonly string[];
}

/** The kind of a trouble with the lines and details of its first examples. */
export const told = ({ troubles }: Read, kind: TroubleReport['kind']): readonly string[] =>
  (troubles.find((report) => report.kind === kind)?.examples ?? []).map(
    ({ line, detail }) => `${line === null ? '' : `${line}: `}${detail}`,
  );

/** How content is read in a test. */
export interface ReadOptions {
  readonly kind?: RowKind;
  /** Names of columns beside the known ones. */
  readonly more?: readonly string[];
  readonly chunk?: number;
}

/** Reads content through the reader of a shape, with every column wanted. */
export async function readShape(
  shape: Shape,
  content: string | Uint8Array,
  options: ReadOptions = {},
): Promise<Read> {
  const { kind = 'AzureDiagnostics', more = [], chunk = 65_536 } = options;
  const bytes = Buffer.from(content);
  const columns = columnsOf(more);
  const rows: Row[] = [];
  const troubles = new Troubles();
  const names = new Set<string>();
  const request = { columns, always: 1, wanted: [[]] };
  const emitter = new RecordEmitter(
    'x',
    0,
    request,
    { seen() {}, push: (row) => rows.push(row) },
    troubles,
    names,
  );
  const input = { path: 'x', content: () => inChunks(bytes, chunk) };
  await readerFor(shape, kind)(input, emitter, { localZone: null, dateOrder: null });
  return {
    rows: rows.map((row) => filledCells(row, columns)),
    lines: rows.map(([origin]) => ('line' in origin ? origin.line : 0)),
    rejected: emitter.rejected,
    troubles: troubles.report(),
    columns: [...names],
  };
}

function columnsOf(more: readonly string[]): readonly Column[] {
  const known: readonly (readonly [string, KqlType])[] = Object.entries(azureDiagnosticsTable.columns);
  const others = more.map((name) => [name, suffixType(name)] as const);
  const types = new Map<string, KqlType>([['TimeGenerated', 'datetime'], ...others, ...known]);
  return [...types].map(([name, type]) => ({ name, type }));
}

function filledCells([, ...values]: Row, columns: readonly Column[]): Record<string, unknown> {
  const cells = columns.map(({ name, type }, i) => [name, jsonCell(values[i]!, type)] as const);
  return Object.fromEntries(cells.filter(([, cell]) => cell !== null && cell !== ''));
}
