import { csvCells } from './csv-cells.js';
import type { CsvFile } from './csv-file.js';
import { type CsvFault, type CsvFrame, CsvFramer, longestRecord } from './csv-framer.js';
import type { CsvHeader } from './csv-header.js';

/** A record of a CSV file. */
export interface CsvRecord {
  /** The line on which it begins, from 1. */
  readonly line: number;
  /** As many texts as the header has columns, or what is wrong. */
  readonly cells: readonly string[] | CsvRecordFault;
}

/** Why a record cannot be read, and whether the cause is that the file ends in it. */
export interface CsvRecordFault {
  readonly reason: string;
  readonly cut: boolean;
}

/** Reads records that need no closer look, straight out of the bytes. */
export interface PlainRecords {
  /** The line of the first byte that was not read. */
  readonly line: number;
  /** Takes the next chunk. */
  open(chunk: Uint8Array): void;
  /** Reads whole records from a place and line of the chunk on; gives the place of the first one that it leaves to others. */
  read(from: number, line: number): number;
}

/** The records of a CSV file, in its order. To be read once; whoever stops early must leave the loop. */
export async function* csvRecords(file: CsvFile): AsyncGenerator<CsvRecord> {
  for await (const record of recordsBeside(file, null)) if (record !== null) yield record;
}

/**
 * The records of a CSV file, in its order, that `plain` leaves, or all of them where it is null; and null at the end of each chunk.
 * To be read once; whoever stops early must leave the loop. `ended` hears of the line behind the last line end.
 */
export async function* recordsBeside(
  { header, line, rest }: CsvFile,
  plain: PlainRecords | null,
  ended: (nextLine: number) => void = () => {},
): AsyncGenerator<CsvRecord | null> {
  const framer = new CsvFramer(header.delimiter, line, longestRecord);
  for await (const chunk of rest) {
    plain?.open(chunk);
    for (let at = 0; at < chunk.length; ) {
      const begun = !framer.between;
      if (plain !== null && !begun) {
        at = plain.read(at, framer.nextLine);
        framer.skipTo(plain.line);
        if (at === chunk.length) break;
      }
      at = framer.read(chunk, at);
      const { frame } = framer;
      if (frame === null || isBlank(frame, header)) continue;
      if (begun && plain !== null) {
        const wasPlain = isPlain(frame, plain);
        plain.open(chunk);
        if (wasPlain) continue;
      }
      yield recordOf(frame, header);
    }
    yield null;
  }
  ended(framer.nextLine);
  const last = framer.end();
  if (last !== null && !isBlank(last, header)) yield recordOf(last, header);
}

/** Lets plain reading try a record that lay in more than one chunk. */
function isPlain({ line, bytes }: CsvFrame, plain: PlainRecords): boolean {
  if (typeof bytes === 'string') return false;
  plain.open(Buffer.concat([bytes, lineEnd]));
  return plain.read(0, line) > 0;
}

/** A CR of its own keeps that of a cell from being taken for one. */
const lineEnd = Buffer.from('\r\n');

/** Whether a line holds nothing. With one column that is a record whose only cell is empty. */
const isBlank = ({ bytes }: CsvFrame, { names }: CsvHeader): boolean =>
  bytes.length === 0 && names.length > 1;

function recordOf({ line, bytes, ended }: CsvFrame, { delimiter, names }: CsvHeader): CsvRecord {
  if (typeof bytes === 'string')
    return { line, cells: { reason: reasons[bytes], cut: bytes === 'open quote' } };
  const cells = csvCells(bytes, delimiter);
  if (cells.length === names.length) return { line, cells };
  const cut = !ended && cells.length < names.length;
  const reason = cut
    ? `cut short: the file ends behind cell ${cells.length} of ${names.length}`
    : `cells in the record: ${cells.length}, in the header: ${names.length}`;
  return { line, cells: { reason, cut } };
}

/** What a fault of the bytes is to a reader. */
export const reasons: Readonly<Record<CsvFault, string>> = {
  'stray quote': 'a quote where none may stand',
  'open quote': 'cut short: a quote is open to the end of the file',
  'too long': 'longer than 16 MiB',
};
