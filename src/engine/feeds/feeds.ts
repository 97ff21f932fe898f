import { seesRecordsAlone } from '../../plan/arranged.js';
import { neededColumns } from '../../plan/needs.js';
import type { PlanNode } from '../../plan/node.js';
import { inputsOf, stepsOf } from '../../plan/walk.js';

/** A step whose rows can be made beside a reader, away from the rest of its plan. */
export interface Feed {
  readonly step: PlanNode;
  /** A plan that gives the step's rows, with the columns that the rest needs of it; of a `distinct` with all, which tell its rows apart. */
  readonly plan: PlanNode;
}

/**
 * The last steps of some plans that look at one record at a time, and a `distinct` right behind one: what they give of a stretch of
 * records does not depend on other records, or is thinned out again by the same step over all of them.
 */
export function feedsOf(plans: readonly PlanNode[]): readonly Feed[] {
  const needed = neededColumns(plans);
  const steps = new Set<PlanNode>();
  const visit = (node: PlanNode) => {
    if (isFeed(node)) steps.add(node);
    else for (const input of inputsOf(node)) visit(input);
  };
  for (const plan of plans) visit(plan);
  return [...steps].map((step) => ({ step, plan: narrowed(step, needed.get(step)!) }));
}

/** Whether plans want most records in a row: to hand those over costs more than to read them in one place. */
export const wantsMost = (plans: readonly PlanNode[]): boolean =>
  stepsOf(plans).some(({ kind }) => kind === 'merge');

const isFeed = (node: PlanNode): boolean =>
  seesRecordsAlone(node) || (node.kind === 'distinct' && seesRecordsAlone(node.input));

function narrowed(step: PlanNode, needed: ReadonlySet<string>): PlanNode {
  if (step.kind === 'distinct') return step;
  const columns = step.columns.filter(({ name }) => needed.has(name));
  if (columns.length === step.columns.length) return step;
  return {
    kind: 'project',
    input: step,
    columns,
    projected: columns.map(({ name, type }) => ({ name, expression: { kind: 'column', name, type } })),
  };
}
