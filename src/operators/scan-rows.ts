import type { Row, Sink } from '../records/row.js';
import type { Value } from '../records/value.js';
import { type Key, KeySpace, keyOf } from './key.js';
import type { OpenRow } from './make-row.js';
import type { RowValue } from './row-value.js';

/** What rows remember of the row before them. */
export interface ScanRowsOptions {
  /** Rows with equal values are one sequence. */
  readonly by: readonly RowValue[];
  /** Slots of the input that are passed on. */
  readonly slots: readonly number[];
  /** The states' values on a row: read from the row, followed by the remembered values of the row before. */
  readonly states: readonly RowValue[];
  /** The remembered values: their slots in a row given, and what they are before the first. */
  readonly remembered: readonly { readonly slot: number; readonly initial: Value }[];
  /** How many values a row of the input has. */
  readonly width: number;
}

/** Makes a row given of a row and of the row given before it in its sequence. */
export function rowAfter({
  slots,
  states,
  remembered,
  width,
}: ScanRowsOptions): (row: Row, before: Row | undefined) => Row {
  return (row, before) => {
    const seen = row.slice(0, width + 1) as OpenRow;
    for (const { slot, initial } of remembered)
      seen.push(before === undefined ? initial : (before[slot] as Value));
    const made: OpenRow = [row[0]];
    for (const slot of slots) made.push(row[slot] as Value);
    for (const state of states) made.push(state(seen));
    return made;
  };
}

/** Passes on rows with columns computed from the row and from the row before in its sequence. Keeps one row a sequence. */
export class ScanRows implements Sink {
  private readonly last = new Map<Key, Row>();
  private readonly keyOf: (row: Row) => Key;
  private readonly rowAfter: ReturnType<typeof rowAfter>;

  constructor(
    options: ScanRowsOptions,
    private readonly next: Sink,
  ) {
    this.keyOf = keyOf(options.by, new KeySpace());
    this.rowAfter = rowAfter(options);
  }

  push(row: Row): void {
    const key = this.keyOf(row);
    const made = this.rowAfter(row, this.last.get(key));
    this.last.set(key, made);
    this.next.push(made);
  }

  end(): void {
    this.last.clear();
    this.next.end();
  }
}
