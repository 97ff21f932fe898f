import type { Row, Sink } from '../records/row.js';
import { HeldRows } from './held-rows.js';
import { type Key, KeySpace, keyOf } from './key.js';
import type { RowValue } from './row-value.js';

/**
 * Passes on the rows of one input that have a partner in the other, or those that have none, each as often as it came, in the order they came.
 * Of the other input it holds the keys; of its own, until the other has ended, the rows that may be passed on.
 */
export class SemiJoin {
  readonly kept: Sink;
  readonly other: Sink;
  private readonly partners = new Set<Key>();
  private rows = new HeldRows();
  /** The keys of the rows that wait. */
  private keys: Key[] = [];
  private open = 2;
  private otherEnded = false;

  constructor(
    private readonly keep: 'matched' | 'unmatched',
    key: { readonly kept: readonly RowValue[]; readonly other: readonly RowValue[] },
    private readonly next: Sink,
  ) {
    const space = new KeySpace();
    const keptKey = keyOf(key.kept, space);
    const otherKey = keyOf(key.other, space);
    this.kept = { push: (row) => this.pushKept(keptKey(row), row), end: () => this.sideEnded() };
    this.other = {
      push: (row) => {
        this.partners.add(otherKey(row));
      },
      end: () => {
        this.otherEnded = true;
        this.giveWaiting();
        this.sideEnded();
      },
    };
  }

  private pushKept(key: Key, row: Row): void {
    if (this.otherEnded) {
      if (this.isKept(key)) this.next.push(row);
    } else if (this.keep === 'matched' || !this.partners.has(key)) {
      this.keys.push(key);
      this.rows.add(row);
    }
  }

  private isKept(key: Key): boolean {
    return this.partners.has(key) === (this.keep === 'matched');
  }

  private giveWaiting(): void {
    const { keys, rows } = this;
    this.keys = [];
    this.rows = new HeldRows();
    for (const [place, key] of keys.entries()) if (this.isKept(key)) this.next.push(rows.at(place));
  }

  private sideEnded(): void {
    this.open -= 1;
    if (this.open === 0) this.next.end();
  }
}
