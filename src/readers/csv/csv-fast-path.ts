import type { Instant } from '../../records/instant.js';
import { missing, type Value } from '../../records/value.js';
import { type Alternatives, type ColumnTests, type LeadingTests, leadingTests } from '../leading-tests.js';
import { OnceKeys } from '../once-keys.js';
import type { RecordEmitter, Values } from '../record-emitter.js';
import { IsoBytes } from '../times/iso-bytes.js';
import { PortalBytes } from '../times/portal-bytes.js';
import type { ShownOrder } from '../times/time-column.js';
import type { TimeColumns } from '../times/time-columns.js';
import { CellCache, cellText, type ReadCell } from './cell-cache.js';
import { type CsvColumn, csvColumns } from './csv-columns.js';
import type { CsvHeader } from './csv-header.js';
import type { PlainRecords } from './csv-records.js';
import { CsvWalker } from './csv-walker.js';

/**
 * Reads rows of `AzureDiagnostics` straight out of the bytes, of each no more than a scan asks for.
 * What needs a closer look is left to those who split a record into all its cells; they would make the same of the others too.
 */
export class CsvFastPath implements PlainRecords {
  line = 1;

  private readonly walker: CsvWalker;
  private readonly iso = new IsoBytes();
  private readonly portal = new PortalBytes();
  /** How times are shown, once that is decided. */
  private shown: ShownOrder | null = null;
  private readonly columns: readonly CsvColumn[];
  private readonly leading: LeadingTests;
  private readonly timeTests: ColumnTests | null;
  /** The other columns that are tested, in the order in which they stand in a record. */
  private readonly tested: readonly CsvColumn[];
  /** The columns that the records have and that are read only of wanted ones. */
  private readonly others: readonly CsvColumn[];
  /** The datetime columns that the records have. */
  private readonly dates: readonly CsvColumn[];
  private readonly hasOtherDates: boolean;
  private readonly typePlace: number;
  private readonly types = new CellCache(
    (raw) => raw as string,
    (table) => Number(table === '' || table === 'AzureDiagnostics'),
  );
  private readonly once: OnceKeys;
  /** The last places that are looked at of every record, to know whether it was like one before, and of a wanted one. */
  private readonly lastAlways: number;
  private readonly lastOnce: number;
  private readonly lastWanted: number;
  /** The time of the record, where it was read without a look at its text. */
  private time: Instant | null = null;

  constructor(
    header: CsvHeader,
    private readonly emitter: RecordEmitter,
    private readonly times: TimeColumns,
  ) {
    const { request } = emitter;
    this.walker = new CsvWalker(header);
    this.leading = leadingTests(request);
    this.columns = csvColumns(header, emitter, this.leading);
    this.timeTests = this.leading.columns.get(0) ?? null;
    this.tested = [...this.leading.columns.keys()]
      .filter((index) => index > 0)
      .map((index) => this.columns[index]!)
      .sort((a, b) => a.place - b.place);
    this.others = this.columns.filter(({ index, place }) => index >= request.always && place >= 0);
    this.dates = this.columns.filter(
      ({ place }, index) => place >= 0 && request.columns[index]!.type === 'datetime',
    );
    this.hasOtherDates = this.dates.some(({ index }) => index > 0);
    this.typePlace = header.places.get('Type') ?? -1;
    const places = this.columns.map(({ place }) => place);
    this.lastAlways = Math.max(...places.slice(0, request.always));
    this.lastWanted = Math.max(...places);
    this.once = new OnceKeys(this.leading);
    this.lastOnce = Math.max(
      -1,
      ...this.leading.once.flatMap(({ columns }) => columns.map((index) => places[index]!)),
    );
  }

