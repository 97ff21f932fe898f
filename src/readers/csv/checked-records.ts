import { isDeepStrictEqual } from 'node:util';
import { cellText } from './cell-cache.js';
import { parsedCells } from './csv-cells.js';
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
    if (this.left > 0 && !this.agrees(from)) this.giveUp();
    this.line = line;
    if (this.differs) return from;
    const next = this.plain.read(from, line);
    this.line = this.plain.line;
    return next;
  }

  /** Whether the walker finds the records that a framer finds in what is left to check of a chunk, with the cells that the library finds. */
  private agrees(from: number): boolean {
    const { chunk, header, walker } = this;
    const framer = new CsvFramer(header.delimiter, 1, longestRecord);
    const found: (readonly string[])[] = [];
    const framed: Uint8Array[] = [];
    for (let at = from; this.left > 0 && at < chunk.length && walker.begin(at); at = walker.next) {
      this.left -= 1;
      const end = framer.read(chunk, at);
      const { frame, nextLine } = framer;
      const isRecord = frame !== null && typeof frame.bytes !== 'string';
      if (!isRecord || end !== walker.next || nextLine - frame.line !== walker.innerLines + 1) return false;
      framed.push(frame.bytes, lineEnd);
      found.push(header.names.map((_, place) => this.cellAt(place)));
    }
    return isDeepStrictEqual(found, parsed(Buffer.concat(framed), header));
  }

  private cellAt(place: number): string {
    const { walker } = this;
    walker.locate(place);
    return cellText(walker.bytes, walker.from, walker.to);
  }

  private giveUp(): void {
    this.left = 0;
    this.differs = true;
    this.report();
  }
}

const lineEnd = Buffer.from('\n');

/** What the library makes of records; null where they are none to it. */
function parsed(records: Uint8Array, { delimiter }: CsvHeader) {
  try {
    return parsedCells(records, delimiter);
  } catch {
    return null;
  }
}
