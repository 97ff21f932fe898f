import { createRequire } from 'node:module';

/** The characters that part cells, the most usual first. */
export const delimiters = [',', ';', '\t'] as const;

export type Delimiter = (typeof delimiters)[number];

// Loaded by the first record, and as the one file that `require` gets: many exports are no CSV.
let parser: typeof import('csv-parse/sync') | null = null;

/** Splits one record, without its line end, into its cells. The record must have been framed with this delimiter. */
export function csvCells(record: Uint8Array, delimiter: Delimiter): readonly string[] {
  parser ??= createRequire(import.meta.url)('csv-parse/sync') as typeof import('csv-parse/sync');
  const [cells = ['']] = parser.parse(record as Buffer, {
    delimiter,
    // Nothing parts records here: the framer has done that, and a bare cell may hold a CR.
    record_delimiter: '\n',
  });
  return cells as readonly string[];
}
