import { freeNames } from './free-name.js';
import type { PlanNode } from './node.js';
import { stepText } from './step-to-kql.js';
import { planSteps } from './steps.js';
import { inputsOf } from './walk.js';

/**
 * The steps of a plan that are worth a name when it is printed, with the name, in order of dependence: those that several others read, each
 * under the number that `explain` gives it, such as `Step7`. What takes few characters is quicker read where it is used.
 */
export function namedSteps(plan: PlanNode): ReadonlyMap<PlanNode, string> {
  const steps = planSteps(plan);
  const again = new Set(steps.filter((step) => step.again).map(({ node }) => node));
  const free = freeNames(plan);
  const names = new Map<PlanNode, string>();
  const lengths = new Map<PlanNode, number>();
  for (const { node, number } of steps.filter((step) => !step.again)) {
    const read = inputsOf(node).map((input) => (names.has(input) ? 0 : lengths.get(input)!));
    const length = read.reduce((sum, each) => sum + each, stepText(node).length);
    lengths.set(node, length);
    if (again.has(node) && length > shortest) names.set(node, free(`Step${number}`));
  }
  return names;
}

/** About as many characters as the beginnings that the published detections share stay below. */
const shortest = 250;
