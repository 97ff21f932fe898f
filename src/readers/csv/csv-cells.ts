import { createRequire } from 'node:module';

/** The characters that part cells, the most usual first. */
export const delimiters = [',', ';', '\t'] as const;

export type Delimiter = (typeof delimiters)[number];

// Loaded by the first record, and as the one file that `require` gets: many exports are no CSV.
let parser: typeof import('csv-parse/sync') | null = null;

const quote = 34;

/** Splits one record, without its line end, into its cells. The record must have been framed with this delimiter. */
export function csvCells(record: Uint8Array, delimiter: Delimiter): readonly string[] {
  // Without quotes a delimiter parts cells wherever it stands, and the library takes far longer to begin than to do that.
  if (!record.includes(quote)) return Buffer.from(record).toString().split(delimiter);
  const [cells = ['']] = parsedCells(record, delimiter);
  return cells;
}

/** What csv-parse makes of records, each with its line end but for the last. They must have been framed with this delimiter. */
export function parsedCells(records: Uint8Array, delimiter: Delimiter): readonly (readonly string[])[] {
  parser ??= createRequire(import.meta.url)('csv-parse/sync') as typeof import('csv-parse/sync');
  return parser.parse(records as Buffer, {
    delimiter,
    // A bare cell may hold a CR.
    record_delimiter: '\n',
    // How many there are is the business of whoever asks.
    relax_column_count: true,
    skip_empty_lines: false,
  });
}
