import type { Fork } from '../../operators/fork.js';
import { blankRow } from '../../operators/make-row.js';
import type { RecordPlace, Row, Sink } from '../../records/row.js';
import type { Value } from '../../records/value.js';

/** Rows of one feed, each made of one record, as plain data: numbers that stand for values. */
export interface RowBatch {
  /** Of each row the line and the number of its record, as its part counts them. */
  readonly lines: Int32Array;
  readonly records: Int32Array;
  /** Of each column, row by row, the place of the value among the values of the part. */
  readonly columns: readonly Int32Array[];
}

/** The rows that the feeds made of one part. */
export interface RowBatches {
  /** Every value that stands in a row, once. */
  readonly values: readonly Value[];
  /** One a feed. */
  readonly feeds: readonly RowBatch[];
}

/** Collects the rows of feeds. */
export class BatchWriter {
  private ids = new Map<Value, number>();
  private values: Value[] = [];
  private readonly writers: readonly FeedWriter[];

  /** `widths` are the numbers of columns, one a feed. */
  constructor(widths: readonly number[]) {
    this.writers = widths.map((width) => new FeedWriter(width, this.idOf));
  }

  /** What takes the rows of a feed. */
  sink(feed: number): Sink {
    return this.writers[feed]!;
  }

  /** Gives the rows so far, and begins anew. */
  take(): RowBatches {
    const { values } = this;
    this.ids = new Map();
    this.values = [];
    return { values, feeds: this.writers.map((writer) => writer.take()) };
  }

  private readonly idOf = (value: Value): number => {
    const known = this.ids.get(value);
    // A map takes -0 for 0.
    if (known !== undefined && Object.is(this.values[known], value)) return known;
    const id = this.values.push(value) - 1;
    this.ids.set(value, id);
    return id;
  };
}

class FeedWriter implements Sink {
  private lines: number[] = [];
  private records: number[] = [];
  private columns: number[][];

  constructor(
    private readonly width: number,
    private readonly idOf: (value: Value) => number,
  ) {
    this.columns = columnsOf(width);
  }

  push(row: Row): void {
    const { line, record } = row[0] as RecordPlace;
    this.lines.push(line);
    this.records.push(record);
    for (let column = 0; column < this.width; column++)
      this.columns[column]!.push(this.idOf(row[column + 1] as Value));
  }

  end(): void {}

  take(): RowBatch {
    const { lines, records, columns } = this;
    this.lines = [];
    this.records = [];
    this.columns = columnsOf(this.width);
    return {
      lines: Int32Array.from(lines),
      records: Int32Array.from(records),
      columns: columns.map((ids) => Int32Array.from(ids)),
    };
  }
}

const columnsOf = (width: number): number[][] => Array.from({ length: width }, () => []);

/** The buffers of batches, which can be handed over instead of copied. */
export const buffersOf = ({ feeds }: RowBatches): ArrayBuffer[] =>
  feeds
    .flatMap(({ lines, records, columns }) => [lines, records, ...columns])
    .map(({ buffer }) => buffer as ArrayBuffer);

/** What the records of a part are to the whole scan. */
export interface PartPlace {
  readonly input: number;
  /** How many lines and records of the input lie before the part. */
  readonly lines: number;
  readonly records: number;
}

/** Pushes the rows of a part into one fork a feed, in the order of the records that they were made of. */
export function pushBatches(batches: RowBatches, place: PartPlace, forks: readonly Fork[]): void {
  const cursors = batches.feeds
    .map((batch, feed) => new Cursor(batch, batches.values, place, forks[feed]!))
    .filter(({ record }) => record !== Number.POSITIVE_INFINITY);
  while (cursors.length > 0) {
    let first = cursors[0]!;
    for (const cursor of cursors) if (cursor.record < first.record) first = cursor;
    first.push();
    if (first.record === Number.POSITIVE_INFINITY) cursors.splice(cursors.indexOf(first), 1);
  }
}

class Cursor {
  /** The number of the record of the next row; infinity when there is none. */
  record: number;
  private at = 0;
  private readonly blank;

  constructor(
    private readonly batch: RowBatch,
    private readonly values: readonly Value[],
    private readonly place: PartPlace,
    private readonly fork: Fork,
  ) {
    this.record = batch.records[0] ?? Number.POSITIVE_INFINITY;
    this.blank = blankRow(batch.columns.length);
  }

  push(): void {
    const { batch, values, place, at } = this;
    const row = this.blank.slice() as typeof this.blank;
    row[0] = {
      input: place.input,
      line: batch.lines[at]! + place.lines,
      record: batch.records[at]! + place.records,
    };
    for (let column = 0; column < batch.columns.length; column++)
      row[column + 1] = values[batch.columns[column]![at]!]!;
    this.fork.push(row);
    this.at += 1;
    this.record = batch.records[this.at] ?? Number.POSITIVE_INFINITY;
  }
}
