import { callNode, columnNode, literalNode } from '../../src/plan/build/expressions.js';
import type { ExpressionNode } from '../../src/plan/expression.js';
import { functionNamed } from '../../src/plan/functions/registry.js';
import { type Instant, parseIso } from '../../src/records/instant.js';
import type { KqlType, Value } from '../../src/records/value.js';

/** A value and its KQL type. */
export type Typed = readonly [value: Value, type: KqlType];

export const text = (value: string): Typed => [value, 'string'];
export const long = (value: number | bigint | null): Typed => [value, 'long'];
export const real = (value: number | null): Typed => [value, 'real'];
export const bool = (value: boolean | null): Typed => [value, 'bool'];
export const timespan = (value: number | bigint | null): Typed => [value as Value, 'timespan'];
export const dynamic = (value: Value): Typed => [value, 'dynamic'];
export const guid = (value: string | null): Typed => [value, 'guid'];
export const instant = (iso: string | null): Typed => [iso === null ? null : parseIso(iso), 'datetime'];

/** The clock of the tests. */
export const now = parseIso('2026-04-30T12:00:00.1234567Z') as Instant;

/** Calls a function with its arguments as columns, which is how rows come. */
export const calledOnRow = (name: string, ...operands: readonly Typed[]): Value =>
  evaluate(
    callNode(
      name,
      operands.map(([, type], i) => columnNode(String(i), type)),
    ),
    operands.map(([value]) => value),
  );

/** Calls a function with its arguments as literals, of which it may make a choice of its own. */
export const calledOnConstants = (name: string, ...operands: readonly Typed[]): Value =>
  evaluate(
    callNode(
      name,
      operands.map(([value, type]) => literalNode(value, type)),
    ),
    [],
  );

/** Calls a function on columns, on literals, and with the first argument alone a column; throws when the results differ. */
export function called(name: string, ...operands: readonly Typed[]): Value {
  const onRow = calledOnRow(name, ...operands);
  const mixed = callNode(
    name,
    operands.map(([value, type], i) => (i === 0 ? columnNode('0', type) : literalNode(value, type))),
  );
  const others = [
    calledOnConstants(name, ...operands),
    evaluate(
      mixed,
      operands.slice(0, 1).map(([v]) => v),
    ),
  ];
  for (const other of others)
    if (show(other) !== show(onRow))
      throw new Error(`${name}: ${show(onRow)} on rows, ${show(other)} on constants`);
  return onRow;
}

const show = (value: Value) =>
  JSON.stringify(value, (_, each) =>
    typeof each === 'bigint' ? `${each}n` : Number.isNaN(each) ? 'NaN' : each,
  );

/** Evaluates an expression as an engine does, with the values of columns named by their number. */
export function evaluate(node: ExpressionNode, row: readonly Value[]): Value {
  if (node.kind === 'literal') return node.value;
  if (node.kind === 'column') return row[Number(node.name)]!;
  const { bind, nulls } = functionNamed(node.function);
  const values = node.arguments.map((argument) => evaluate(argument, row));
  const bound = node.arguments.map((argument) => ({
    type: argument.type,
    constant: argument.kind === 'literal' ? argument.value : undefined,
  }));
  if (nulls === 'propagate' && values.includes(null)) return null;
  const call = bind(bound, { now });
  return call(...values.slice(0, call.length === 0 ? values.length : call.length));
}
