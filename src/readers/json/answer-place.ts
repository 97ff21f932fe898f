import { ownField } from '../kinds/record-fields.js';
import { answerError } from './answer-error.js';
import { each, type Place, type TakeValue, whole } from './json-place.js';

/** How an answer that holds tables spells its parts. */
export interface AnswerWords {
  readonly tables: string;
  readonly columns: string;
  /** The name of a column, among what is said of it. */
  readonly column: string;
  readonly rows: string;
  /** What stands beside the tables, or in the place of a row, when rows are missing. */
  readonly errors: readonly string[];
}

/** A table of an answer. */
export interface AnswerTable {
  /** Its number in the input, from 0. */
  readonly number: number;
  /** Its number in its answer, from 0. */
  readonly ordinal: number;
  /** The names of its columns; null as long as they have not come. */
  readonly columns: readonly string[] | null;
}

/** Hears of the parts of an answer, in the order in which they stand. */
export interface AnswerVisitor {
  columns(table: AnswerTable, line: number): void;
  row(table: AnswerTable, row: unknown, line: number): void;
  /** Why rows are missing. */
  error(detail: string, line: number): void;
}

/** The places of an answer's tables. */
export function answerPlace(words: AnswerWords, visitor: AnswerVisitor): Place {
  let table: AnswerTable = { number: -1, ordinal: -1, columns: null };
  const error: TakeValue = (value, line) => {
    if (value !== null) visitor.error(answerError(value), line);
  };
  const columns: TakeValue = (value, line) => {
    table = { ...table, columns: columnNames(value, words.column) };
    visitor.columns(table, line);
  };
  const row: TakeValue = (value, line) => {
    const failure = errorInRow(value, words.errors);
    if (failure === undefined) visitor.row(table, value, line);
    else error(failure, line);
  };
  const tables = each({
    object: {
      begin: () => {
        table = { number: table.number + 1, ordinal: table.ordinal + 1, columns: null };
      },
      fields: new Map([
        [words.columns, whole(columns)],
        [words.rows, each(whole(row))],
      ]),
    },
  });
  return {
    object: {
      begin: () => {
        table = { ...table, ordinal: -1 };
      },
      fields: new Map([[words.tables, tables], ...words.errors.map((name) => [name, whole(error)] as const)]),
    },
  };
}

/** The names of a table's columns; a name that is missing is empty. */
export function columnNames(value: unknown, name: string): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.map((column) =>
    typeof column === 'object' && column !== null ? String(ownField(column, name) ?? '') : '',
  );
}

/** What an object in the place of a row says of missing rows; undefined when it is none. */
export function errorInRow(row: unknown, errors: readonly string[]): unknown {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return undefined;
  return errors
    .map((name) => ownField(row as Readonly<Record<string, unknown>>, name))
    .find((error) => error != null);
}
