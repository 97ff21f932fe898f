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
        ...(node.opens === undefined ? [] : [node.opens]),
      ];
    default:
      return [];
  }
}

const partsKnown = new WeakMap<ExpressionNode, readonly ExpressionNode[]>();

/** An expression and all that it is made of; what stands in it twice comes once. */
export function partsOf(node: ExpressionNode): readonly ExpressionNode[] {
  const known = partsKnown.get(node);
  if (known !== undefined) return known;
  const parts = new Set<ExpressionNode>();
  const visit = (part: ExpressionNode) => {
    if (parts.has(part)) return;
    parts.add(part);
    if (part.kind === 'call') for (const argument of part.arguments) visit(argument);
  };
  visit(node);
  const found = [...parts];
  partsKnown.set(node, found);
  return found;
}

type ColumnNode = Extract<ExpressionNode, { kind: 'column' }>;

const columnsKnown = new WeakMap<ExpressionNode, readonly ColumnNode[]>();

/** The columns that an expression reads, each once. */
export function columnNodesIn(node: ExpressionNode): readonly ColumnNode[] {
  if (node.kind === 'literal') return [];
  if (node.kind === 'column') return [node];
  const known = columnsKnown.get(node);
  if (known !== undefined) return known;
  const columns = new Map<string, ColumnNode>();
  for (const column of node.arguments.flatMap(columnNodesIn))
    columns.set(`${column.type} ${column.name}`, column);
  const found = [...columns.values()];
  columnsKnown.set(node, found);
  return found;
}

/** The names of the columns that an expression reads. */
export const columnsIn = (node: ExpressionNode): readonly string[] =>
  columnNodesIn(node).map(({ name }) => name);
