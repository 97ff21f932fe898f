import { rowOf } from '../../operators/make-row.js';
import { MapRows } from '../../operators/map.js';
import { EachRow } from '../../operators/standing/each-row.js';
import { StandingFork, type StandingSink } from '../../operators/standing/standing.js';
import type { Sink } from '../../records/row.js';
import { type Layout, layoutOf, placeOf } from '../layout.js';
import type { HeldInput, Step } from '../step.js';

/** A compiled step of a schedule: how its rows look, and how they come. */
export interface StandingStep {
  readonly layout: Layout;
  /** Makes its rows flow into a sink. */
  connect(next: StandingSink): void;
}

/** A step that is built once, however many steps read it. */
export class SharedStanding implements StandingStep {
  readonly layout: Layout;
  private fork: StandingFork | null = null;

  constructor(private readonly step: StandingStep) {
    this.layout = step.layout;
  }

  connect(next: StandingSink): void {
    if (this.fork === null) {
      this.fork = new StandingFork();
      this.step.connect(this.fork);
    }
    this.fork.add(next);
  }
}

/** A step's rows with these columns alone, in this order. */
export function pickedStanding(step: StandingStep, names: readonly string[]): StandingStep {
  const places = names.map((name) => placeOf(step.layout, name));
  if (places.length === step.layout.width && places.every((place, i) => place === i + 1)) return step;
  const narrow = rowOf(places);
  return {
    layout: layoutOf(names),
    connect: (next) => step.connect(new EachRow((plain) => new MapRows(narrow, plain), next)),
  };
}

/** The plain form of a step, whose operator can be begun any number of times. */
export interface PlainStep {
  readonly layout: Layout;
  /** Begins it, and gives what takes the rows of each of its inputs. */
  readonly start: (next: Sink) => readonly Sink[];
}

/** The plain form of a step over inputs that look like this; `columns` of each are those that the step asks for. */
export function plainStep(
  inputs: readonly { readonly layout: Layout; readonly columns: readonly string[] }[],
  compile: (inputs: readonly { readonly step: HeldInput; readonly columns: readonly string[] }[]) => Step,
): PlainStep {
  const sinks: Sink[] = [];
  const step = compile(
    inputs.map(({ layout, columns }, i) => ({
      step: {
        layout,
        columns,
        connect(next) {
          sinks[i] = next;
        },
      },
      columns,
    })),
  );
  return {
    layout: step.layout,
    start(next) {
      step.connect(next);
      return [...sinks];
    },
  };
}
