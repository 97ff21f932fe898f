import { burstText } from './burst-to-kql.js';
import { defaultName } from './default-name.js';
import { callToKql, expressionToKql, nameToKql } from './expression-to-kql.js';
import { literalToKql } from './literal-to-kql.js';
import type { AggregateNode, ArgExtremeNode, NamedExpression, PlanNode, SortKey } from './node.js';

type SummarizeNode = Extract<PlanNode, { kind: 'summarize' }>;
type JoinNode = Extract<PlanNode, { kind: 'join' }>;

/** The one line of KQL that a step is, without what it reads. */
export function stepText(node: PlanNode): string {
  switch (node.kind) {
    case 'scan':
      return nameToKql(node.table);
    case 'where':
      return `where ${expressionToKql(node.test)}`;
    case 'extend':
      return `extend ${list(node.added.map(named))}`;
    case 'project':
      return `project ${list(node.projected.map(projected))}`;
    case 'project-rename':
      return `project-rename ${list(node.renamed.map(({ name, from }) => `${nameToKql(name)} = ${nameToKql(from)}`))}`;
    case 'project-away':
      return `project-away ${list(node.dropped.map(nameToKql))}`;
    case 'project-reorder':
      return `project-reorder ${list(node.first.map(nameToKql))}`;
    case 'distinct':
      return `distinct ${list(node.keys.map(nameToKql))}`;
    case 'summarize':
      return summarizeText(node);
    case 'sort':
      return `sort by ${list(node.keys.map(sortKey))}`;
    case 'top':
      return `top ${node.count} by ${list(node.keys.map(sortKey))}`;
    case 'take':
      return `take ${node.count}`;
    case 'count':
      return 'count';
    case 'merge':
      return `summarize take_any(*) by ${list(node.keys.map(({ expression }) => expressionToKql(expression)))}`;
    case 'scan-rows':
      return scanText(node);
    case 'burst':
      return burstText(node);
    case 'mv-expand':
      return `mv-expand ${nameToKql(node.column)} to typeof(${node.to})`;
    case 'join':
      return `${joinWord(node)} on ${joinKeys(node)}`;
    case 'union':
      return 'union';
  }
}

/** A join as its line begins: `join kind=inner`, `lookup kind=leftouter`. */
export const joinWord = ({ isLookup, flavor }: JoinNode): string =>
  `${isLookup === true ? 'lookup' : 'join'} kind=${flavor}`;

/** The keys of a join, as they follow `on`. */
export const joinKeys = ({ on }: JoinNode): string =>
  list(
    on.map(({ left, right }) =>
      left === right ? nameToKql(left) : `$left.${nameToKql(left)} == $right.${nameToKql(right)}`,
    ),
  );

/** Prints the keys of an order, as they follow `sort by`. */
export const orderText = (keys: readonly SortKey[]): string => list(keys.map(sortKey));

/** Prints the `scan` that a step does over each partition. */
export function scanText({ states }: Extract<PlanNode, { kind: 'scan-rows' }>): string {
  const declared = states.map(
    ({ name, type, initial }) => `${nameToKql(name)}: ${type} = ${literalToKql(initial, type)}`,
  );
  const next = states.map(({ name, next }) => `${nameToKql(name)} = ${expressionToKql(next)}`);
  return `scan declare (${list(declared)}) with (step s: true => ${list(next)};)`;
}

const list = (parts: readonly string[]) => parts.join(', ');

const named = ({ name, expression }: NamedExpression) =>
  `${nameToKql(name)} = ${expressionToKql(expression)}`;

/** A column under its own name needs no second. */
const projected = (column: NamedExpression) =>
  column.expression.kind === 'column' && column.expression.name === column.name
    ? nameToKql(column.name)
    : named(column);

function summarizeText(node: SummarizeNode): string {
  const aggregates = list(
    node.aggregates.map((made) => ('of' in made ? argExtreme(made, node) : aggregate(made))),
  );
  const keys = list(node.by.map(projected));
  return ['summarize', aggregates, keys === '' ? '' : `by ${keys}`].filter((part) => part !== '').join(' ');
}

const aggregate = ({ name, function: fn, arguments: operands }: AggregateNode) =>
  `${nameToKql(name)} = ${callToKql(fn, operands)}`;

function argExtreme(
  { name, function: fn, of, columns }: ArgExtremeNode,
  { input, by }: SummarizeNode,
): string {
  const already = [of, ...by.map(({ expression }) => expression)].map((expression) =>
    expression.kind === 'column' ? expression.name : null,
  );
  const rest = input.columns.filter((column) => !already.includes(column.name));
  const isAll = rest.length === columns.length && rest.every((column, i) => column.name === columns[i]!.from);
  const kept = isAll ? ['*'] : columns.map(({ from }) => nameToKql(from));
  const call = `${fn}(${list([expressionToKql(of), ...kept])})`;
  return defaultName(of) === name ? call : `${nameToKql(name)} = ${call}`;
}

function sortKey({ expression, order, nulls }: SortKey): string {
  const usual = order === 'asc' ? 'first' : 'last';
  return `${expressionToKql(expression)} ${order}${nulls === usual ? '' : ` nulls ${nulls}`}`;
}
