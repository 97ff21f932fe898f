import type { Instant } from '../../records/instant.js';
import { missing, type Value } from '../../records/value.js';
import { type Alternatives, type ColumnTests, type LeadingTests, leadingTests } from '../leading-tests.js';
import { OnceKeys } from '../once-keys.js';
import type { RecordEmitter, Values } from '../record-emitter.js';
import type { TimeBytes } from '../times/time-bytes.js';
import type { TimeColumns } from '../times/time-columns.js';
import { CellCache, cellText, type ReadCell } from './cell-cache.js';
import { type CsvColumn, csvColumns } from './csv-columns.js';
import type { CsvHeader } from './csv-header.js';
import type { PlainRecords } from './csv-records.js';
import type { CsvWalker } from './csv-walker.js';

/** A column of times. */
interface DateColumn extends Pick<CsvColumn, 'index' | 'name' | 'place'> {
  readonly bytes: TimeBytes;
}

/**
 * Reads rows of `AzureDiagnostics` straight out of the bytes, of each no more than a scan asks for.
 * What needs a closer look is left to those who split a record into all its cells; they would make the same of the others too.
 */
export class CsvFastPath implements PlainRecords {
  line = 1;

  private length = 0;
  private readonly columns: readonly CsvColumn[];
  private readonly leading: LeadingTests;
  private readonly timeTests: ColumnTests | null;
  /** The other columns that are tested, in the order in which they stand in a record. */
  private readonly tested: readonly CsvColumn[];
  /** Whether there are times among them, which are decoded in the order in which all do it. */
  private readonly testsDates: boolean;
  /** The datetime columns that the records have. */
  private readonly dates: readonly DateColumn[];
  private readonly typePlace: number;
  private readonly types = new CellCache(
    (raw) => raw as string,
    (table) => Number(table === '' || table === 'AzureDiagnostics'),
  );
  private readonly once: OnceKeys;
  /** `columnsRead`, as far as it was asked. */
  private readonly readOf = new Map<Alternatives, readonly CsvColumn[]>();
  /** Stands for the cell of a time that was read without a look at its text. */
  private readonly timeCell = { text: '', value: null as Value, note: 0, id: 0 };
  /** The cells of the columns that are read of every record, but for times that were read without a look at their text. */
  private readonly seen: ReadCell[];
  /** The time of the record, where it was read without a look at its text. */
  private time: Instant | null = null;

  constructor(
    header: CsvHeader,
    private readonly walker: CsvWalker,
    private readonly emitter: RecordEmitter,
    private readonly times: TimeColumns,
  ) {
    const { request } = emitter;
    this.leading = leadingTests(request);
    this.columns = csvColumns(header, emitter, this.leading);
    this.timeTests = this.leading.columns.get(0) ?? null;
    this.tested = [...this.leading.columns.keys()]
      .filter((index) => index > 0)
      .map((index) => this.columns[index]!)
      .sort((a, b) => a.place - b.place);
    this.testsDates = this.tested.some(({ index }) => request.columns[index]!.type === 'datetime');
    this.dates = this.columns
      .filter(({ index, place }) => place >= 0 && request.columns[index]!.type === 'datetime')
      .map(({ index, name, place }) => ({ index, name, place, bytes: times.bytes(name) }));
    this.typePlace = header.places.get('Type') ?? -1;
    this.once = new OnceKeys(this.leading, (index) => this.columns[index]!.place >= 0);
    this.seen = this.columns.slice(0, request.always).map(({ cache }) => cache.empty);
  }

  open(chunk: Uint8Array): void {
    this.walker.open(chunk);
    this.length = chunk.length;
  }

  read(from: number, line: number): number {
    this.line = line;
    let at = from;
    while (at < this.length && this.readRecord(at)) at = this.walker.next;
    return at;
  }

