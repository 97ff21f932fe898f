import type { Row, Sink } from '../records/row.js';
import type { Dynamic, Value } from '../records/value.js';
import type { OpenRow } from './make-row.js';

/** Passes on a row for each element of the array in a slot, in its place; a value that is no array counts as its only element. */
export class MvExpand implements Sink {
  constructor(
    private readonly slot: number,
    private readonly element: (value: Dynamic) => Value,
    private readonly next: Sink,
  ) {}

  push(row: Row): void {
    const value = row[this.slot] as Dynamic;
    for (const each of Array.isArray(value) ? (value as readonly Dynamic[]) : [value]) {
      const made = row.slice() as OpenRow;
      made[this.slot] = this.element(each);
      this.next.push(made);
    }
  }

  end(): void {
    this.next.end();
  }
}
