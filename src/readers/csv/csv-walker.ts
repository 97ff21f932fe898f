import type { CsvHeader } from './csv-header.js';
import { type CsvScan, csvScan } from './csv-scan.js';

const carriageReturn = 13;

/**
 * Finds the cells of CSV records that lie whole in a chunk.
 * It gives up on whatever is not plainly a record of the right number of cells: that is the framer's business.
 */
export class CsvWalker {
  /** Where the cell that was located last begins and ends in `bytes`, its quotes included. */
  from = 0;
  to = 0;
  /** How many line ends stand inside the cells of the record. */
  innerLines = 0;
  /** The place in the chunk behind the record. */
  next = 0;

  /** The bytes in which cells are located, twice. */
  readonly bytes: Buffer;
  readonly words: DataView;

  private chunk: Uint8Array = new Uint8Array();
  /** Of the records that were found: how many there are, the next one, and where in the chunk the first byte stands. */
  private found = 0;
  private record = 0;
  private base = 0;
  /** Where the beginnings of its cells stand, and those of the record behind it. */
  private first = 0;
  private last = 0;
  private innerBefore = 0;

  private readonly cells: Int32Array;
  private readonly delimiter: number;
  private readonly width: number;

  constructor(
    { delimiter, names }: CsvHeader,
    private readonly scan: CsvScan,
  ) {
    this.bytes = scan.bytes;
    this.words = scan.words;
    this.cells = scan.cells;
    this.delimiter = delimiter.charCodeAt(0);
    this.width = names.length;
  }

  /** Takes the next chunk. */
  open(chunk: Uint8Array): void {
    this.chunk = chunk;
    this.found = 0;
    this.record = 0;
  }

  /** Goes to the record that begins at a place of the chunk; false where none lies there plainly. */
  begin(at: number): boolean {
    if (this.record === this.found || at !== this.next || this.scan.user !== this) {
      if (!this.look(at)) return false;
    }
    const { scan, record, last } = this;
    this.first = last;
    this.last = scan.end(record);
    const inner = scan.innerLines(record);
    this.innerLines = inner - this.innerBefore;
    this.innerBefore = inner;
    this.record = record + 1;
    this.next = this.base + this.cells[this.last]!;
    return this.last - last === this.width;
  }

  /** Whether nothing stands at a place of the record. */
  isEmpty(place: number): boolean {
    const index = this.first + place;
    return this.cells[index + 1]! - this.cells[index]! === 1;
  }

  /** Locates the cell at a place of the record. */
  locate(place: number): void {
    const index = this.first + place;
    this.from = this.cells[index]!;
    this.to = this.cells[index + 1]! - 1;
    if (place === this.width - 1 && this.to > this.from && this.bytes[this.to - 1] === carriageReturn)
      this.to -= 1;
  }

  private look(at: number): boolean {
    const { scan } = this;
    scan.user = this;
    this.found = scan.scan(this.chunk, at, this.delimiter);
    this.record = 0;
    this.base = at;
    this.last = scan.firstCell;
    this.innerBefore = 0;
    return this.found > 0;
  }
}

/** A walker over the records of a file; null where there is no scan. */
export function csvWalker(header: CsvHeader): CsvWalker | null {
  const scan = csvScan();
  return scan === null ? null : new CsvWalker(header, scan);
}
