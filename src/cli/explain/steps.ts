import type { PlanNode } from '../../plan/node.js';
import { stepText } from '../../plan/step-to-kql.js';
import { planSteps } from '../../plan/steps.js';

/** A step of a plan with what came of it. */
export interface CountedStep {
  readonly number: number;
  /** How many joins or unions it stands inside, as one of their further inputs. */
  readonly depth: number;
  /** Whether it stands further above already. */
  readonly again: boolean;
  /** One line of KQL. */
  readonly text: string;
  readonly rows: number;
}

/** The steps of a plan in the order of its KQL, with the number of rows that each gave. */
export const countedSteps = (plan: PlanNode, rows: ReadonlyMap<PlanNode, number>): readonly CountedStep[] =>
  planSteps(plan).map(({ node, number, depth, again }) => ({
    number,
    depth,
    again,
    text: node.kind === 'scan' ? stepText(node) : `| ${stepText(node)}`,
    rows: rows.get(node) ?? 0,
  }));
