import { integer } from '../records/integer.js';
import type { KqlType } from '../records/value.js';
import { callNode, literalNode } from './build/expressions.js';
import type { ExpressionNode } from './expression.js';

declare const type: unique symbol;

/** A scalar expression that gives values of a KQL type. */
export interface Expression<out T extends KqlType = KqlType> {
  readonly node: ExpressionNode;
  readonly [type]?: T;
}

export type NumberType = 'int' | 'long' | 'real';

/** What may be written for a literal of each type; the rest have functions, such as `datetime` and `days`. */
interface Bare {
  string: string;
  long: number | bigint;
  int: number | bigint;
  real: number | bigint;
  bool: boolean;
  datetime: never;
  timespan: never;
  guid: never;
  dynamic: never;
}

/** An expression of a type, or a bare literal of it. */
export type Operand<T extends KqlType = KqlType> = Expression<T> | Bare[T];

/** The type of an operand. A bare number is a long; beside a real it is taken as one. */
export type TypeOf<O> =
  O extends Expression<infer T>
    ? T
    : O extends string
      ? 'string'
      : O extends boolean
        ? 'bool'
        : O extends number | bigint
          ? 'long'
          : never;

/** The types that a value of a type may meet where both must be one: numbers any number, others their own. */
export type Meeting<T extends KqlType> = T extends NumberType ? NumberType : T;

/** The one type of operands that meet: the widest of numbers. */
export type Common<T extends KqlType> = 'real' extends T ? 'real' : 'long' extends T ? 'long' : T;

/** The type that arithmetic gives a number: an int becomes a long. */
export type Promoted<T extends KqlType> = T extends 'int' ? 'long' : T;

/** The expression of a node, as the type it is said to be. */
export const expression = <T extends KqlType>(node: ExpressionNode): Expression<T> => Object.freeze({ node });

/** The node of an operand on its own; a fraction must say that it is a real. */
export function nodeOf(operand: Operand): ExpressionNode {
  if (isFraction(operand)) throw fractionError(operand);
  return bareNode(operand);
}

/** The nodes of operands that meet in one call, where a bare fraction is welcome beside a real. */
export function nodesOf(operands: readonly Operand[]): readonly ExpressionNode[] {
  const nodes = operands.map(bareNode);
  const takesFractions = nodes.some(
    (node, i) => typeof operands[i] === 'object' && (node.type === 'real' || node.type === 'dynamic'),
  );
  const fraction = operands.find(isFraction);
  if (fraction !== undefined && !takesFractions) throw fractionError(fraction);
  return nodes;
}

/** A call of a function by KQL's name. */
export const call = <T extends KqlType>(name: string, ...operands: readonly Operand[]): Expression<T> =>
  expression(callNode(name, nodesOf(operands)));

function bareNode(operand: Operand): ExpressionNode {
  switch (typeof operand) {
    case 'string':
      return literalNode(operand, 'string');
    case 'boolean':
      return literalNode(operand, 'bool');
    case 'bigint':
      return literalNode(integer(operand), 'long');
    case 'number':
      return literalNode(operand, isFraction(operand) ? 'real' : 'long');
    default:
      if (typeof operand === 'object' && operand !== null && 'node' in operand) return operand.node;
      throw new Error(`${String(operand)} is neither an expression nor a literal`);
  }
}

const isFraction = (operand: Operand): operand is number =>
  typeof operand === 'number' && !Number.isSafeInteger(operand);

const fractionError = (value: number) => new Error(`${value} is no long: write real(${value})`);
