import type { Row, Sink } from '../records/row.js';
import type { Value } from '../records/value.js';
import { type Key, KeySpace, keyOf } from './key.js';
import { rowOf } from './make-row.js';
import type { RowValue } from './row-value.js';

/** What rows remember of the row before them. */
export interface ScanRowsOptions {
  /** Rows with equal values are one sequence. */
  readonly by: readonly RowValue[];
  /** What the rows given are made of: slots of the input, and values, of which the states look into `before`. */
  readonly places: readonly (number | RowValue)[];
  /** Holds what is remembered of the row before, while the states of a row are computed. */
  readonly before: { values: readonly Value[] };
  /** The remembered values: their slots in a row given, and what they are before the first. */
  readonly remembered: readonly { readonly slot: number; readonly initial: Value }[];
}

/** Makes a row given of a row and of what is remembered of the row given before it in its sequence. */
export function rowAfter({
  places,
  before,
  remembered,
}: ScanRowsOptions): (row: Row, last: readonly Value[] | undefined) => Row {
  const make = rowOf(places);
  const initials = remembered.map(({ initial }) => initial);
  return (row, last) => {
    before.values = last ?? initials;
    return make(row);
  };
}

/** What is remembered of a row given. */
export const rememberedOf = ({ remembered }: ScanRowsOptions, made: Row): Value[] =>
  remembered.map(({ slot }) => made[slot] as Value);

/** Passes on rows with columns computed from the row and from the row before in its sequence. Of each sequence it keeps what the next row remembers. */
export class ScanRows implements Sink {
  private readonly last = new Map<Key, Value[]>();
  private readonly keyOf: (row: Row) => Key;
  private readonly rowAfter: ReturnType<typeof rowAfter>;

  constructor(
    private readonly options: ScanRowsOptions,
    private readonly next: Sink,
  ) {
    this.keyOf = keyOf(options.by, new KeySpace());
    this.rowAfter = rowAfter(options);
  }

  push(row: Row): void {
    const key = this.keyOf(row);
    const last = this.last.get(key);
    const made = this.rowAfter(row, last);
    if (last === undefined) this.last.set(key, rememberedOf(this.options, made));
    else this.remember(last, made);
    this.next.push(made);
  }

  end(): void {
    this.last.clear();
    this.next.end();
  }

  private remember(last: Value[], made: Row): void {
    const { remembered } = this.options;
    for (let i = 0; i < remembered.length; i++) last[i] = made[remembered[i]!.slot] as Value;
  }
}
