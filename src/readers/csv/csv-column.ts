import type { Input } from '../input.js';
import { cellText } from './cell-cache.js';
import { openCsv } from './csv-file.js';
import { type PlainRecords, recordsBeside } from './csv-records.js';
import { type CsvWalker, csvWalker } from './csv-walker.js';

/** The cells of one column of a CSV input, in the order of its records, read from the beginning of the input. */
export async function* csvColumn(input: Input, place: number): AsyncGenerator<string> {
  const file = await openCsv(input.content());
  if (file.header === null) return;
  const walker = csvWalker(file.header);
  const plain = walker === null ? null : new PlainCells(walker, place);
  for await (const record of recordsBeside(file, plain)) {
    if (plain !== null) {
      yield* plain.texts;
      plain.texts = [];
    }
    if (record !== null && !('reason' in record.cells)) yield record.cells[place]!;
  }
}

/** Gathers the cells of one column from records that need no closer look. */
class PlainCells implements PlainRecords {
  line = 1;
  texts: string[] = [];

  private length = 0;

  constructor(
    private readonly walker: CsvWalker,
    private readonly place: number,
  ) {}

  open(chunk: Uint8Array): void {
    this.walker.open(chunk);
    this.length = chunk.length;
  }

  read(from: number, line: number): number {
    const { walker, place } = this;
    this.line = line;
    let at = from;
    for (; at < this.length && walker.begin(at); at = walker.next) {
      walker.locate(place);
      this.texts.push(cellText(walker.bytes, walker.from, walker.to));
      this.line += 1 + walker.innerLines;
    }
    return at;
  }
}
