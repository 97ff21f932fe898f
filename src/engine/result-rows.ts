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
    private readonly time: string,
    private readonly span: ResultSpan,
  ) {
    this.timeSlot = timeSlotOf(plan, time);
  }

  push(row: Row): void {
    if (isInSpan(row[this.timeSlot] as Instant | null, this.span)) this.taken.push(row);
  }

  end(): void {
    // A plan that ends sorted has said what order it wants.
    if (!isSorted(this.plan)) this.taken.sort(resultOrder(this.plan, this.time));
  }

  get rows(): readonly Row[] {
    return this.taken;
  }
}

/** Orders the rows of a plan by time, then by the columns from left to right, then by the records. */
export function resultOrder(plan: PlanNode, time: string): RowOrder {
  const slots = plan.columns.map((_, i) => i + 1);
  return thenBy(orderBySlots([timeSlotOf(plan, time), ...slots]), byOrigin);
}

/** Whether a time lies in a span; one that is not known lies in every span. */
export const isInSpan = (at: Instant | null, { from, to }: ResultSpan): boolean =>
  at === null || ((from === null || at > from) && (to === null || at <= to));

/** The slot of the time in the rows of a plan. */
export const timeSlotOf = (plan: PlanNode, time: string): number =>
  plan.columns.findIndex(({ name }) => name === time) + 1;

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
