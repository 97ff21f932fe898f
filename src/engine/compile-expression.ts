import type { RowValue } from '../operators/row-value.js';
import type { ExpressionNode } from '../plan/expression.js';
import type { BoundArgument, Evaluate, EvaluationContext } from '../plan/function.js';
import { functionNamed } from '../plan/functions/registry.js';
import { columnNodesIn, partsOf } from '../plan/walk.js';
import type { Row } from '../records/row.js';
import type { Value } from '../records/value.js';
import { type Layout, placeOf, valueIn } from './layout.js';
import { lazyChoice } from './lazy-choice.js';
import { remembered } from './remembered.js';

/** A compiled expression; `constant` is its value when it is the same for every row. */
interface Compiled extends BoundArgument {
  readonly value: RowValue;
  /** Where the value stands in the row, of a plain column. */
  readonly slot?: number;
}

type CallNode = Extract<ExpressionNode, { kind: 'call' }>;

/** Turns an expression into a function of one row. Every choice is made here, none per row; what is constant is computed once. */
export const compileExpression = (
  node: ExpressionNode,
  layout: Layout,
  context: EvaluationContext,
): RowValue => compile(node, layout, context).value;

/** Turns a condition into a test of one row, which fails where the condition is null. */
export function compileTest(
  node: ExpressionNode,
  layout: Layout,
  context: EvaluationContext,
): (row: Row) => boolean {
  if (node.kind === 'call') {
    const [left, right] = node.arguments as readonly [ExpressionNode, ExpressionNode];
    // Only true passes, so null need not be told from false on either side.
    if (node.function === 'and' || node.function === 'or') {
      const one = compileTest(left, layout, context);
      const other = compileTest(right, layout, context);
      return node.function === 'and' ? (row) => one(row) && other(row) : (row) => one(row) || other(row);
    }
    if (left?.kind === 'column' && left.type === 'string') {
      const place = placeOf(layout, left.name);
      const fused = typeof place === 'number' ? fusedTest(node, place) : null;
      if (fused !== null) return fused;
    }
  }
  const value = compileExpression(node, layout, context);
  return (row) => value(row) === true;
}

/** The most common tests of a text column, each as one function that calls no other; null for the rest. */
function fusedTest(
  { function: name, arguments: [, ...others] }: CallNode,
  slot: number,
): ((row: Row) => boolean) | null {
  const values = others.flatMap((other) =>
    other.kind === 'literal' && other.type === 'string' ? [other.value] : [],
  );
  if (values.length < others.length) return null;
  const [value] = values;
  const set: ReadonlySet<unknown> = new Set(values);
  switch (name) {
    case 'isnotempty':
      return (row) => row[slot] !== '';
    case 'isempty':
      return (row) => row[slot] === '';
    case '!=':
      return (row) => row[slot] !== value;
    case 'startswith_cs':
      return (row) => (row[slot] as string).startsWith(value as string);
    case 'endswith_cs':
      return (row) => (row[slot] as string).endsWith(value as string);
    case '==':
      return (row) => row[slot] === value;
    case 'in':
      return (row) => set.has(row[slot]);
    default:
      return null;
  }
}

function compile(node: ExpressionNode, layout: Layout, context: EvaluationContext): Compiled {
  switch (node.kind) {
    case 'column':
      return columnIn(node, layout);
    case 'literal':
      return constant(node.type, node.value);
    case 'call': {
      const text = onlyText(node);
      if (text === null) return compileCall(node, layout, context);
      const whole = compileCall(node, layout, context);
      return whole.constant === undefined
        ? { ...whole, value: remembered(valueIn(layout, text), whole.value) }
        : whole;
    }
  }
}

/** So many calls are worth remembering what came of them. */
const costly = 4;

/** The one text column that decides what a costly expression gives; null for the rest. */
function onlyText(node: CallNode): string | null {
  const [column, ...others] = columnNodesIn(node);
  if (column === undefined || column.type !== 'string' || others.length > 0) return null;
  const calls = partsOf(node).filter(({ kind }) => kind === 'call').length;
  return calls >= costly ? column.name : null;
}

function columnIn({ name, type }: Extract<ExpressionNode, { kind: 'column' }>, layout: Layout): Compiled {
  const place = placeOf(layout, name);
  const column = { type, constant: undefined, value: valueIn(layout, name) };
  return typeof place === 'number' ? { ...column, slot: place } : column;
}

const constant = (type: ExpressionNode['type'], value: Value): Compiled => ({
  type,
  constant: value,
  value: () => value,
});

function compileCall(node: CallNode, layout: Layout, context: EvaluationContext): Compiled {
  const { bind, nulls } = functionNamed(node.function);
  const operands = node.arguments.map((argument) => compile(argument, layout, context));
  // A missing column reads as what would stand in its place.
  if (node.function === 'column_ifexists') return operands[0]!;
  const choice = lazyChoice(
    node.function,
    operands.map(({ value, slot }, i) => ({
      value,
      slot: slot ?? -1,
      test: () => compileTest(node.arguments[i]!, layout, context),
    })),
  );
  if (choice !== null && operands.some(({ constant }) => constant === undefined))
    return { type: node.type, constant: undefined, value: choice };
  if (nulls === 'propagate' && operands.some((operand) => operand.constant === null))
    return constant(node.type, null);
  const evaluate = bind(operands, context);
  if (operands.every((operand) => operand.constant !== undefined))
    return constant(node.type, evaluate(...operands.map((operand) => operand.constant as Value)));
  const call = nulls === 'propagate' ? calledWithoutNull : called;
  return { type: node.type, constant: undefined, value: call(evaluate, operands) };
}

/** How many arguments a bound function looks at. */
const arity = (evaluate: Evaluate, operands: readonly Compiled[]) =>
  evaluate.length === 0 ? operands.length : evaluate.length;

/** A call for every row, specialised by the number of arguments. */
function called(evaluate: Evaluate, operands: readonly Compiled[]): RowValue {
  const values = operands.slice(0, arity(evaluate, operands)).map(({ value }) => value);
  const [a, b, c] = values as [RowValue, RowValue, RowValue];
  switch (values.length) {
    case 1:
      return (row) => evaluate(a(row));
    case 2:
      return (row) => evaluate(a(row), b(row));
    case 3:
      return (row) => evaluate(a(row), b(row), c(row));
    default:
      return (row) => evaluate(...values.map((value) => value(row)));
  }
}

/** As `called`, and null for a row in which any argument is null. */
function calledWithoutNull(evaluate: Evaluate, operands: readonly Compiled[]): RowValue {
  const [a, b] = operands.map(({ value }) => value) as [RowValue, RowValue];
  switch (operands.length) {
    case 1:
      return (row) => {
        const x = a(row);
        return x === null ? null : evaluate(x);
      };
    case 2: {
      const { constant } = operands[1]!;
      if (constant !== undefined)
        return (row) => {
          const x = a(row);
          return x === null ? null : evaluate(x, constant);
        };
      return (row) => {
        const x = a(row);
        const y = b(row);
        return x === null || y === null ? null : evaluate(x, y);
      };
    }
    default:
      return (row) => {
        const values = operands.map(({ value }) => value(row));
        return values.includes(null) ? null : evaluate(...values);
      };
  }
}
