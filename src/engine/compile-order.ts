import { orderByKeys, type RowOrder, thenBy } from '../operators/row-order.js';
import { Sort } from '../operators/sort.js';
import { Take } from '../operators/take.js';
import { Top } from '../operators/top.js';
import type { EvaluationContext } from '../plan/function.js';
import type { PlanNode, SortKey } from '../plan/node.js';
import { compileExpression } from './compile-expression.js';
import { type HeldInput, orderByAll, type Step } from './step.js';

/** The step of `sort`; rows with equal keys stand in the order of their values. */
export function compileSort(keys: readonly SortKey[], input: HeldInput, context: EvaluationContext): Step {
  const order = totalOrder(keys, input, context);
  return { layout: input.layout, connect: (next) => input.connect(new Sort(order, next)) };
}

/** The step of `top`; among rows with equal keys the first by their values stand first. */
export function compileTop(
  node: Extract<PlanNode, { kind: 'top' }>,
  input: HeldInput,
  context: EvaluationContext,
): Step {
  const order = totalOrder(node.keys, input, context);
  return { layout: input.layout, connect: (next) => input.connect(new Top(node.count, order, next)) };
}

/** The step of `take`: the first rows of sorted rows, otherwise the first by their values, since KQL leaves the choice open. */
export function compileTake(node: Extract<PlanNode, { kind: 'take' }>, input: HeldInput): Step {
  const { layout } = input;
  if (isSorted(node.input)) return { layout, connect: (next) => input.connect(new Take(node.count, next)) };
  const order = orderByAll(input);
  return { layout, connect: (next) => input.connect(new Top(node.count, order, next)) };
}

function totalOrder(keys: readonly SortKey[], input: HeldInput, context: EvaluationContext): RowOrder {
  const byKeys = orderByKeys(
    keys.map(({ expression, order, nulls }) => ({
      value: compileExpression(expression, input.layout, context),
      order,
      nulls,
    })),
  );
  return thenBy(byKeys, orderByAll(input));
}

/** Whether the rows of a step come in an order that the plan gave them. Joins, `summarize`, `distinct` and `union` lose it. */
export function isSorted(node: PlanNode): boolean {
  switch (node.kind) {
    case 'sort':
    case 'top':
    case 'merge':
    case 'scan-rows':
      return true;
    case 'where':
    case 'extend':
    case 'project':
    case 'project-rename':
    case 'project-away':
    case 'project-reorder':
    case 'take':
      return isSorted(node.input);
    default:
      return false;
  }
}
