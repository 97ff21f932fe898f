import type { ReadCell } from '../csv/cell-cache.js';
import type { Alternatives } from '../leading-tests.js';
import type { CellSource } from './cell-emitter.js';
import type { LineColumn } from './line-column.js';
import type { LineWalker } from './line-walker.js';
import { text } from './value-kinds.js';

/** The cells of the event at hand, by the requested columns. Of two values for one column the first is kept that is not empty. */
export class EventCells implements CellSource {
  /** For each column, the value of the line that is its own; -1 when none is. */
  private readonly values: Int32Array;
  /** Cells that are no value of the line. */
  private readonly derived: (ReadCell | null)[];

  constructor(
    private readonly walker: LineWalker,
    readonly columns: readonly LineColumn[],
  ) {
    this.values = new Int32Array(columns.length);
    this.derived = columns.map(() => null);
  }

  /** Forgets the event before. */
  begin(): void {
    // Faster than to fill arrays that are so short.
    for (let index = 0; index < this.values.length; index++) {
      this.values[index] = -1;
      this.derived[index] = null;
    }
  }

  /** Gives a column a value of the line; an index of -1 is no column's. */
  set(index: number, value: number): void {
    if (index < 0) return;
    const other = this.values[index]!;
    if (other < 0 || this.isEmptyText(other)) this.values[index] = value;
  }

  /** Gives a column a cell that is no value of the line. */
  derive(index: number, cell: ReadCell): void {
    this.derived[index] = cell;
  }

  cell(index: number): ReadCell {
    const value = this.values[index]!;
    const column = this.columns[index]!;
    return value < 0 ? (this.derived[index] ?? column.empty) : column.cell(this.walker, value);
  }

  left(index: number): Alternatives {
    const value = this.values[index]!;
    return value < 0 ? this.cell(index).note : this.columns[index]!.left(this.walker, value);
  }

  private isEmptyText(value: number): boolean {
    const { kinds, from, to } = this.walker;
    return kinds[value] === text && from[value] === to[value];
  }
}
