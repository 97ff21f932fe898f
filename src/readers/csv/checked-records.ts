import { cellText } from './cell-cache.js';
import { csvCells } from './csv-cells.js';
import { CsvFramer, longestRecord } from './csv-framer.js';
import type { CsvHeader } from './csv-header.js';
import type { PlainRecords } from './csv-records.js';
import type { CsvWalker } from './csv-walker.js';

/** How many records of a file are checked. */
const checked = 16;

/** Compares the first plain records of a file with what the library makes of them before they are read. Where it differs, none is read plainly. */
export class CheckedRecords implements PlainRecords {
  line = 1;

  private left = checked;
  private differs = false;
  private chunk: Uint8Array = new Uint8Array();

  constructor(
    private readonly header: CsvHeader,
    private readonly walker: CsvWalker,
    private readonly plain: PlainRecords,
    /** Hears of a difference, once. */
    private readonly report: () => void,
  ) {}

  open(chunk: Uint8Array): void {
    this.chunk = chunk;
    this.plain.open(chunk);
  }

  read(from: number, line: number): number {
    if (this.left > 0) this.check(from);
    this.line = line;
    if (this.differs) return from;
    const next = this.plain.read(from, line);
    this.line = this.plain.line;
    return next;
  }

  private check(from: number): void {
    const { chunk, header, walker } = this;
    const framer = new CsvFramer(header.delimiter, 1, longestRecord);
    for (let at = from; this.left > 0 && at < chunk.length && walker.begin(at); at = walker.next) {
      this.left -= 1;
      if (framer.read(chunk, at) === walker.next && this.agrees(framer)) continue;
      this.left = 0;
      this.differs = true;
      this.report();
    }
  }

  /** Whether the walker has found the record that a framer has found. */
  private agrees({ frame, nextLine }: CsvFramer): boolean {
    const { walker, header } = this;
    if (frame === null || typeof frame.bytes === 'string') return false;
    if (nextLine - frame.line !== walker.innerLines + 1) return false;
    const cells = csvCells(frame.bytes, header.delimiter);
    return (
      cells.length === header.names.length &&
      cells.every((text, place) => {
        walker.locate(place);
        return cellText(walker.bytes, walker.from, walker.to) === text;
      })
    );
  }
}
