import type { Instant } from '../records/instant.js';
import type { Row } from '../records/row.js';
import type { ColumnTest, RecordSink, ScanRequest } from '../records/scan.js';
import type { TroubleKind, Troubles } from '../records/trouble.js';
import { missing, type Value } from '../records/value.js';
import { type CellDecoder, cellDecoder, type Spelling, type TimeReader } from './cell.js';

/** Gives the raw cell of the request's column `index`; undefined when the record has none. */
export type Cells = (index: number) => unknown;

/** Turns raw records of one input into rows of a scan: decodes, tests the leading predicates, counts. */
export class RecordEmitter {
  records = 0;
  rejected = 0;
  earliest: Instant | null = null;
  latest: Instant | null = null;
  /** Whether two records so far began on one line. */
  sharedLines = false;

  private lastLine = 0;
  private decoders: CellDecoder[] = [];
  private readonly wanted: readonly (readonly SlotTest[])[];
  private readonly seenRow: [Row[0], ...Value[]];

  constructor(
    readonly path: string,
    readonly input: number,
    readonly request: ScanRequest,
    private readonly sink: RecordSink,
    private readonly troubles: Troubles,
    /** Column names met, in order of first sight. */
    readonly columns: Set<string>,
  ) {
    const slots = new Map(request.columns.map(({ name }, i) => [name, i + 1]));
    this.wanted = request.wanted.map((tests) => tests.map((test) => slotTest(test, slots.get(test.column)!)));
    this.seenRow = [
      { input, line: 0, record: 0 },
      ...request.columns.slice(0, request.always).map(() => null),
    ];
  }

  /** Says how cells are spelled. Call before the first record. `times` has one reader per requested column; only datetime columns use theirs. */
  spell(spelling: Spelling, times: (column: string) => TimeReader): void {
    this.decoders = this.request.columns.map(({ name, type }) => cellDecoder(type, spelling, times(name)));
  }

  /** Takes one record. */
  emit(line: number, cells: Cells): void {
    this.records += 1;
    if (line === this.lastLine) this.sharedLines = true;
    this.lastLine = line;
    const { seenRow } = this;
    const { columns, always } = this.request;
    const origin = { input: this.input, line, record: this.records };
    seenRow[0] = origin;
    for (let i = 0; i < always; i++) seenRow[i + 1] = this.decode(i, cells(i), line);
    const time = seenRow[1] as Instant | null;
    if (time !== null) {
      if (this.earliest === null || time < this.earliest) this.earliest = time;
      if (this.latest === null || time > this.latest) this.latest = time;
    }
    this.sink.seen(seenRow);
    if (this.wanted.length === 0) return;
    const row = seenRow.slice() as [Row[0], ...Value[]];
    for (let i = always; i < columns.length; i++) row.push(this.decode(i, cells(i), line));
    if (this.isWanted(row)) this.sink.push(row);
  }

  /** Counts a record that was there and cannot be read. */
  reject(line: number, detail: string): void {
    this.rejected += 1;
    this.troubles.add('malformed-record', this.path, line, detail);
  }

  /** Counts a trouble of this input. */
  trouble(kind: TroubleKind, line: number | null, detail: string): void {
    this.troubles.add(kind, this.path, line, detail);
  }

  private decode(index: number, raw: unknown, line: number): Value {
    const value = this.decoders[index]!(raw);
    if (value !== undefined) return value;
    const { name, type } = this.request.columns[index]!;
    this.trouble(
      type === 'datetime' ? 'unreadable-time' : 'unreadable-value',
      line,
      `${name}: ${excerpt(raw)} is no ${type}`,
    );
    return missing(type);
  }

  private isWanted(row: Row): boolean {
    for (const tests of this.wanted) {
      let all = true;
      for (let i = 0; i < tests.length && all; i++) all = tests[i]!(row);
      if (all) return true;
    }
    return false;
  }
}

type SlotTest = (row: Row) => boolean;

function slotTest(test: ColumnTest, slot: number): SlotTest {
  switch (test.op) {
    case '==':
      return (row) => row[slot] === test.value;
    case 'in': {
      const values: ReadonlySet<unknown> = new Set(test.values);
      return (row) => values.has(row[slot]);
    }
    case 'isnotempty':
      return (row) => row[slot] !== '' && row[slot] !== null;
    case '<':
      return (row) => row[slot] !== null && (row[slot] as Instant) < test.value;
    case '<=':
      return (row) => row[slot] !== null && (row[slot] as Instant) <= test.value;
    case '>':
      return (row) => row[slot] !== null && (row[slot] as Instant) > test.value;
    case '>=':
      return (row) => row[slot] !== null && (row[slot] as Instant) >= test.value;
  }
}

/** The beginning of a raw cell, quoted, for a message. */
const excerpt = (raw: unknown) => {
  const text = JSON.stringify(raw) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
