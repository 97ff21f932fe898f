import type { Row, Sink } from '../records/row.js';
import { type Key, KeySpace, keyOf } from './key.js';
import type { RowOrder } from './row-order.js';
import type { RowValue } from './row-value.js';

/** Passes on the least row of each key when the last row has come: a choice that does not depend on the order they come in. */
export class LeastPerKey implements Sink {
  private readonly rows = new Map<Key, Row>();
  private readonly keyOf: (row: Row) => Key;

  constructor(
    key: readonly RowValue[],
    private readonly order: RowOrder,
    private readonly next: Sink,
  ) {
    this.keyOf = keyOf(key, new KeySpace());
  }

  push(row: Row): void {
    const key = this.keyOf(row);
    const known = this.rows.get(key);
    if (known === undefined || this.order(row, known) < 0) this.rows.set(key, row);
  }

  end(): void {
    for (const row of this.rows.values()) this.next.push(row);
    this.next.end();
  }
}
