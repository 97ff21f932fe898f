import type { Instant } from '../records/instant.js';
import type { Row } from '../records/row.js';
import type { RecordSink, ScanRequest } from '../records/scan.js';
import type { TroubleKind, Troubles } from '../records/trouble.js';
import { missing, type Value } from '../records/value.js';
import { type CellDecoder, cellDecoder, type Spelling, type TimeReader } from './cell.js';
import { excerpt } from './excerpt.js';
import { type Alternatives, type LeadingTests, leadingTests } from './leading-tests.js';

/** Gives the raw cell of the request's column `index`; undefined when the record has none. */
export type Cells = (index: number) => unknown;

/** Gives the value of the request's column `index`. */
export type Values = (index: number) => Value;

/** A row that is being made. */
export type WritableRow = [origin: Row[0], ...values: Value[]];

/** Turns raw records of one input into rows of a scan: decodes, tests the leading predicates, counts. */
export class RecordEmitter {
  records = 0;
  rejected = 0;
  /** Records of other tables. */
  leftOut = 0;
  earliest: Instant | null = null;
  latest: Instant | null = null;
  /** Whether two records so far began on one line. */
  sharedLines = false;
  /** How many line ends the content has, where a reader of lines or CSV has come to its end. */
  lineEnds = 0;

  private line = 0;
  private cells: Cells = () => undefined;
  private decoders: CellDecoder[] = [];
  private readonly leading: LeadingTests;
  private readonly seenRow: WritableRow;
  /** A row of the length that all have; copying it is faster than letting one grow. */
  private readonly emptyRow: Readonly<WritableRow>;

  constructor(
    readonly path: string,
    readonly input: number,
    readonly request: ScanRequest,
    private readonly sink: RecordSink,
    private readonly troubles: Troubles,
    /** Column names met, in order of first sight. */
    readonly columns: Set<string>,
  ) {
    this.leading = leadingTests(request);
    const nowhere = { input, line: 0, record: 0 };
    this.seenRow = [nowhere, ...request.columns.slice(0, request.always).map(() => null)];
    this.emptyRow = [nowhere, ...request.columns.map(({ type }) => missing(type))];
  }

  /** Says how cells are spelled. Call before the first record. `times` has one reader per requested column; only datetime columns use theirs. */
  spell(spelling: Spelling, times: (column: string) => TimeReader): void {
    this.decoders = this.request.columns.map(({ name, type }) => cellDecoder(type, spelling, times(name)));
  }

  /** The decoder of the request's column `index`, once cells are spelled. */
  decoder(index: number): CellDecoder {
    return this.decoders[index]!;
  }

  /** Takes one record. Only cells that are read of it can be unreadable. */
  emit(line: number, cells: Cells): void {
    this.cells = cells;
    this.see(line, this.decoded);
    const met = this.met(this.probed);
    if (met === 0) return;
    const row = this.row();
    for (const index of this.leading.read(met)) row[index + 1] = this.decoded(index);
    this.sink.push(row);
  }

  /** The alternatives whose leading tests a record of these values meets. */
  met(values: Values): Alternatives {
    let met = this.leading.all;
    for (const [index, tests] of this.leading.columns) {
      if (met === 0) break;
      met &= tests.left(values(index));
    }
    return met;
  }

  /** Takes one record, without pushing it, from whoever decodes records on his own. */
  see(line: number, values: Values): void {
    this.records += 1;
    if (line === this.line) this.sharedLines = true;
    this.line = line;
    const { seenRow } = this;
    const { always } = this.request;
    seenRow[0] = { input: this.input, line, record: this.records };
    for (let index = 0; index < always; index++) seenRow[index + 1] = values(index);
    const time = seenRow[1] as Instant | null;
    if (time !== null) {
      if (this.earliest === null || time < this.earliest) this.earliest = time;
      if (this.latest === null || time > this.latest) this.latest = time;
    }
    this.sink.seen(seenRow);
  }

  /** A row of the record that was seen last, in which the columns that are not always read are missing. */
  row(): WritableRow {
    const row = this.emptyRow.slice() as WritableRow;
    for (let slot = 0; slot <= this.request.always; slot++) row[slot] = this.seenRow[slot]!;
    return row;
  }

  /** Pushes a row of the record that was seen last, which must be wanted. */
  push(row: Row): void {
    this.sink.push(row);
  }

  /** Counts a record that was there and cannot be read. */
  reject(line: number, detail: string): void {
    this.rejected += 1;
    this.troubles.add('malformed-record', this.path, line, detail);
  }

  /** Counts a record of another table. */
  leaveOut(line: number, reason: string): void {
    this.leftOut += 1;
    this.troubles.add('other-table', this.path, line, reason);
  }

  /** Counts a trouble of this input. */
  trouble(kind: TroubleKind, line: number | null, detail: string): void {
    this.troubles.add(kind, this.path, line, detail);
  }

  /** Counts a cell of the record at hand that is no value of its column's type; gives what it reads as. */
  unreadable(index: number, raw: unknown): Value {
    const { name, type } = this.request.columns[index]!;
    this.trouble(
      type === 'datetime' ? 'unreadable-time' : 'unreadable-value',
      this.line,
      `${name}: ${excerpt(raw)} is no ${type}`,
    );
    return missing(type);
  }

  private readonly decoded: Values = (index) => {
    const raw = this.cells(index);
    const value = this.decoders[index]!(raw);
    return value === undefined ? this.unreadable(index, raw) : value;
  };

  /** The values of the record that was seen last, unreadable ones not counted. */
  private readonly probed: Values = (index) => {
    const { columns, always } = this.request;
    if (index < always) return this.seenRow[index + 1] as Value;
    return this.decoders[index]!(this.cells(index)) ?? missing(columns[index]!.type);
  };
}
