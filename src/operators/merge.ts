import type { Row, Sink } from '../records/row.js';
import type { Value } from '../records/value.js';
import { CopiesAsOne, type MergeOptions } from './copies-as-one.js';
import { HeldRows } from './held-rows.js';
import { orderOfValues } from './row-order.js';

/** Passes on the rows in the order of their keys when the last has come, those that are merged as one with the origins of all. */
export class Merge implements Sink {
  private rows = new HeldRows();
  /** Of each row what it has for the first key. */
  private firsts: Value[] = [];
  private readonly asOne: CopiesAsOne;

  constructor(
    private readonly options: MergeOptions,
    private readonly next: Sink,
  ) {
    this.asOne = new CopiesAsOne(options, next);
  }

  push(row: Row): void {
    this.firsts.push(this.options.keys[0].value(row));
    this.rows.add(row);
  }

  end(): void {
    const { rows, firsts } = this;
    this.rows = new HeldRows();
    this.firsts = [];
    const compare = orderOfValues(this.options.keys[0]);
    const places = placesInOrder(firsts, compare);
    // Few rows agree in the first key, and no more are taken out at once.
    for (let at = 0; at < places.length; ) {
      const alike: Row[] = [];
      const first = firsts[places[at]!]!;
      do alike.push(rows.at(places[at++]!));
      while (at < places.length && compare(first, firsts[places[at]!]!) === 0);
      this.asOne.give(alike);
    }
    this.next.end();
  }
}

/** The places of values in their order; equal ones keep theirs. Most exports are in order already. */
export function placesInOrder(
  values: readonly Value[],
  compare: (a: Value, b: Value) => number,
): Uint32Array {
  const places = Uint32Array.from(values, (_, place) => place);
  for (let i = 1; i < values.length; i++)
    if (compare(values[i - 1]!, values[i]!) > 0)
      return places.sort((a, b) => compare(values[a]!, values[b]!) || a - b);
  return places;
}
