import type { Reader, RowKind } from '../reader.js';
import type { AnswerTable, AnswerWords } from './answer-place.js';
import { readTables } from './tables.js';

const words: AnswerWords = {
  tables: 'Tables',
  columns: 'Columns',
  column: 'ColumnName',
  rows: 'Rows',
  errors: ['Exceptions', 'OneApiErrors'],
};

/**
 * Reads answers of version 1 of Kusto's query API. The first table is a result; the others are when the table of contents,
 * the last one, says so.
 */
export const kustoV1 =
  (kind: RowKind): Reader =>
  (input, emitter) => {
    const laterResults = new Set<number>();
    return readTables(input, emitter, kind, {
      words,
      isResult: ({ ordinal }) => ordinal === 0,
      sideRow: (table, row) => {
        const ordinal = resultNamed(table, row);
        if (ordinal !== null && ordinal > 0) laterResults.add(table.number - table.ordinal + ordinal);
      },
      laterResults,
    });
  };

/** The table that a row of the table of contents calls a result; null when the row is none or calls it something else. */
function resultNamed({ columns }: AnswerTable, row: unknown): number | null {
  if (columns === null || !Array.isArray(row)) return null;
  const kind = columns.indexOf('Kind');
  const ordinal: unknown = row[columns.indexOf('Ordinal')];
  return kind >= 0 && row[kind] === 'QueryResult' && typeof ordinal === 'number' ? ordinal : null;
}
