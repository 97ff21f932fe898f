import type { Origin, Row } from '../../records/row.js';
import type { Value } from '../../records/value.js';
import { type Key, KeySpace, keyOf } from '../key.js';
import type { OpenRow } from '../make-row.js';
import type { RowValue } from '../row-value.js';
import { sameValues, stepsOfChange } from './changes.js';
import type { Moving } from './moving.js';
import type { Standing, StandingSink } from './standing.js';

const placesKept = 20;

/** Gives one row for each group of rows with equal keys: the keys, then what is gathered of the rows that stand. */
export class StandingSummarize implements StandingSink {
  private readonly groups = new Map<Key, Standing[]>();
  private readonly keyOf: (row: Row) => Key;

  constructor(
    private readonly by: readonly RowValue[],
    private readonly start: () => readonly Moving[],
    private readonly next: StandingSink,
  ) {
    this.keyOf = keyOf(by, new KeySpace());
  }

  push(row: Row, from: number, until: number): void {
    const key = this.keyOf(row);
    const group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, [{ row, from, until }]);
    else group.push({ row, from, until });
  }

  end(): void {
    for (const group of this.groups.values()) this.give(group);
    this.groups.clear();
    this.next.end();
  }

  private give(group: readonly Standing[]): void {
    const key = this.by.map((value) => value(group[0]!.row));
    const moving = this.start();
    const coming = group.toSorted((a, b) => a.from - b.from);
    const going = group.toSorted((a, b) => a.until - b.until);
    let came = 0;
    let gone = 0;
    let first = 0;
    let open: { readonly row: Row; readonly from: number } | null = null;
    for (const step of stepsOfChange(group)) {
      for (; gone < going.length && going[gone]!.until <= step; gone++)
        for (const one of moving) one.leave(going[gone]!.row);
      for (; came < coming.length && coming[came]!.from <= step; came++)
        for (const one of moving) one.enter(coming[came]!.row, coming[came]!.until);
      const values: readonly Value[] | null =
        came > gone ? [...key, ...moving.map((one) => one.result(step))] : null;
      if (open !== null && values !== null && sameValues(open.row, [open.row[0], ...values])) continue;
      if (open !== null) this.next.push(open.row, open.from, step);
      while (first < coming.length && coming[first]!.until <= step) first += 1;
      open = values === null ? null : { row: rowOf(values, coming, first, step), from: step };
    }
  }
}

/** A row with the origins of the first rows that stand at a step, from one on. `coming` are in the order in which they come to stand. */
function rowOf(values: readonly Value[], coming: readonly Standing[], first: number, step: number): Row {
  const origins: Origin[] = [];
  for (let i = first; i < coming.length && origins.length < placesKept; i++) {
    const { row, from, until } = coming[i]!;
    if (from > step) break;
    if (until > step) origins.push(row[0]);
  }
  return [origins.length === 1 ? origins[0]! : origins, ...values] as OpenRow;
}
