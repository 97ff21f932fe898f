import type { Origin, Row, Sink } from '../records/row.js';
import type { Value } from '../records/value.js';
import { FirstPlaces } from './first-places.js';
import { type Key, KeySpace, keyOf } from './key.js';
import type { OpenRow } from './make-row.js';
import type { RowValue } from './row-value.js';

/** Gathers the rows of one group into one or more columns. */
export interface Gathering {
  add(row: Row): void;
  /** Its columns' values; without any row those that KQL gives for empty input. */
  result(): readonly Value[];
  /** The origin of the one row that it chose; absent when its values are made of all rows. */
  readonly chosen?: () => Origin;
}

interface Group {
  readonly key: readonly Value[];
  readonly gatherings: readonly Gathering[];
  /** Null when all gatherings choose a row, and when nobody asks for the evidence. */
  readonly places: FirstPlaces | null;
}

/** Passes on one row for each group of rows with equal keys: the keys, then the columns gathered. Without keys there is one group, rows or none. */
export class Summarize implements Sink {
  private readonly groups = new Map<Key, Group>();
  private readonly keyOf: (row: Row) => Key;

  constructor(
    private readonly by: readonly RowValue[],
    private readonly start: () => readonly Gathering[],
    private readonly next: Sink,
    /** Whether its rows tell of what records they are made; those that do not have no origin. */
    private readonly evidence: 'kept' | 'none' = 'kept',
  ) {
    this.keyOf = keyOf(by, new KeySpace());
    if (by.length === 0) this.groups.set(null, this.group([]));
  }

  push(row: Row): void {
    const key = this.keyOf(row);
    let group = this.groups.get(key);
    if (group === undefined) {
      group = this.group(this.by.map((value) => value(row)));
      this.groups.set(key, group);
    }
    group.places?.add(row[0]);
    for (const gathering of group.gatherings) gathering.add(row);
  }

  end(): void {
    for (const group of this.groups.values()) {
      const row: OpenRow = [this.originOf(group), ...group.key];
      for (const gathering of group.gatherings) row.push(...gathering.result());
      this.next.push(row);
    }
    this.groups.clear();
    this.next.end();
  }

  private originOf({ places, gatherings }: Group): Origin {
    if (this.evidence === 'none') return noEvidence;
    const origin = places?.origin ?? gatherings.map((gathering) => gathering.chosen!());
    return origin.length === 1 ? origin[0]! : origin;
  }

  private group(key: readonly Value[]): Group {
    const gatherings = this.start();
    const allChoose = gatherings.length > 0 && gatherings.every(({ chosen }) => chosen !== undefined);
    return { key, gatherings, places: allChoose || this.evidence === 'none' ? null : new FirstPlaces() };
  }
}

const noEvidence: Origin = [];
