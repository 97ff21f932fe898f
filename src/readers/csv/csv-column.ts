import type { Input } from '../input.js';
import { cellText } from './cell-cache.js';
import { openCsv } from './csv-file.js';
import type { CsvHeader } from './csv-header.js';
import { type PlainRecords, recordsBeside } from './csv-records.js';
import { CsvWalker } from './csv-walker.js';

/** The cells of one column of a CSV input, in the order of its records, read from the beginning of the input. */
export async function* csvColumn(input: Input, place: number): AsyncGenerator<string> {
  const file = await openCsv(input.content());
  if (file.header === null) return;
  const plain = new PlainCells(file.header, place);
  for await (const record of recordsBeside(file, plain)) {
    yield* plain.texts;
    plain.texts = [];
    if (record !== null && !('reason' in record.cells)) yield record.cells[place]!;
  }
}

/** Gathers the cells of one column from records that need no closer look. */
class PlainCells implements PlainRecords {
  line = 1;
  texts: string[] = [];

  private readonly walker: CsvWalker;

  constructor(
    header: CsvHeader,
    private readonly place: number,
  ) {
    this.walker = new CsvWalker(header);
  }

  read(chunk: Uint8Array, from: number, line: number): number {
    const { walker, place } = this;
    walker.open(chunk);
    this.line = line;
    let at = from;
    while (at < chunk.length && walker.begin(at) && walker.walk(place)) {
      const next = walker.finish();
      if (next < 0) break;
      walker.locate(place);
      this.texts.push(cellText(walker.bytes, walker.from, walker.to));
      this.line += 1 + walker.innerLines;
      at = next;
    }
    return at;
  }
}
