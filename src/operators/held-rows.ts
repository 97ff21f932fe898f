import type { Origin, Row } from '../records/row.js';
import { columnFor, type HeldColumn } from './held-column.js';
import type { OpenRow } from './make-row.js';

/** Holds many rows of one width, column by column: in a fraction of the memory that they take one by one, and out of the sight of the garbage collector. */
export class HeldRows {
  /** How many rows there are. */
  size = 0;

  private columns: HeldColumn[] = [];
  private inputs: HeldColumn = columnFor(0);
  private lines: HeldColumn = columnFor(0);
  private records: HeldColumn = columnFor(0);
  /** The origins of rows that were made of several records. */
  private readonly origins = new Map<number, Origin>();

  add(row: Row): void {
    if (this.size === 0) this.columns = row.slice(1).map((value) => columnFor(value as null));
    const [origin] = row;
    const { columns } = this;
    for (let i = 0; i < columns.length; i++) columns[i] = columns[i]!.add(row[i + 1] as null);
    this.addOrigin(origin);
    this.size += 1;
  }

  /** A row again, equal to the one that was added as the `index`th. */
  at(index: number): Row {
    const { columns } = this;
    const row = new Array(columns.length + 1) as unknown as OpenRow;
    row[0] = this.originAt(index);
    for (let i = 0; i < columns.length; i++) row[i + 1] = columns[i]!.at(index);
    return row;
  }

  private addOrigin(origin: Origin): void {
    const { input, line, record } = 'input' in origin ? origin : nowhere;
    if (!('input' in origin)) this.origins.set(this.size, origin);
    this.inputs = this.inputs.add(input);
    this.lines = this.lines.add(line);
    this.records = this.records.add(record);
  }

  private originAt(index: number): Origin {
    return (
      this.origins.get(index) ?? {
        input: this.inputs.at(index) as number,
        line: this.lines.at(index) as number,
        record: this.records.at(index) as number,
      }
    );
  }
}

const nowhere = { input: 0, line: 0, record: 0 };
