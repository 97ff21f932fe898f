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

/** The records of a CSV file in its order. To be read once; whoever stops early must leave its loop. */
export async function* csvRecords({ header, line, rest }: CsvFile): AsyncGenerator<CsvRecord> {
  const framer = new CsvFramer(header.delimiter, line, longestRecord);
  for await (const chunk of rest)
    for (let at = 0; at < chunk.length; ) {
      at = framer.read(chunk, at);
      if (framer.frame !== null && !isBlank(framer.frame, header)) yield recordOf(framer.frame, header);
    }
  const last = framer.end();
  if (last !== null && !isBlank(last, header)) yield recordOf(last, header);
}

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
