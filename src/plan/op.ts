import { callNode } from './build/expressions.js';
import type { ExpressionNode } from './expression.js';
import type { Infixed, Operator, Right } from './operator-types.js';
import { type Expression, expression, nodesOf, type Operand, type TypeOf } from './typed-expression.js';

/** An infix operator between two operands: `op(row.DurationMs, '>', 1000)`; `in` takes a list, `between` a pair. */
export const op = <const L extends Operand, const O extends Operator, const R extends Right<TypeOf<L>, O>>(
  left: L,
  operator: O,
  right: R,
): Expression<Infixed<TypeOf<L>, O, R>> => expression(infixNode(left, operator, right as RightSide));

/** What stands right of an operator, untyped. */
export type RightSide = Operand | readonly Operand[];

/** The node of an operator between two operands; throws when it takes no such operands. */
export function infixNode(left: Operand, operator: Operator, right: RightSide): ExpressionNode {
  const operands = Array.isArray(right) ? (right as readonly Operand[]) : [right as Operand];
  return callNode(operator, nodesOf([left, ...operands]));
}
