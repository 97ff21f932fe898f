import type { Detection } from '../../findings/detection.js';
import { FirstPlaces } from '../../operators/first-places.js';
import { type Key, KeySpace, keyOf } from '../../operators/key.js';
import type { RowOrder } from '../../operators/row-order.js';
import { inSlot, type RowValue } from '../../operators/row-value.js';
import { stepsOfChange } from '../../operators/standing/changes.js';
import { Spells } from '../../operators/standing/spells.js';
import type { Standing, StandingSink } from '../../operators/standing/standing.js';
import type { PlanNode } from '../../plan/node.js';
import { settledColumns } from '../../plan/settled-columns.js';
import { grouped } from '../../records/grouped.js';
import type { Instant } from '../../records/instant.js';
import { hasPlace } from '../../records/origin.js';
import type { Origin, Row } from '../../records/row.js';
import { isInSpan, type ResultSpan, resultOrder, timeSlotOf } from '../result-rows.js';

/** A row of a scheduled detection, as it last stood, and the step at which it was raised. */
export interface RaisedRow {
  readonly row: Row;
  readonly step: number;
}

/**
 * Takes the standing rows of a detection's plan and tells findings. Rows are the same finding when they agree in the time, in what they are
 * about, and in all that single records decide; of several at one step each is the row that it was, as long as that stands. Equal rows are one,
 * with the evidence of all. A row that rests on no record is none.
 */
export class RaisedRows implements StandingSink {
  private readonly rows = new Map<Key, EqualRows>();
  private readonly order: RowOrder;
  private readonly timeSlot: number;
  private readonly keyOf: (row: Row) => Key;
  private readonly identityOf: (row: Row) => Key;

  constructor(
    plan: PlanNode,
    detection: Pick<Detection, 'time' | 'entities'>,
    private readonly span: ResultSpan,
  ) {
    this.order = resultOrder(plan, detection.time);
    this.timeSlot = timeSlotOf(plan, detection.time);
    const settled = settledColumns(plan);
    const names = new Set([...settled, detection.time, ...Object.values(detection.entities)]);
    const texts = plan.columns.map(({ name, type }, i) => ({
      name,
      value: type === 'dynamic' ? jsonInSlot(i + 1) : inSlot(i + 1),
    }));
    const key = (columns: typeof texts) =>
      keyOf(
        columns.map(({ value }) => value),
        new KeySpace(),
      );
    this.keyOf = key(texts);
    this.identityOf = key(texts.filter(({ name }) => names.has(name)));
  }

  push(row: Row, from: number, until: number): void {
    if (!isInSpan(row[this.timeSlot] as Instant | null, this.span) || !hasPlace(row[0])) return;
    const key = this.keyOf(row);
    let equal = this.rows.get(key);
    if (equal === undefined) {
      equal = new EqualRows(row);
      this.rows.set(key, equal);
    }
    equal.add(row, from, until);
  }

  end(): void {}

  /** What was raised up to a step, in an order that depends on the rows alone. */
  raised(last: number): readonly RaisedRow[] {
    const findings = grouped(this.rows.values(), ({ row }) => this.identityOf(row));
    const raised = [...findings.values()].flatMap((rows) =>
      this.raisedOf(rows.flatMap((row) => row.upTo(last))),
    );
    return raised.sort((a, b) => this.order(a.row, b.row) || a.step - b.step);
  }

  private raisedOf(rows: readonly Standing[]): readonly RaisedRow[] {
    const raised: OpenFinding[] = [];
    for (const step of stepsOfChange(rows)) {
      const standing = rows.filter(({ from, until }) => from <= step && until > step);
      raised.push(...this.told(raised, standing.map(({ row }) => row).sort(this.order), step));
    }
    return raised;
  }

  /**
   * Tells findings of one identity which of some rows they are at a step: the one that they were, if it still stands, otherwise one that came.
   * Gives the findings that are new.
   */
  private told(
    raised: readonly OpenFinding[],
    standing: readonly Row[],
    step: number,
  ): readonly OpenFinding[] {
    const gone: OpenFinding[] = [];
    const came: Row[] = [];
    let at = 0;
    for (const finding of raised.toSorted((a, b) => this.order(a.row, b.row))) {
      while (at < standing.length && this.order(standing[at]!, finding.row) < 0) came.push(standing[at++]!);
      if (at < standing.length && this.order(standing[at]!, finding.row) === 0) finding.row = standing[at++]!;
      else gone.push(finding);
    }
    came.push(...standing.slice(at));
    for (const [i, finding] of gone.entries()) if (i < came.length) finding.row = came[i]!;
    return came.slice(gone.length).map((row) => ({ row, step }));
  }
}

/** A finding that may yet be another row. */
interface OpenFinding {
  row: Row;
  readonly step: number;
}

/** Equal rows, and when any of them stands. */
class EqualRows {
  private readonly spells = new Spells();
  private readonly origins: { readonly origin: Origin; readonly from: number }[] = [];

  constructor(readonly row: Row) {}

  add([origin]: Row, from: number, until: number): void {
    this.spells.add(from, until);
    this.origins.push({ origin, from });
  }

  /** They as one row, as it stands at steps up to one. */
  upTo(last: number): readonly Standing[] {
    const row = this.rowUpTo(last);
    const standing: Standing[] = [];
    this.spells.within(Number.NEGATIVE_INFINITY, last + 1, (from, until) =>
      standing.push({ row, from, until }),
    );
    return standing;
  }

  private rowUpTo(last: number): Row {
    if (this.origins.length === 1) return this.row;
    const places = new FirstPlaces();
    for (const { origin, from } of this.origins) if (from <= last) places.add(origin);
    const [, ...values] = this.row;
    return [places.origin, ...values];
  }
}

/** The dynamic in a slot as a key can hold it: a text and a list that is written alike are two. */
const jsonInSlot =
  (slot: number): RowValue =>
  (row) =>
    JSON.stringify(row[slot]);
