import type { Column } from '../../records/schema.js';
import { isOrdered } from '../../records/value-order.js';
import { resolveAggregate } from '../aggregates/registry.js';
import { defaultName } from '../default-name.js';
import type { ExpressionNode } from '../expression.js';
import type { AggregateNode, ArgExtremeNode, NamedExpression, PlanNode } from '../node.js';
import { checkReads, checkUnique, columnNamed, columnsMade, freeName } from './columns.js';
import { convertedNode } from './expressions.js';

/** An aggregate to compute; without a name it gets KQL's own. */
export interface Aggregate {
  readonly name: string | null;
  readonly function: string;
  readonly arguments: readonly ExpressionNode[];
}

/** The row with the greatest or least value; the columns that follow are named, or `*` for all. */
export interface ArgExtreme {
  readonly name: string | null;
  readonly function: 'arg_max' | 'arg_min';
  readonly of: ExpressionNode;
  readonly columns: '*' | readonly string[];
}

interface Made<Node> {
  readonly node: Node;
  readonly columns: readonly Column[];
}

/** One row for each group of rows with equal keys: the keys, then the aggregates. */
export function summarize(
  input: PlanNode,
  aggregates: readonly (Aggregate | ArgExtreme)[],
  by: readonly NamedExpression[],
): PlanNode {
  const keys = columnsMade('summarize', input, by);
  for (const { name, type } of keys)
    if (type === 'dynamic') throw new Error(`summarize: the key ${JSON.stringify(name)} is dynamic`);
  const given = [...keys.map(({ name }) => name), ...aggregates.flatMap(({ name }) => name ?? [])];
  checkUnique('summarize', given);
  const taken = new Set(given);
  const made = aggregates.map((aggregate) =>
    'of' in aggregate ? argExtreme(input, aggregate, by, taken) : aggregated(input, aggregate, taken),
  );
  return Object.freeze({
    kind: 'summarize',
    input,
    aggregates: made.map(({ node }) => node),
    by,
    columns: [...keys, ...made.flatMap(({ columns }) => columns)],
  });
}

function aggregated(input: PlanNode, aggregate: Aggregate, taken: Set<string>): Made<AggregateNode> {
  for (const argument of aggregate.arguments) checkReads('summarize', input, argument);
  const {
    entry,
    type,
    arguments: types,
  } = resolveAggregate(
    aggregate.function,
    aggregate.arguments.map((argument) => argument.type),
  );
  const [first] = aggregate.arguments;
  const name = aggregate.name ?? freeName(entry.defaultName(first ? defaultName(first) : null), taken);
  const converted = aggregate.arguments.map((argument, i) => convertedNode(argument, types[i]!));
  return {
    node: { name, function: aggregate.function, arguments: converted },
    columns: [{ name, type }],
  };
}

function argExtreme(
  input: PlanNode,
  { name: given, function: fn, of, columns }: ArgExtreme,
  by: readonly NamedExpression[],
  taken: Set<string>,
): Made<ArgExtremeNode> {
  checkReads('summarize', input, of);
  if (!isOrdered(of.type)) throw new Error(`${fn}: ${of.type} values have no order`);
  const name = given ?? freeName(defaultName(of) ?? (fn === 'arg_max' ? 'max_' : 'min_'), taken);
  const already = [of, ...by.map(({ expression }) => expression)].flatMap(plainColumn);
  const from =
    columns === '*'
      ? input.columns.filter((column) => !already.includes(column.name))
      : columns.map((column) => columnNamed(fn, input.columns, column));
  const following = from.map((column) => ({
    ...column,
    name: freeName(column.name, taken),
    from: column.name,
  }));
  return {
    node: {
      name,
      function: fn,
      of,
      columns: following.map((column) => ({ name: column.name, from: column.from })),
    },
    columns: [
      { name, type: of.type },
      ...following.map((column) => ({ name: column.name, type: column.type })),
    ],
  };
}

const plainColumn = (node: ExpressionNode) => (node.kind === 'column' ? [node.name] : []);
