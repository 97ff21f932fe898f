import { parse } from 'csv-parse/sync';

/** The characters that part cells, the most usual first. */
export const delimiters = [',', ';', '\t'] as const;

export type Delimiter = (typeof delimiters)[number];

/** Splits one record, without its line end, into its cells. The record must have been framed with this delimiter. */
export function csvCells(record: Uint8Array, delimiter: Delimiter): readonly string[] {
  const [cells = ['']] = parse(record as Buffer, {
    delimiter,
    // Nothing parts records here: the framer has done that, and a bare cell may hold a CR.
    record_delimiter: '\n',
  });
  return cells as readonly string[];
}
