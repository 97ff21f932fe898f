import type { PlanNode } from '../../plan/node.js';
import { stepText } from '../../plan/step-to-kql.js';
import { planSteps } from '../../plan/steps.js';
import { stepsOf } from '../../plan/walk.js';
import { changesOfStep } from './change-step.js';
import { type LeftOut, nothingLeftOut } from './shared-parts.js';

/** A plan with one small change. */
export interface Mutant {
  /** `11: < becomes <=`: the number of the step and the change. */
  readonly name: string;
  /** The step that is changed, as KQL. */
  readonly step: string;
  readonly plan: PlanNode;
}

/** The mutants of a plan, in the order of its steps, those that are left out aside. A step that is used several times is changed everywhere. */
export function mutantsOf(plan: PlanNode, leftOut: LeftOut = nothingLeftOut): readonly Mutant[] {
  const names = new Map<string, number>();
  return planSteps(plan)
    .filter(({ again }) => !again)
    .flatMap(({ node, number }) =>
      [...changesOfStep(node, leftOut)].map(({ change, made }): Mutant => {
        const name = `${number}: ${change}`;
        const times = (names.get(name) ?? 0) + 1;
        names.set(name, times);
        return {
          name: times === 1 ? name : `${name} (${times})`,
          step: stepText(node),
          plan: replaced(plan, node, made),
        };
      }),
    );
}

/** A plan with one step in the place of another of the same columns. */
function replaced(plan: PlanNode, step: PlanNode, by: PlanNode): PlanNode {
  const made = new Map<PlanNode, PlanNode>();
  for (const node of stepsOf([plan])) made.set(node, node === step ? by : reading(node, made));
  return made.get(plan)!;
}

/** A step that reads the new form of what it read. */
function reading(node: PlanNode, made: ReadonlyMap<PlanNode, PlanNode>): PlanNode {
  const now = (input: PlanNode) => made.get(input)!;
  switch (node.kind) {
    case 'scan':
      return node;
    case 'join':
      return now(node.left) === node.left && now(node.right) === node.right
        ? node
        : { ...node, left: now(node.left), right: now(node.right) };
    case 'union':
      return node.inputs.every((input) => now(input) === input)
        ? node
        : { ...node, inputs: node.inputs.map(now) };
    default:
      return now(node.input) === node.input ? node : { ...node, input: now(node.input) };
  }
}
