import type { Duration } from '../../records/instant.js';
import type { Column } from '../../records/schema.js';
import { isOrdered } from '../../records/value-order.js';
import type { ExpressionNode } from '../expression.js';
import type { PlanNode, SortKey, StateNode, Threshold } from '../node.js';
import { checkReads, checkUnique, columnNamed } from './columns.js';

/** What `burst` adds: the time of the burst's first row, and whether the burst was one from this row on. */
export const burstColumns: readonly Column[] = [
  { name: 'BurstStart', type: 'datetime' },
  { name: 'BurstDetects', type: 'bool' },
];

/** The rows in an order, those that agree in all keys as one. */
export function merge(input: PlanNode, keys: readonly SortKey[]): PlanNode {
  checkOrder('merge', input, keys);
  return Object.freeze({ kind: 'merge', input, keys, columns: input.columns });
}

/** The rows of each partition in an order, with columns that remember. */
export function scanRows(
  input: PlanNode,
  by: readonly string[],
  keys: readonly SortKey[],
  states: readonly StateNode[],
): PlanNode {
  const step = 'scan-rows';
  for (const name of by) columnNamed(step, input.columns, name);
  checkOrder(step, input, keys);
  const made = states.map(({ name, type }) => ({ name, type }));
  const columns = [...input.columns, ...made];
  checkUnique(
    step,
    columns.map(({ name }) => name),
  );
  for (const { name, type, next } of states) {
    checkReads(step, input, withoutStates(next, made));
    if (next.type !== type) throw new Error(`${step}: ${name} is ${type}, and becomes ${next.type}`);
  }
  return Object.freeze({ kind: step, input, by, keys, states, columns });
}

/** An expression with what it reads of the states before put away. */
function withoutStates(node: ExpressionNode, states: readonly Column[]): ExpressionNode {
  if (node.kind !== 'call') return node;
  const [first] = node.arguments;
  if (
    node.function === 'before' &&
    first?.kind === 'column' &&
    states.some(({ name }) => name === first.name)
  )
    return { kind: 'literal', value: null, type: node.type };
  return { ...node, arguments: node.arguments.map((argument) => withoutStates(argument, states)) };
}

/** The rows of bursts. */
export function burst(
  input: PlanNode,
  by: readonly string[],
  keys: readonly SortKey[],
  time: string,
  within: Duration,
  tests: readonly (readonly Threshold[])[],
  opens?: ExpressionNode,
): PlanNode {
  for (const name of by) columnNamed('burst', input.columns, name);
  checkOrder('burst', input, keys);
  const [first] = keys;
  if (columnNamed('burst', input.columns, time).type !== 'datetime')
    throw new Error(`burst: ${time} is no datetime`);
  if (first?.expression.kind !== 'column' || first.expression.name !== time || first.order !== 'asc')
    throw new Error(`burst: the rows must be in the order of ${time}`);
  for (const { of } of tests.flat()) if (of !== null) checkReads('burst', input, of);
  if (opens !== undefined) checkReads('burst', input, opens);
  const columns = [...input.columns, ...burstColumns];
  checkUnique(
    'burst',
    columns.map(({ name }) => name),
  );
  const opened = opens === undefined ? {} : { opens };
  return Object.freeze({ kind: 'burst', input, by, keys, time, within, tests, ...opened, columns });
}

/** A row for each element of an array. */
export function mvExpand(input: PlanNode, column: string, to: 'string' | 'long' | 'dynamic'): PlanNode {
  const { type } = columnNamed('mv-expand', input.columns, column);
  if (type !== 'dynamic') throw new Error(`mv-expand: ${column} is ${type}, not dynamic`);
  const columns = input.columns.map((each) => (each.name === column ? { name: column, type: to } : each));
  return Object.freeze({ kind: 'mv-expand', input, column, to, columns });
}

function checkOrder(step: string, input: PlanNode, keys: readonly SortKey[]): void {
  if (keys.length === 0) throw new Error(`${step}: it needs an order`);
  for (const { expression } of keys) {
    checkReads(step, input, expression);
    if (!isOrdered(expression.type)) throw new Error(`${step}: ${expression.type} values have no order`);
  }
}
