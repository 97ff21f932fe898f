import { placesOf } from '../../src/records/origin.js';
import type { RecordPlace, Row, Sink } from '../../src/records/row.js';
import type { Value } from '../../src/records/value.js';

/** The place of the record on a line of the first input. */
export const place = (line: number, input = 0): RecordPlace => ({ input, line, record: line });

/** Rows of records on the lines 1, 2, ... */
export const rows = (...values: readonly (readonly Value[])[]): Row[] =>
  values.map((row, i) => [place(i + 1), ...row]);

/** Keeps what is pushed and counts the ends. */
export class Collector implements Sink {
  readonly rows: Row[] = [];
  ends = 0;

  push(row: Row): void {
    if (this.ends > 0) throw new Error('a row after the end');
    this.rows.push(row);
  }

  end(): void {
    this.ends += 1;
  }

  get values(): Value[][] {
    return this.rows.map(([, ...values]) => values);
  }

  /** The lines that each row came from. */
  get lines(): number[][] {
    return this.rows.map(([origin]) => placesOf(origin).map(({ line }) => line));
  }
}

/** Sends rows through a step that ends in a collector. */
export function through(step: (next: Sink) => Sink, input: readonly Row[]): Collector {
  const collector = new Collector();
  const sink = step(collector);
  for (const row of input) sink.push(row);
  sink.end();
  if (collector.ends !== 1) throw new Error(`ended ${collector.ends} times`);
  return collector;
}

/** Rows as texts in a fixed order, to compare multisets. */
export const multiset = (values: readonly (readonly Value[])[]): string[] =>
  values
    .map((row) =>
      JSON.stringify(row, (_, cell) =>
        typeof cell === 'bigint' || Number.isNaN(cell) ? `${typeof cell} ${cell}` : cell,
      ),
    )
    .sort();
