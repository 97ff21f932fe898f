import type { Fork } from '../../operators/fork.js';
import type { StandingSink } from '../../operators/standing/standing.js';
import type { PlanNode } from '../../plan/node.js';
import type { TieListener } from '../compile-summarize.js';
import { layoutOf, slotOf } from '../layout.js';
import { compileStanding, type StandingOutput } from './compile-standing.js';
import type { FedStep } from './scheduled-feeds.js';
import { SeenBySteps } from './seen-by-steps.js';
import type { StandingStep } from './standing-step.js';
import type { Steps } from './steps.js';

/** What plans of one schedule are connected with. */
export interface Group {
  readonly steps: Steps;
  readonly outputs: readonly StandingOutput[];
  readonly onTie: TieListener;
}

/** Connects the plans of one schedule with the feeds of all, so that their rows flow as those of the feeds do. */
export function connectGroup(
  { steps, outputs, onTie }: Group,
  fed: ReadonlyMap<PlanNode, FedStep>,
  feeds: ReadonlyMap<PlanNode, Fork>,
): void {
  const seen = new Map<PlanNode, SeenBySteps>();
  const seenOf = ({ feed: { plan }, time }: FedStep): StandingStep => {
    const layout = layoutOf(plan.columns.map(({ name }) => name));
    let rows = seen.get(plan);
    if (rows === undefined) {
      rows = new SeenBySteps(steps, slotOf(layout, time));
      seen.set(plan, rows);
      feeds.get(plan)!.add(rows);
    }
    const { standing } = rows;
    return { layout, connect: (next: StandingSink) => standing.add(next) };
  };
  compileStanding(outputs, {
    steps,
    onTie,
    fed: (node) => {
      const step = fed.get(node);
      return step === undefined ? null : { bounds: step.bounds, rows: seenOf(step) };
    },
    allSteps() {
      const spells = [...seen.values()].flatMap(({ spell }) => spell ?? []);
      if (spells.length === 0) return { from: 0, until: 0 };
      return {
        from: Math.min(...spells.map(({ from }) => from)),
        until: Math.max(...spells.map(({ until }) => until)),
      };
    },
  });
}
