import { burstColumns } from '../plan/build/sequence-steps.js';
import type { ExpressionNode } from '../plan/expression.js';
import type { NamedExpression, PlanNode } from '../plan/node.js';
import { columnsIn, expressionsOf, inputsOf, stepsOf } from '../plan/walk.js';

/** For each column of a step, the columns of the table that it passes on unchanged: none when it is computed, several after a union. */
type Lineage = ReadonlyMap<string, readonly string[]>;

/**
 * The columns of the table that a plan names somewhere, whether or not the result needs them, in the order in which it does:
 * those without which Log Analytics refuses the query. `*` names none.
 */
export function namedColumns(plan: PlanNode): readonly string[] {
  const lineages = new Map<PlanNode, Lineage>();
  const named = new Set<string>();
  for (const node of stepsOf([plan])) {
    const inputs = inputsOf(node).map((input) => lineages.get(input)!);
    lineages.set(node, lineageOf(node, inputs));
    for (const [side, name] of namesIn(node))
      for (const column of inputs[side]!.get(name)!) named.add(column);
  }
  return [...named];
}

/** The input columns that a step names, each with the number of its input. */
function namesIn(node: PlanNode): readonly (readonly [side: number, name: string])[] {
  const one = (names: readonly string[]) => names.map((name) => [0, name] as const);
  switch (node.kind) {
    case 'project-rename':
      return one(node.renamed.map(({ from }) => from));
    case 'project-away':
      return one(node.dropped);
    case 'project-reorder':
      return one(node.first);
    case 'distinct':
      return one(node.keys);
    case 'burst':
      return one([...node.by, node.time, ...expressionsOf(node).flatMap(namedIn)]);
    case 'scan-rows': {
      const made = new Set(node.states.map(({ name }) => name));
      return one([...node.by, ...expressionsOf(node).flatMap(namedIn)].filter((name) => !made.has(name)));
    }
    case 'mv-expand':
      return one([node.column]);
    case 'join':
      return node.on.flatMap(({ left, right }) => [[0, left] as const, [1, right] as const]);
    case 'summarize':
      return one([...expressionsOf(node).flatMap(namedIn), ...followingColumns(node)]);
    default:
      return one(expressionsOf(node).flatMap(namedIn));
  }
}

const namesKnown = new WeakMap<ExpressionNode, readonly string[]>();

/** The columns that an expression names, each once; those that `column_ifexists` asks for may be missing. */
function namedIn(node: ExpressionNode): readonly string[] {
  if (node.kind === 'literal') return [];
  if (node.kind === 'column') return [node.name];
  if (node.function === 'column_ifexists') return [];
  const known = namesKnown.get(node);
  if (known !== undefined) return known;
  const names = [...new Set(node.arguments.flatMap(namedIn))];
  namesKnown.set(node, names);
  return names;
}

/** The columns that follow in an `arg_max` that does not say `*`, which would be all but the keys. */
function followingColumns({
  input,
  by,
  aggregates,
}: Extract<PlanNode, { kind: 'summarize' }>): readonly string[] {
  return aggregates.flatMap((made) => {
    if (!('of' in made)) return [];
    const there = [made.of, ...by.map(({ expression }) => expression)].flatMap(columnsIn);
    const following = made.columns.map(({ from }) => from);
    const all = input.columns.every(({ name }) => there.includes(name) || following.includes(name));
    return all ? [] : following;
  });
}

function lineageOf(node: PlanNode, inputs: readonly Lineage[]): Lineage {
  const [input] = inputs as readonly [Lineage];
  switch (node.kind) {
    case 'scan':
      return new Map(node.columns.map(({ name }) => [name, [name]]));
    case 'extend':
      return new Map([...input, ...ofNamed(node.added, input)]);
    case 'project':
      return new Map(ofNamed(node.projected, input));
    case 'project-rename':
      return new Map([...input, ...node.renamed.map(({ name, from }) => [name, input.get(from)!] as const)]);
    case 'summarize':
      return new Map([
        ...ofNamed(node.by, input),
        ...node.aggregates.flatMap((made) =>
          'of' in made
            ? [
                ...ofNamed([{ name: made.name, expression: made.of }], input),
                ...made.columns.map(({ name, from }) => [name, input.get(from)!] as const),
              ]
            : [[made.name, []] as const],
        ),
      ]);
    case 'count':
      return new Map([['Count', []]]);
    case 'scan-rows':
      return new Map([...input, ...node.states.map(({ name }) => [name, []] as const)]);
    case 'burst':
      return new Map([...input, ...burstColumns.map(({ name }) => [name, []] as const)]);
    case 'mv-expand':
      return new Map([...input, [node.column, []]]);
    case 'join':
      return new Map(
        node.columns.map(({ name, side, from }) => [name, inputs[side === 'left' ? 0 : 1]!.get(from)!]),
      );
    case 'union':
      return new Map(
        node.columns.map(({ name, from }) => [
          name,
          from.flatMap((column, i) => (column === null ? [] : inputs[i]!.get(column)!)),
        ]),
      );
    default:
      return input;
  }
}

const ofNamed = (named: readonly NamedExpression[], input: Lineage) =>
  named.map(({ name, expression }) => [name, lineageOfExpression(expression, input)] as const);

const lineageOfExpression = (node: ExpressionNode, input: Lineage) =>
  node.kind === 'column' ? input.get(node.name)! : [];
