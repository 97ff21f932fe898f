import { answerError } from './answer-error.js';
import { columnNames, errorInRow } from './answer-place.js';
import { each, type Place, type TakeValue, whole } from './json-place.js';

/** One frame of an answer of Kusto's query API, version 2. What is not said, or not yet, is null. */
export interface KustoFrame {
  /** Its number in the input, from 0. */
  readonly number: number;
  /** The number of its answer in the input, from 0. */
  readonly answer: number;
  readonly FrameType: unknown;
  readonly TableId: unknown;
  readonly TableKind: unknown;
  readonly TableFragmentType: unknown;
  readonly HasErrors: unknown;
  readonly Cancelled: unknown;
  readonly OneApiErrors: unknown;
  /** The names of the table's columns. */
  readonly columns: readonly string[] | null;
}

/** Hears of the frames of an answer, in the order in which they stand. */
export interface FrameVisitor {
  /** A row, with what is known of its frame so far. */
  row(frame: KustoFrame, row: unknown, line: number): void;
  /** The end of a frame, of which all is known. */
  end(frame: KustoFrame): void;
  columns(columns: readonly string[], line: number): void;
  /** Why rows are missing. */
  error(detail: string, line: number | null): void;
}

const fieldNames = [
  'FrameType',
  'TableId',
  'TableKind',
  'TableFragmentType',
  'HasErrors',
  'Cancelled',
  'OneApiErrors',
] as const;

const unknownFrame = Object.fromEntries(fieldNames.map((name) => [name, null])) as Omit<
  KustoFrame,
  'number' | 'answer' | 'columns'
>;

/** The places of an answer's frames. */
export function framePlace(visitor: FrameVisitor): Place {
  let frame: KustoFrame = { ...unknownFrame, number: -1, answer: -1, columns: null };
  const fields = fieldNames.map((name) => {
    const take: TakeValue = (value) => {
      frame = { ...frame, [name]: value };
    };
    return [name, whole(take)] as const;
  });
  const columns: TakeValue = (value, line) => {
    frame = { ...frame, columns: columnNames(value, 'ColumnName') };
    visitor.columns(frame.columns!, line);
  };
  const row: TakeValue = (value, line) => {
    const failure = errorInRow(value, ['OneApiErrors']);
    if (failure === undefined) visitor.row(frame, value, line);
    else visitor.error(answerError(failure), line);
  };
  return each({
    object: {
      begin: () => {
        frame = { ...unknownFrame, number: frame.number + 1, answer: frame.answer, columns: null };
      },
      fields: new Map([...fields, ['Columns', whole(columns)], ['Rows', each(whole(row))]]),
      end: () => {
        if (frame.FrameType === 'DataSetHeader') frame = { ...frame, answer: frame.answer + 1 };
        const failure = failureOf(frame);
        if (failure !== null) visitor.error(failure, null);
        visitor.end(frame);
      },
    },
  });
}

/** Why the frame that ends an answer says that rows are missing; null when it does not. */
function failureOf({ HasErrors, Cancelled, OneApiErrors }: KustoFrame): string | null {
  if (OneApiErrors !== null) return answerError(OneApiErrors);
  if (HasErrors === true) return 'the query had errors';
  return Cancelled === true ? 'the query was cancelled' : null;
}
