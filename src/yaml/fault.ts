import { UsageError } from '../records/usage-error.js';

/** A place in a file, and the field that stands there. */
export interface Place {
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
  /** Counts from 1, in UTF-16 units. */
  readonly column: number;
  /** `tests[0].records[2].Resource`; empty for the whole file. */
  readonly field: string;
}

/** The user's mistake at a place of a file, on one line: `path:line:column: field: what to do`. */
export const fault = ({ path, line, column, field }: Place, message: string): UsageError =>
  new UsageError(`${path}:${line}:${column}: ${field === '' ? '' : `${field}: `}${message}`);
