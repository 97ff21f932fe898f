import { Fork } from '../operators/fork.js';
import { rowOf } from '../operators/make-row.js';
import { MapRows } from '../operators/map.js';
import { orderBySlots, type RowOrder } from '../operators/row-order.js';
import type { Sink } from '../records/row.js';
import { holdsOnly, type Layout, layoutBeside, layoutOf, placeOf, slotOf } from './layout.js';

/** A compiled step: how its rows look, and how they come. */
export interface Step {
  readonly layout: Layout;
  /** Makes its rows flow into a sink. Nothing flows before every step is connected. */
  connect(next: Sink): void;
}

/** A step that is built once, however many steps read it. */
export class SharedStep implements Step {
  readonly layout: Layout;
  /** How many steps read it; known when the first connects. */
  readers = 0;
  private fork: Fork | null = null;

  constructor(private readonly step: Step) {
    this.layout = step.layout;
  }

  connect(next: Sink): void {
    if (this.readers === 1) this.step.connect(next);
    else if (this.fork !== null) this.fork.add(next);
    else {
      this.fork = new Fork();
      this.fork.add(next);
      this.step.connect(this.fork);
    }
  }
}

/** A step's rows under other names: the same rows, nothing is copied. */
export const renamed = (
  step: Step,
  columns: readonly { readonly name: string; readonly from: string }[],
): Step => ({
  layout: layoutBeside(step.layout, columns),
  connect: (next) => step.connect(next),
});

/** A step's rows with these columns alone, in this order. */
export const picked = (step: Step, names: readonly string[]): Step => {
  const places = names.map((name) => placeOf(step.layout, name));
  if (places.length === step.layout.width && places.every((place, i) => place === i + 1)) return step;
  return {
    layout: layoutOf(names),
    connect: (next) => step.connect(new MapRows(rowOf(places), next)),
  };
};

/** An input whose rows a step holds: free of columns that the step does not ask for. */
export interface HeldInput extends Step {
  /** What the step asks for, in an order that does not depend on what other steps ask for. */
  readonly columns: readonly string[];
}

/** A step's rows, fit to be held. */
export function held(step: Step, columns: readonly string[]): HeldInput {
  const narrow = holdsOnly(step.layout, columns) ? step : picked(step, columns);
  return { layout: narrow.layout, connect: (next) => narrow.connect(next), columns };
}

/** Orders the rows of an input by all their values, from the first column to the last. */
export const orderByAll = ({ layout, columns }: HeldInput): RowOrder =>
  orderBySlots(columns.map((name) => slotOf(layout, name)));
