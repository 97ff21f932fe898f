import type { Cells } from '../record-emitter.js';

/** Turns the record at hand of some fields into a row of `AzureDiagnostics`. */
export interface RecordMapping {
  /** Looks at the record, which begins on a line: null when it is one of ours, else what it is. */
  read(line: number): string | null;
  /** The cells of the record that was read last. */
  readonly cells: Cells;
}

/** Hears of a column that a record has; of one column perhaps many times. */
export type NameVisitor = (name: string) => void;
