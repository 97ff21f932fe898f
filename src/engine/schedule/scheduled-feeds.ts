import type { ClockBound } from '../../plan/clock-tests.js';
import { neededColumns } from '../../plan/needs.js';
import type { PlanNode } from '../../plan/node.js';
import { inputsOf } from '../../plan/walk.js';
import { Lifting } from './lifted.js';

/** What is made of each record alone, once for all steps of a schedule. */
export interface ScheduledFeed {
  /** Looks at one record at a time, and not at the clock. */
  readonly plan: PlanNode;
}

/** A step of a plan whose rows are those of a feed at which comparisons with the clock hold. */
export interface FedStep {
  readonly feed: ScheduledFeed;
  /** The column of the feed with the time of the record. */
  readonly time: string;
  readonly bounds: readonly ClockBound[];
}

/** The last steps of some plans that look at one record at a time, and of the clock only at how the record's time compares with it. */
export function scheduledFeeds(plans: readonly PlanNode[]): ReadonlyMap<PlanNode, FedStep> {
  const lifting = new Lifting();
  const fed = new Set<PlanNode>();
  const visit = (node: PlanNode) => {
    if (lifting.of(node) !== null) fed.add(node);
    else for (const input of inputsOf(node)) visit(input);
  };
  for (const plan of plans) visit(plan);
  const needed = neededColumns(plans);
  const asked = new Map<PlanNode, Set<string>>();
  for (const step of fed) {
    const { plan, time } = lifting.of(step)!;
    const names = asked.get(plan) ?? new Set();
    asked.set(plan, names.add(time));
    for (const name of needed.get(step)!) names.add(name);
  }
  const feeds = new Map([...asked].map(([plan, names]) => [plan, { plan: narrowed(plan, names) }]));
  return new Map(
    [...fed].map((step) => {
      const { plan, time, bounds } = lifting.of(step)!;
      return [step, { feed: feeds.get(plan)!, time, bounds }];
    }),
  );
}

function narrowed(step: PlanNode, names: ReadonlySet<string>): PlanNode {
  const columns = step.columns.filter(({ name }) => names.has(name));
  return {
    kind: 'project',
    input: step,
    columns,
    projected: columns.map(({ name, type }) => ({ name, expression: { kind: 'column', name, type } })),
  };
}
