import type { ExpressionNode } from './expression.js';
import type { PlanNode } from './node.js';

/** The steps that a step reads. */
export function inputsOf(node: PlanNode): readonly PlanNode[] {
  switch (node.kind) {
    case 'scan':
      return [];
    case 'join':
      return [node.left, node.right];
    case 'union':
      return node.inputs;
    default:
      return [node.input];
  }
}

/** Every step of some plans once, inputs before the steps that read them. */
export function stepsOf(plans: readonly PlanNode[]): readonly PlanNode[] {
  const steps = new Set<PlanNode>();
  const visit = (node: PlanNode) => {
    if (steps.has(node)) return;
    for (const input of inputsOf(node)) visit(input);
    steps.add(node);
  };
  for (const plan of plans) visit(plan);
  return [...steps];
}

/** The expressions that stand in a step itself. */
export function expressionsOf(node: PlanNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case 'where':
      return [node.test];
    case 'extend':
      return node.added.map(({ expression }) => expression);
    case 'project':
      return node.projected.map(({ expression }) => expression);
    case 'summarize':
      return [
        ...node.by.map(({ expression }) => expression),
        ...node.aggregates.flatMap((made) => ('of' in made ? [made.of] : made.arguments)),
      ];
    case 'sort':
    case 'top':
    case 'merge':
      return node.keys.map(({ expression }) => expression);
    case 'scan-rows':
      return [...node.keys.map(({ expression }) => expression), ...node.states.map(({ next }) => next)];
    case 'burst':
      return [
        ...node.keys.map(({ expression }) => expression),
        ...node.tests.flat().flatMap(({ of }) => of ?? []),
      ];
    default:
      return [];
  }
}

/** An expression and all that it is made of. */
export function partsOf(node: ExpressionNode): readonly ExpressionNode[] {
  const parts: ExpressionNode[] = [];
  const visit = (part: ExpressionNode) => {
    parts.push(part);
    if (part.kind === 'call') for (const argument of part.arguments) visit(argument);
  };
  visit(node);
  return parts;
}

const columnsKnown = new WeakMap<ExpressionNode, readonly string[]>();

/** The names of the columns that an expression reads, each once. */
export function columnsIn(node: ExpressionNode): readonly string[] {
  if (node.kind === 'literal') return [];
  if (node.kind === 'column') return [node.name];
  const known = columnsKnown.get(node);
  if (known !== undefined) return known;
  const names = [...new Set(node.arguments.flatMap(columnsIn))];
  columnsKnown.set(node, names);
  return names;
}
