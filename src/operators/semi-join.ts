import type { Row, Sink } from '../records/row.js';
import { HeldRows } from './held-rows.js';
import { type Key, KeySpace, keyOf } from './key.js';
import type { RowValue } from './row-value.js';

/**
 * Passes on the rows of one input that have a partner in the other, or those that have none, each as often as it came.
 * Of the other input it holds the keys; of its own, until the other has ended, the rows for which no partner has come yet.
 */
export class SemiJoin {
  readonly kept: Sink;
  readonly other: Sink;
  private readonly partners = new Set<Key>();
  private readonly rows = new HeldRows();
  /** The places of the rows that wait, by key. */
  private readonly waiting = new Map<Key, number[]>();
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
    const end = () => this.sideEnded();
    this.kept = { push: (row) => this.pushKept(keptKey(row), row), end };
    this.other = {
      push: (row) => this.pushPartner(otherKey(row)),
      end: () => {
        this.otherEnded = true;
        end();
      },
    };
  }

  private pushKept(key: Key, row: Row): void {
    if (this.partners.has(key)) {
      if (this.keep === 'matched') this.next.push(row);
      return;
    }
    if (this.otherEnded) {
      if (this.keep === 'unmatched') this.next.push(row);
      return;
    }
    const waiting = this.waiting.get(key);
    if (waiting === undefined) this.waiting.set(key, [this.rows.size]);
    else waiting.push(this.rows.size);
    this.rows.add(row);
  }

  private pushPartner(key: Key): void {
    if (this.partners.has(key)) return;
    this.partners.add(key);
    const waiting = this.waiting.get(key);
    if (waiting === undefined) return;
    this.waiting.delete(key);
    if (this.keep === 'matched') for (const place of waiting) this.next.push(this.rows.at(place));
  }

  private sideEnded(): void {
    this.open -= 1;
    if (this.open > 0) return;
    if (this.keep === 'unmatched')
      for (const places of this.waiting.values())
        for (const place of places) this.next.push(this.rows.at(place));
    this.next.end();
  }
}
