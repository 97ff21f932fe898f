import { orderBySlots, type RowOrder, thenBy } from '../operators/row-order.js';
import type { PlanNode } from '../plan/node.js';
import type { Instant } from '../records/instant.js';
import { comparePlaces, placesOf } from '../records/origin.js';
import type { Row, Sink } from '../records/row.js';
import { isSorted } from './compile-order.js';

/** The span of time to which results are limited, `from` excluded and `to` included; null where there is no limit. */
export interface ResultSpan {
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** Takes the rows of a detection's plan and gives them in an order that depends on the rows alone. */
export class ResultRows implements Sink {
  private readonly taken: Row[] = [];
  private readonly timeSlot: number;

  constructor(
    private readonly plan: PlanNode,
    time: string,
    private readonly span: ResultSpan,
  ) {
    this.timeSlot = plan.columns.findIndex(({ name }) => name === time) + 1;
  }

  push(row: Row): void {
    const { from, to } = this.span;
    const at = row[this.timeSlot] as Instant | null;
    if (at === null || ((from === null || at > from) && (to === null || at <= to))) this.taken.push(row);
  }

  end(): void {
    // A plan that ends sorted has said what order it wants.
    if (!isSorted(this.plan)) this.taken.sort(this.order());
  }

  get rows(): readonly Row[] {
    return this.taken;
  }

  /** By time, then by the columns from left to right, then by the records. */
  private order(): RowOrder {
    const slots = this.plan.columns.map((_, i) => i + 1);
    return thenBy(orderBySlots([this.timeSlot, ...slots]), byOrigin);
  }
}

const byOrigin: RowOrder = ([a], [b]) => {
  if ('input' in a && 'input' in b) return comparePlaces(a, b);
  const left = placesOf(a);
  const right = placesOf(b);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const order = comparePlaces(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
};
