import type { StoredFile } from '../inputs/stored-bytes.js';
import type { RowKind, Shape } from '../reader.js';
import type { DateOrder } from '../times/time-text.js';

/** A stretch of an input that holds whole records, as plain data that can be sent to another thread. */
export interface InputPart {
  readonly path: string;
  readonly shape: Shape;
  readonly kind: RowKind;
  readonly file: StoredFile;
  /** Where the stretch lies in the file; null when the part is the whole input, packed or encoded as it may be. */
  readonly stretch: Stretch | null;
}

export interface Stretch {
  /** The first byte, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** What is read before the stretch: the header of CSV. */
  readonly head: Uint8Array;
  /** How many lines that is. */
  readonly headLines: number;
  /** The order of day and month of the columns in which it is known. */
  readonly orders: ReadonlyMap<string, DateOrder>;
}
