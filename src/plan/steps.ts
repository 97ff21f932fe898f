import type { PlanNode } from './node.js';
import { inputsOf } from './walk.js';

/** A step of a plan as a reader meets it. */
export interface PlanStep {
  readonly node: PlanNode;
  /** Counts from 1; a step that is met again has the number it had. */
  readonly number: number;
  /** How many joins or unions it stands inside, as one of their further inputs. */
  readonly depth: number;
  /** Whether it has been met before; what it reads is then left out. */
  readonly again: boolean;
}

/** The steps of a plan in the order of its KQL: first what a step reads, then the step; of several inputs the first stands at the step's own depth. */
export function planSteps(plan: PlanNode): readonly PlanStep[] {
  const numbers = new Map<PlanNode, number>();
  const steps: PlanStep[] = [];
  const visit = (node: PlanNode, depth: number): void => {
    const known = numbers.get(node);
    if (known !== undefined) {
      steps.push({ node, number: known, depth, again: true });
      return;
    }
    inputsOf(node).forEach((input, i) => {
      visit(input, i === 0 ? depth : depth + 1);
    });
    numbers.set(node, numbers.size + 1);
    steps.push({ node, number: numbers.size, depth, again: false });
  };
  visit(plan, 0);
  return steps;
}