  /** Reads the record at a place; false where it is left to others, and nobody has heard of it yet. */
  private readRecord(at: number): boolean {
    const { walker, emitter } = this;
    if (!walker.begin(at) || !this.isDiagnostics()) return false;
    // As a time can decide the order of day and month, none is decoded before it is certain that its record is read here.
    const plain = this.showsDates();
    // To decode a time that must wait would decide its column, so only its text is looked at.
    if (!plain && this.dates.some(({ name, place }) => this.times.waits(name, this.text(place))))
      return false;
    emitter.see(this.line, this.always);
    const met = plain && !this.testsDates ? this.met() : emitter.met(this.probed);
    const left = this.once.left(met, this.cellAt);
    if (left !== 0) this.push(met, left);
    this.line += 1 + walker.innerLines;
    return true;
  }

  /** Whether all times of the record are missing or plainly written; then that of the record is read. */
  private showsDates(): boolean {
    const { walker } = this;
    let time: TimeBytes | null = null;
    this.time = null;
    for (const { index, place, bytes } of this.dates) {
      walker.locate(place);
      if (walker.from === walker.to) continue;
      if (!bytes.shows(walker.words, walker.from, walker.to)) return false;
      if (index === 0) time = bytes;
    }
    if (time !== null) this.time = time.instant();
    return true;
  }

  private push(met: Alternatives, left: Alternatives): void {
    this.once.passed(left);
    const row = this.emitter.row();
    const columns = this.readOf.get(met) ?? this.columnsRead(met);
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i]!;
      if (!this.walker.isEmpty(column.place)) row[column.index + 1] = this.value(column, this.look(column));
    }
    this.emitter.push(row);
  }

  /** The columns that records have of those that are read of a record that meets some tests. */
  private columnsRead(met: Alternatives): readonly CsvColumn[] {
    const columns = this.leading
      .read(met)
      .map((index) => this.columns[index]!)
      .filter(({ place }) => place >= 0);
    this.readOf.set(met, columns);
    return columns;
  }

  /** Whether the row is of the table, as a row that names none is. */
  private isDiagnostics(): boolean {
    const { walker, typePlace } = this;
    if (typePlace < 0) return true;
    walker.locate(typePlace);
    return this.types.cell(walker.bytes, walker.words, walker.from, walker.to).note === 1;
  }

  /** The alternatives whose tests the record meets. */
  private met(): Alternatives {
    const { timeTests, leading } = this;
    let met = leading.all;
    if (timeTests !== null) met &= timeTests.left(this.time);
    for (const column of this.tested) {
      if (met === 0) return 0;
      met &= this.alternativesLeft(column);
    }
    return met;
  }

  private alternativesLeft(column: CsvColumn): Alternatives {
    if (column.filled === null || column.place < 0) return this.cell(column).note;
    const { walker } = this;
    walker.locate(column.place);
    // Two quotes and nothing between them are no text.
    return walker.to - walker.from > 2 ? column.filled : this.cell(column).note;
  }

  private readonly cellAt = (index: number): ReadCell => {
    if (index > 0 || this.time === null) return this.cell(this.columns[index]!);
    this.timeCell.value = this.time;
    return this.timeCell;
  };

  private text(place: number): string {
    const { walker } = this;
    walker.locate(place);
    return cellText(walker.bytes, walker.from, walker.to);
  }

  /** The cell of a column, of a record that was seen. */
  private cell(column: CsvColumn): ReadCell {
    return column.index < this.seen.length ? this.seen[column.index]! : this.look(column);
  }

  private look({ place, cache }: CsvColumn): ReadCell {
    const { walker } = this;
    if (place < 0) return cache.empty;
    walker.locate(place);
    return cache.cell(walker.bytes, walker.words, walker.from, walker.to);
  }

  private value({ index }: CsvColumn, { text, value }: ReadCell): Value {
    return value === undefined ? this.emitter.unreadable(index, text) : value;
  }

  /** The values that are read of every record. */
  private readonly always: Values = (index) => {
    if (index === 0 && this.time !== null) return this.time;
    const column = this.columns[index]!;
    const cell = this.look(column);
    this.seen[index] = cell;
    return this.value(column, cell);
  };

  /** The values of the record, unreadable ones not counted. */
  private readonly probed: Values = (index) => {
    if (index === 0 && this.time !== null) return this.time;
    return this.cell(this.columns[index]!).value ?? missing(this.emitter.request.columns[index]!.type);
  };
}
