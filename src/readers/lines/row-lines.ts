import { CellCache, type ReadCell } from '../csv/cell-cache.js';
import { ownField } from '../kinds/record-fields.js';
import { type Alternatives, leadingTests } from '../leading-tests.js';
import type { RecordEmitter } from '../record-emitter.js';
import { CellEmitter, type CellSource } from './cell-emitter.js';
import { LineColumn } from './line-column.js';
import { LineGraph } from './line-graph.js';
import { LineLearner } from './line-learner.js';
import { type LineScan, leaveLineScan } from './line-scan.js';
import { LineWalker } from './line-walker.js';
import { bodyField, type PlainLines } from './plain-lines.js';
import { nothing, text } from './value-kinds.js';

const tables: ReadonlySet<unknown> = new Set([undefined, null, '', 'AzureDiagnostics']);

/** Reads rows of `AzureDiagnostics` straight out of the bytes of their lines, of each no more than a scan asks for. */
export class RowLines implements PlainLines, CellSource {
  private readonly walker: LineWalker;
  private readonly learner: LineLearner;
  private readonly cells: CellEmitter;
  private readonly columns: readonly LineColumn[];
  /** For each requested column, and for `Type`, which value of the line is its own; -1 when none is. */
  private readonly values: Int32Array;
  private readonly typeIndex: number;
  private readonly types = new CellCache(
    (raw) => raw as string,
    (table) => Number(tables.has(table)),
  );

  constructor(
    emitter: RecordEmitter,
    private readonly scan: LineScan,
  ) {
    const { columns } = emitter.request;
    const indexes = new Map(columns.map(({ name }, index) => [name, index]));
    this.typeIndex = indexes.get('Type') ?? columns.length;
    indexes.set('Type', this.typeIndex);
    const graph = new LineGraph(scan, ([name]) => indexes.get(name ?? '') ?? -1);
    this.walker = new LineWalker(scan, graph);
    this.learner = new LineLearner(graph, () => false);
    const leading = leadingTests(emitter.request);
    this.cells = new CellEmitter(emitter, leading, this);
    this.columns = columns.map((_, index) => new LineColumn(emitter, leading, index));
    this.values = new Int32Array(columns.length + 1);
  }

  open(bytes: Buffer): void {
    this.walker.open(bytes);
  }

  read(from: number, end: number, line: number): boolean {
    const { walker, values } = this;
    if (!walker.walk(from, end)) return false;
    // Faster than to fill an array that is so short.
    for (let index = 0; index < values.length; index++) values[index] = -1;
    const { count, abouts } = walker;
    for (let value = 0; value < count; value++) values[abouts[value]!] = value;
    return this.isDiagnostics() && this.cells.emit(line);
  }

  learn(from: number, end: number, record: Readonly<Record<string, unknown>>): void {
    // Rows of another table have names that are not ours.
    if (!Object.hasOwn(record, bodyField) && tables.has(ownField(record, 'Type')))
      this.learner.learn(this.walker.buffer, from, end);
  }

  close(): void {
    leaveLineScan(this.scan);
  }

  cell(index: number): ReadCell {
    const value = this.values[index]!;
    const column = this.columns[index]!;
    return value < 0 ? column.empty : column.cell(this.walker, value);
  }

  left(index: number): Alternatives {
    const value = this.values[index]!;
    const column = this.columns[index]!;
    return value < 0 ? column.empty.note : column.left(this.walker, value);
  }

  /** Whether the row is of the table, as a row that names none is. */
  private isDiagnostics(): boolean {
    const { bytes, words, kinds, from, to } = this.walker;
    const value = this.values[this.typeIndex]!;
    if (value < 0 || kinds[value] === nothing) return true;
    return kinds[value] === text && this.types.cell(bytes, words, from[value]!, to[value]!).note === 1;
  }
}
