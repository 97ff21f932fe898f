import type { KqlType, Value } from '../../records/value.js';
import type { ExpressionNode } from '../expression.js';
import { resolve } from '../functions/resolve.js';

/** A column of the row. */
export const columnNode = (name: string, type: KqlType): ExpressionNode =>
  Object.freeze({ kind: 'column', name, type });

/** A value that is the same for every row, in the form of its type. */
export const literalNode = (value: Value, type: KqlType): ExpressionNode =>
  Object.freeze({ kind: 'literal', value, type });

/** A call of a function or operator by KQL's name; throws when it takes no such arguments. Conversions that KQL makes by itself are written out. */
export function callNode(name: string, operands: readonly ExpressionNode[]): ExpressionNode {
  const resolved = resolve(
    name,
    operands.map(({ type }) => type),
  );
  return Object.freeze({
    kind: 'call',
    function: name,
    arguments: Object.freeze(operands.map((operand, i) => convertedNode(operand, resolved.arguments[i]!))),
    type: resolved.type,
  });
}

const conversions: { readonly [Type in KqlType]?: string } = {
  string: 'tostring',
  real: 'todouble',
  bool: 'tobool',
  datetime: 'todatetime',
  timespan: 'totimespan',
  guid: 'toguid',
};

/** An expression as a value of the type that it meets. */
export function convertedNode(node: ExpressionNode, type: KqlType): ExpressionNode {
  // An int has the form of a long.
  if (node.type === type || type === 'long') return node;
  if (node.kind === 'literal' && type === 'real')
    return literalNode(node.value === null ? null : Number(node.value), type);
  return callNode(conversions[type]!, [node]);
}
