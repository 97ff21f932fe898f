import type { PlanNode } from '../../plan/node.js';
import { emptyingInput } from '../../plan/rows-end.js';
import { joinKeys, stepText } from '../../plan/step-to-kql.js';
import { planSteps } from '../../plan/steps.js';
import { inputsOf } from '../../plan/walk.js';
import { countText } from '../../reports/count-text.js';

type Rows = ReadonlyMap<PlanNode, number>;
type Join = Extract<PlanNode, { kind: 'join' }>;

/** Why a plan gave what it gave, in a plain sentence: where the rows went when there are none. */
export function conclusion(plan: PlanNode, rows: Rows): string {
  const given = rowsOf(plan, rows);
  if (given > 0) return `The detection gives ${countText(given, 'row')}.`;
  const end = endOfRows(plan, rows);
  if (end.kind === 'scan') return 'There is no record to begin with, so no step had anything to do.';
  const number = planSteps(plan).find(({ node }) => node === end)!.number;
  return `The rows end at step ${number}: ${lossAt(end, rows)}.`;
}

const rowsOf = (node: PlanNode, rows: Rows) => rows.get(node) ?? 0;

/** The step at which rows came in and none went out, found from the last step backwards. */
function endOfRows(node: PlanNode, rows: Rows): PlanNode {
  const inputs = inputsOf(node);
  const empty = emptyingInput(node, (input) => rowsOf(inputs[input]!, rows) === 0);
  return empty === null ? node : endOfRows(inputs[empty]!, rows);
}

/** What a step did to its rows, as a clause. */
function lossAt(node: PlanNode, rows: Rows): string {
  if (node.kind === 'join') return joinLoss(node, rows);
  const before = inputsOf(node).reduce((sum, input) => sum + rowsOf(input, rows), 0);
  return `none of the ${countText(before, 'row')} before it came through "${stepText(node)}"`;
}

function joinLoss(node: Join, rows: Rows): string {
  const left = countText(rowsOf(node.left, rows), 'row');
  const right = countText(rowsOf(node.right, rows), 'row');
  if (node.flavor === 'leftanti')
    return `each of the ${left} on its left has a counterpart by ${joinKeys(node)}`;
  if (node.flavor === 'rightanti')
    return `each of the ${right} on its right has a counterpart by ${joinKeys(node)}`;
  return `none of the ${left} on its left agrees by ${joinKeys(node)} with any of the ${right} on its right`;
}
