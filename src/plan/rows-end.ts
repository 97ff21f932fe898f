import type { PlanNode } from './node.js';
import { inputsOf } from './walk.js';

type Join = Extract<PlanNode, { kind: 'join' }>;

/** The input, by its number, whose lack of rows is enough for a step to give none; null when the step itself dropped them. */
export function emptyingInput(node: PlanNode, isEmpty: (input: number) => boolean): number | null {
  const inputs = inputsOf(node);
  const empty = inputs.map((_, i) => i).filter(isEmpty);
  switch (node.kind) {
    case 'join':
      return empty.find((input) => needsRowsOf(node, input)) ?? null;
    case 'union':
      return empty.length === inputs.length ? empty[0]! : null;
    default:
      return empty[0] ?? null;
  }
}

/** Whether a join gives nothing when one of its inputs, 0 the left and 1 the right, gives nothing. */
function needsRowsOf({ flavor, left, right }: Join, input: number): boolean {
  switch (flavor) {
    case 'leftouter':
    case 'leftanti':
      return input === 0 || left === right;
    case 'rightouter':
    case 'rightanti':
      return input === 1 || left === right;
    case 'fullouter':
      return left === right;
    default:
      return true;
  }
}
