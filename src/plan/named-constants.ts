import type { ExpressionNode } from './expression.js';
import { expressionToKql } from './expression-to-kql.js';
import { freeNames } from './free-name.js';
import { literalToKql } from './literal-to-kql.js';
import type { PlanNode } from './node.js';
import { expressionsOf, partsOf, stepsOf } from './walk.js';

/** A long constant as a printed plan has it, and how it reads where it has a name. */
interface Constant {
  readonly text: string;
  readonly value: string;
  readonly kind: 'List' | 'Map';
  readonly named: (name: string) => string;
}

/** The KQL of a plan in which long lists and maps that it has more than once have names, with the `let` statements that say them. */
export function withNamedConstants(
  plan: PlanNode,
  kql: string,
): { readonly lets: readonly string[]; readonly kql: string } {
  const free = freeNames(plan);
  const repeated = constantsOf(plan)
    .map((constant) => ({ ...constant, pieces: kql.split(constant.text) }))
    .filter(({ pieces }) => pieces.length > 2)
    .sort((a, b) => a.pieces[0]!.length - b.pieces[0]!.length);
  const lets: string[] = [];
  let made = kql;
  for (const [i, { text, value, kind, named }] of repeated.entries()) {
    const name = free(`${kind}${i + 1}`);
    lets.push(`let ${name} = ${value};`);
    made = made.replaceAll(text, () => named(name));
  }
  return { lets, kql: made };
}

const shortest = 200;

const constantsOf = (plan: PlanNode): readonly Constant[] => [
  ...new Map(
    stepsOf([plan])
      .flatMap(expressionsOf)
      .flatMap(partsOf)
      .flatMap((part) => constantIn(part) ?? [])
      .map((constant) => [constant.text, constant]),
  ).values(),
];

/** The constant that an expression is or tests against. A text in quotes has its own quotes escaped, so it holds none by chance. */
function constantIn(node: ExpressionNode): Constant | null {
  if (node.kind === 'literal' && node.type === 'dynamic') {
    const text = literalToKql(node.value, 'dynamic');
    const kind = Array.isArray(node.value) ? 'List' : 'Map';
    return text.length < shortest ? null : { text, value: text, kind, named: (name) => name };
  }
  if (node.kind !== 'call' || !memberships.has(node.function)) return null;
  const list = node.arguments.slice(1);
  if (list.some((each) => each.kind !== 'literal' || each.type !== 'string')) return null;
  const values = list.map(expressionToKql).join(', ');
  const operator = node.function.replace('!', '');
  const text = `${operator} (${values})`;
  if (text.length < shortest) return null;
  return { text, value: `dynamic([${values}])`, kind: 'List', named: (name) => `${operator} (${name})` };
}

const memberships: ReadonlySet<string> = new Set(['in', '!in', 'in~', '!in~']);
