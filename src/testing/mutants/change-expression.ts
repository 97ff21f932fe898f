import { callNode, literalNode } from '../../plan/build/expressions.js';
import type { ExpressionNode } from '../../plan/expression.js';
import { expressionToKql } from '../../plan/expression-to-kql.js';
import { literalToKql } from '../../plan/literal-to-kql.js';
import { add, integer } from '../../records/integer.js';
import type { Dynamic, Value } from '../../records/value.js';
import { type Change, inList, within } from './change.js';
import type { LeftOut } from './shared-parts.js';

type CallNode = Extract<ExpressionNode, { kind: 'call' }>;
type Changes = Generator<Change<ExpressionNode>>;

/** The small changes of an expression, its parts included, that leave its type as it is; parts that are left out stay as they are. */
export function* changesOfExpression(node: ExpressionNode, leftOut: LeftOut): Changes {
  if (leftOut.expression(node)) return;
  if (node.kind === 'literal' && node.type === 'timespan')
    for (const change of otherSpans(node.value, 'timespan'))
      yield within(change, ({ value }) => literalNode(value, 'timespan'));
  if (node.kind !== 'call') return;
  yield* changesOfCall(node);
  for (const change of inList(node.arguments, (part) => changesOfExpression(part, leftOut)))
    yield within(change, (changed): ExpressionNode => ({ ...node, arguments: changed }));
}

/** Comparisons and what each becomes: looser, tighter, or minding the case of letters. */
const swaps: ReadonlyMap<string, string> = new Map([
  ['<', '<='],
  ['<=', '<'],
  ['>', '>='],
  ['>=', '>'],
  ['=~', '=='],
  ['!~', '!='],
  ['in~', 'in'],
  ['!in~', '!in'],
  ['has', 'contains'],
  ['startswith', 'contains'],
  ['endswith', 'contains'],
]);

const lists: ReadonlySet<string> = new Set(['in', '!in', 'in~', '!in~', 'has_any', 'has_all']);

function* changesOfCall(node: CallNode): Changes {
  const { function: name, arguments: operands } = node;
  const [first, second, third] = operands as readonly [ExpressionNode, ExpressionNode, ExpressionNode];
  const swapped = swaps.get(name);
  if (swapped !== undefined)
    yield { change: `${name} becomes ${swapped}`, made: { ...node, function: swapped } };
  if (lists.has(name)) yield* shorterLists(node);
  switch (name) {
    case 'and':
    case 'or':
      yield { change: `without ${expressionToKql(second)}`, made: first };
      yield { change: `without ${expressionToKql(first)}`, made: second };
      return;
    case 'not':
      yield { change: 'without not', made: first };
      return;
    case 'between':
      yield* openRanges(first, second, third);
      return;
    case 'iff':
    case 'iif':
      yield { change: `${name} takes its first value always`, made: second };
      yield { change: `${name} takes its second value always`, made: third };
      return;
    case 'case':
      yield* withoutCases(node);
      return;
    case 'coalesce':
      yield* withoutEach(node, operands, 0);
      return;
    case '<':
    case '<=':
    case '>':
    case '>=':
      yield* otherThresholds(node);
  }
}

/** A span twice as long and one half as long. */
export function* otherSpans(value: Value, type: 'timespan'): Generator<Change<{ readonly value: Value }>> {
  if (value === null || value === 0) return;
  const ticks = BigInt(value as number | bigint);
  for (const other of [integer(ticks * 2n), integer(ticks / 2n)])
    yield {
      change: `${literalToKql(value, type)} becomes ${literalToKql(other, type)}`,
      made: { value: other },
    };
}

/** A comparison with a whole number that is one more or one less. */
function* otherThresholds(node: CallNode): Changes {
  for (const [i, operand] of node.arguments.entries()) {
    if (operand.kind !== 'literal' || typeof operand.value !== 'number' || operand.type === 'timespan')
      continue;
    if (operand.type === 'datetime') continue;
    for (const step of [1, -1]) {
      const other = literalNode(add(operand.value, step), operand.type);
      yield {
        change: `${expressionToKql(operand)} becomes ${expressionToKql(other)}`,
        made: { ...node, arguments: node.arguments.with(i, other) },
      };
    }
  }
}

/** A range that leaves out its lower or its upper end. */
function* openRanges(x: ExpressionNode, low: ExpressionNode, high: ExpressionNode): Changes {
  const upper = high.type === 'timespan' && low.type !== 'timespan' ? callNode('+', [low, high]) : high;
  const both = (lower: string, higher: string) =>
    callNode('and', [callNode(lower, [x, low]), callNode(higher, [x, upper])]);
  yield { change: 'between leaves out its lower end', made: both('>', '<=') };
  yield { change: 'between leaves out its upper end', made: both('>=', '<') };
}

/** A list of values with one left out. */
function* shorterLists(node: CallNode): Changes {
  const [, list] = node.arguments;
  if (node.arguments.length > 2) yield* withoutEach(node, node.arguments, 1);
  else if (list?.kind === 'literal' && Array.isArray(list.value)) {
    const values = list.value as readonly Dynamic[];
    for (const [i, value] of values.entries())
      yield {
        change: `without ${JSON.stringify(value)}`,
        made: {
          ...node,
          arguments: [node.arguments[0]!, literalNode(values.toSpliced(i, 1) as Value, list.type)],
        },
      };
  }
}

/** A choice with one of its cases left out; without any, what holds otherwise. */
function* withoutCases(node: CallNode): Changes {
  const { arguments: operands } = node;
  for (let i = 0; i + 1 < operands.length; i += 2) {
    const rest = operands.toSpliced(i, 2);
    yield {
      change: `without the case ${expressionToKql(operands[i]!)}`,
      made: rest.length === 1 ? rest[0]! : { ...node, arguments: rest },
    };
  }
}

/** A call with one argument left out, of those from a number on. */
function* withoutEach(node: CallNode, operands: readonly ExpressionNode[], from: number): Changes {
  if (operands.length - from < 2) return;
  for (const [i, operand] of operands.entries())
    if (i >= from)
      yield {
        change: `without ${expressionToKql(operand)}`,
        made: { ...node, arguments: operands.toSpliced(i, 1) },
      };
}
