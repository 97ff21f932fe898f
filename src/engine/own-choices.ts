import { isTotal } from '../plan/arranged.js';
import type { PlanNode } from '../plan/node.js';
import { inputsOf } from '../plan/walk.js';
import { isOpen } from './compile-summarize.js';

/**
 * Whether KQL lets a step choose among rows that tie. We choose by value, and a value that no step above wants is not there to choose by:
 * the choice depends on what else a plan reads.
 */
function chooses(node: PlanNode): boolean {
  switch (node.kind) {
    case 'sort':
    case 'top':
    case 'take':
      return true;
    case 'scan-rows':
    case 'burst':
      return !isTotal(node.input, node.keys);
    case 'join':
      return node.flavor === 'innerunique';
    case 'summarize':
      return isOpen(node);
    default:
      return false;
  }
}

/**
 * The same plan with its choosing steps, and all steps above them, as objects of its own. Other plans that share those steps
 * want other columns of them and must not sway the choice: together, plans give what each gives alone.
 */
export function withOwnChoices(plan: PlanNode): PlanNode {
  const own = new Map<PlanNode, PlanNode>();
  const ownOf = (node: PlanNode): PlanNode => {
    const known = own.get(node);
    if (known !== undefined) return known;
    const inputs = inputsOf(node).map(ownOf);
    const shared = !chooses(node) && inputs.every((input, i) => input === inputsOf(node)[i]);
    const made = shared ? node : withInputs(node, inputs);
    own.set(node, made);
    return made;
  };
  return ownOf(plan);
}

/** The same step over other inputs. */
function withInputs(node: PlanNode, inputs: readonly PlanNode[]): PlanNode {
  const [input, second] = inputs as readonly [PlanNode, PlanNode];
  switch (node.kind) {
    case 'scan':
      return node;
    case 'join':
      return { ...node, left: input, right: second };
    case 'union':
      return { ...node, inputs };
    default:
      return { ...node, input };
  }
}
