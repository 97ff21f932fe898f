import type { Input } from '../input.js';
import type { Reader, RowKind } from '../reader.js';
import type { RecordEmitter } from '../record-emitter.js';
import { type AnswerTable, type AnswerWords, answerPlace } from './answer-place.js';
import { faultsToldBefore, jsonFaults, readJson } from './json-document.js';
import { reportRepeated, spellAnswer, tableIntake } from './result-table.js';

const words: AnswerWords = {
  tables: 'tables',
  columns: 'columns',
  column: 'name',
  rows: 'rows',
  errors: ['error'],
};

/** Reads answers of the Log Analytics query API: every table, each a list of columns and rows of cells. */
export const tables =
  (kind: RowKind): Reader =>
  (input, emitter) =>
    readTables(input, emitter, kind, { words, isResult: () => true, laterResults: new Set() });

/** Tables whose columns are kept in mind; no answer has so many. */
const tableLimit = 10_000;

/** Which tables of an answer are results. */
export interface AnswerLayout {
  readonly words: AnswerWords;
  /** Whether a table is a result, whatever follows it. */
  isResult(table: AnswerTable): boolean;
  /** Hears of the rows of all other tables. */
  sideRow?(table: AnswerTable, row: unknown): void;
  /** The numbers of other tables that turned out to be results when all was read. */
  readonly laterResults: ReadonlySet<number>;
}

/** Reads the result tables of answers; a second time from the first one whose columns stand behind its rows. */
export async function readTables(
  input: Input,
  emitter: RecordEmitter,
  kind: RowKind,
  layout: AnswerLayout,
): Promise<void> {
  spellAnswer(emitter);
  const { words, laterResults } = layout;
  const intake = tableIntake(kind, emitter);
  const headers = new Map<number, readonly string[]>();
  let heldFrom = Number.POSITIVE_INFINITY;
  const first = answerPlace(words, {
    columns: ({ number, columns }, line) => {
      if (headers.size < tableLimit) headers.set(number, columns!);
      reportRepeated(columns!, line, emitter);
    },
    row: (table, row, line) => {
      if (!layout.isResult(table)) layout.sideRow?.(table, row);
      else if (table.number < heldFrom && table.columns !== null)
        intake(table.number, table.columns)(row, line);
      else heldFrom = Math.min(heldFrom, table.number);
    },
    error: (detail, line) => emitter.trouble('partial-result', line, detail),
  });
  await readJson(input, first, jsonFaults(emitter));
  if (heldFrom === Number.POSITIVE_INFINITY && laterResults.size === 0) return;
  const second = answerPlace(words, {
    columns() {},
    row: (table, row, line) => {
      const isHeld = layout.isResult(table) && table.number >= heldFrom;
      if (!isHeld && !laterResults.has(table.number)) return;
      const columns = headers.get(table.number);
      if (columns === undefined) emitter.reject(line, 'a row of a table that does not name its columns');
      else intake(table.number, columns)(row, line);
    },
    error() {},
  });
  await readJson(input, second, faultsToldBefore);
}
