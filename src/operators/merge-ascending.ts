import type { Row, Sink } from '../records/row.js';
import type { Value } from '../records/value.js';
import { CopiesAsOne, type MergeOptions } from './copies-as-one.js';
import type { RowSortKey } from './row-order.js';

/** Thrown by a step that was promised rows in an order, and got others. */
export class OutOfOrder extends Error {
  override readonly name = 'OutOfOrder';
}

/** As `Merge`, for rows that come ascending by the first key: holds those of one value of it. Throws `OutOfOrder` at the first that comes late. */
export class MergeAscending implements Sink {
  private rows: Row[] = [];
  /** What the rows that are held have; undefined before the first. */
  private last: Value | undefined;
  private readonly first: RowSortKey['value'];
  private readonly asOne: CopiesAsOne;

  constructor(
    options: MergeOptions,
    private readonly next: Sink,
  ) {
    this.first = options.keys[0].value;
    this.asOne = new CopiesAsOne(options, next);
  }

  push(row: Row): void {
    const value = this.first(row);
    if (value !== this.last) this.goOn(value);
    this.rows.push(row);
  }

  end(): void {
    this.asOne.give(this.rows);
    this.rows = [];
    this.next.end();
  }

  private goOn(value: Value): void {
    if (value === null || (this.last !== undefined && !(value > this.last!))) throw new OutOfOrder();
    this.asOne.give(this.rows);
    this.rows = [];
    this.last = value;
  }
}
