import type { Row, Sink } from '../records/row.js';
import { type Key, KeySpace, keyOf } from './key.js';
import type { RowValue } from './row-value.js';

/** Passes on the first row of each key. */
export class Distinct implements Sink {
  private readonly seen = new Set<Key>();
  private readonly keyOf: (row: Row) => Key;

  constructor(
    key: readonly RowValue[],
    private readonly next: Sink,
  ) {
    this.keyOf = keyOf(key, new KeySpace());
  }

  push(row: Row): void {
    const { size } = this.seen;
    if (this.seen.add(this.keyOf(row)).size > size) this.next.push(row);
  }

  end(): void {
    this.next.end();
  }
}