  read(chunk: Uint8Array, from: number, line: number): number {
    this.walker.open(chunk);
    this.line = line;
    let at = from;
    while (at < chunk.length) {
      const next = this.readRecord(at);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  /** Reads the record at a place; gives the place behind it, or -1 where it is left to others, and nobody has heard of it yet. */
  private readRecord(at: number): number {
    const { walker } = this;
    if (!walker.begin(at) || !walker.walk(this.lastAlways)) return -1;
    const next = this.readTime() ? this.readQuickly() : this.readCarefully();
    if (next >= 0) this.line += 1 + walker.innerLines;
    return next;
  }

  /** Reads the time of the record where it is missing or plainly written, and the only one that is asked for. */
  private readTime(): boolean {
    const { walker } = this;
    this.time = null;
    if (this.hasOtherDates) return false;
    const { place } = this.columns[0]!;
    if (place < 0) return true;
    walker.locate(place);
    if (walker.from === walker.to) return true;
    this.time = this.iso.read(walker.words, walker.from, walker.to) ?? this.readShownTime();
    return this.time !== null;
  }

  private readShownTime(): Instant | null {
    const { walker } = this;
    this.shown ??= this.times.shown('TimeGenerated');
    if (this.shown === null) return null;
    const at = this.portal.read(walker.words, walker.from, walker.to, this.shown.order);
    return at === null ? null : (this.shown.instant(at) ?? null);
  }

  /** Walks no further than it takes to know that the record is not wanted. */
  private readQuickly(): number {
    const { walker, emitter } = this;
    const left = this.left();
    if (left !== 0) walker.walk(this.lastWanted);
    const next = walker.finish();
    if (next < 0 || !this.isDiagnostics()) return -1;
    emitter.see(this.line, this.values);
    if (left !== 0) this.push(left);
    return next;
  }

  /** As a time can decide the order of day and month, none is read before it is certain that the record is whole and of the table. */
  private readCarefully(): number {
    const { walker, emitter, times } = this;
    walker.walk(this.lastWanted);
    const next = walker.finish();
    if (next < 0 || !this.isDiagnostics()) return -1;
    // To decode a time that must wait would decide its column, so only its text is looked at.
    if (this.dates.some(({ name, place }) => times.waits(name, this.text(place)))) return -1;
    emitter.see(this.line, this.values);
    const left = this.once.left(emitter.left(this.probed), this.cellAt);
    if (left !== 0) this.push(left);
    return next;
  }

  private push(left: Alternatives): void {
    this.once.passed(left);
    const row = this.emitter.row();
    const counted = this.leading.counted(left);
    for (const column of this.others)
      if (!this.walker.isEmpty(column.place))
        row[column.index + 1] = counted[column.index] === 1 ? this.value(column) : this.probed(column.index);
    this.emitter.push(row);
  }

  /** Whether the row is of the table, as a row that names none is. */
  private isDiagnostics(): boolean {
    const { walker, typePlace } = this;
    if (typePlace < 0) return true;
    walker.locate(typePlace);
    return this.types.cell(walker.bytes, walker.words, walker.from, walker.to).note === 1;
  }

  /** The alternatives that want the record; none also where it is no plain one. */
  private left(): Alternatives {
    const { walker, timeTests, leading } = this;
    let met = leading.all;
    if (timeTests !== null) met &= timeTests.left(this.time);
    for (const column of this.tested) {
      if (met === 0 || !walker.walk(column.place)) return 0;
      met &= this.alternativesLeft(column);
    }
    if (met === 0 || !walker.walk(this.lastOnce)) return 0;
    return this.once.left(met, this.cellAt);
  }

  private alternativesLeft({ place, cache, filled }: CsvColumn): Alternatives {
    const { walker } = this;
    if (place < 0) return cache.empty.note;
    walker.locate(place);
    // Two quotes and nothing between them are no text.
    if (filled !== null && walker.to - walker.from > 2) return filled;
    return cache.cell(walker.bytes, walker.words, walker.from, walker.to).note;
  }

  private readonly cellAt = (index: number): ReadCell => this.cell(this.columns[index]!);

  private text(place: number): string {
    const { walker } = this;
    walker.locate(place);
    return cellText(walker.bytes, walker.from, walker.to);
  }

  private cell({ place, cache }: CsvColumn): ReadCell {
    const { walker } = this;
    if (place < 0) return cache.empty;
    walker.locate(place);
    return cache.cell(walker.bytes, walker.words, walker.from, walker.to);
  }

  private value(column: CsvColumn): Value {
    const { text, value } = this.cell(column);
    return value === undefined ? this.emitter.unreadable(column.index, text) : value;
  }

  private readonly values: Values = (index) =>
    index === 0 && this.time !== null ? this.time : this.value(this.columns[index]!);

  /** The values of the record, unreadable ones not counted. */
  private readonly probed: Values = (index) => {
    if (index === 0 && this.time !== null) return this.time;
    return this.cell(this.columns[index]!).value ?? missing(this.emitter.request.columns[index]!.type);
  };
}
