import type { Column } from '../records/schema.js';
import { arrangedBy, sameKeys } from './arranged.js';
import { functionNamed } from './functions/registry.js';
import type { NamedExpression, PlanNode } from './node.js';
import { columnsIn, expressionsOf, inputsOf, partsOf, stepsOf } from './walk.js';

/** The columns that a step asks of one of its inputs, in the input's order. */
export interface Demand {
  readonly input: PlanNode;
  readonly columns: readonly string[];
}

/** What a step asks of its inputs, in their order, when these of its own columns are needed. */
export function demandsOf(node: PlanNode, needed: ReadonlySet<string>): readonly Demand[] {
  switch (node.kind) {
    case 'scan':
      return [];
    case 'where':
      return [demand(node.input, [...needed, ...columnsIn(node.test)])];
    case 'extend': {
      const added = new Set(node.added.map(({ name }) => name));
      const passed = [...needed].filter((name) => !added.has(name));
      return [demand(node.input, [...passed, ...columnsOf(node.added, needed)])];
    }
    case 'project':
      return [demand(node.input, columnsOf(node.projected, needed))];
    case 'project-rename': {
      const from = new Map(node.renamed.map((column) => [column.name, column.from]));
      return [
        demand(
          node.input,
          [...needed].map((name) => from.get(name) ?? name),
        ),
      ];
    }
    case 'project-away':
    case 'project-reorder':
    case 'take':
      return [demand(node.input, [...needed])];
    case 'distinct':
      return [demand(node.input, node.keys)];
    case 'summarize':
      return [demand(node.input, summarizeReads(node, needed))];
    case 'sort':
    case 'top':
      return [demand(node.input, [...needed, ...readsOf(node)])];
    case 'count':
      return [demand(node.input, [])];
    case 'merge':
      // Which of several copies is kept depends on all their cells, whoever needs them.
      return [
        demand(
          node.input,
          node.columns.map(({ name }) => name),
        ),
      ];
    case 'scan-rows':
    case 'burst':
      return [demand(node.input, [...needed, ...node.by, ...timesOf(node), ...readsInOrder(node)])];
    case 'mv-expand':
      return [demand(node.input, [...needed, node.column])];
    case 'join':
      return [joinDemand(node, 'left', needed), joinDemand(node, 'right', needed)];
    case 'union': {
      const passed = node.columns.filter(({ name }) => needed.has(name));
      return node.inputs.map((input, i) =>
        demand(
          input,
          passed.flatMap(({ from }) => from[i] ?? []),
        ),
      );
    }
  }
}

const readsOf = (node: PlanNode) => expressionsOf(node).flatMap(columnsIn);
/** What a step reads that wants its rows in an order, which need not be looked at where they come in it. */
const readsInOrder = (node: Extract<PlanNode, { kind: 'scan-rows' | 'burst' }>) =>
  sameKeys(arrangedBy(node.input), node.keys) ? readsOf({ ...node, keys: [] }) : readsOf(node);
const timesOf = (node: Extract<PlanNode, { kind: 'scan-rows' | 'burst' }>) =>
  node.kind === 'burst' ? [node.time] : [];

function demand(input: PlanNode, names: readonly string[]): Demand {
  const asked = new Set(names);
  return { input, columns: input.columns.flatMap(({ name }) => (asked.has(name) ? [name] : [])) };
}

const columnsOf = (named: readonly NamedExpression[], needed: ReadonlySet<string>) =>
  named.filter(({ name }) => needed.has(name)).flatMap(({ expression }) => columnsIn(expression));

function summarizeReads(
  { by, aggregates }: Extract<PlanNode, { kind: 'summarize' }>,
  needed: ReadonlySet<string>,
): readonly string[] {
  const keys = by.flatMap(({ expression }) => columnsIn(expression));
  // The value of arg_max chooses the row even where nobody needs it.
  const gathered = aggregates.flatMap((made) =>
    'of' in made
      ? [...columnsIn(made.of), ...made.columns.flatMap(({ name, from }) => (needed.has(name) ? from : []))]
      : needed.has(made.name)
        ? made.arguments.flatMap(columnsIn)
        : [],
  );
  return [...keys, ...gathered];
}

function joinDemand(
  node: Extract<PlanNode, { kind: 'join' }>,
  side: 'left' | 'right',
  needed: ReadonlySet<string>,
): Demand {
  const passed = node.columns.filter((column) => column.side === side && needed.has(column.name));
  return demand(node[side], [...passed.map(({ from }) => from), ...node.on.map((key) => key[side])]);
}

/** The columns of each step of some plans that anything needs: all of a plan's last step, and of the others what the steps above ask. */
export function neededColumns(plans: readonly PlanNode[]): ReadonlyMap<PlanNode, ReadonlySet<string>> {
  const needed = new Map<PlanNode, Set<string>>();
  const need = (node: PlanNode, names: readonly string[]) => {
    const known = needed.get(node) ?? new Set();
    for (const name of names) known.add(name);
    needed.set(node, known);
  };
  for (const plan of plans)
    need(
      plan,
      plan.columns.map(({ name }) => name),
    );
  for (const node of stepsOf(plans).toReversed())
    for (const { input, columns } of demandsOf(node, needed.get(node)!)) need(input, columns);
  return needed;
}

/**
 * The steps of some plans whose rows tell of what records they are made, because a row of a plan is made of them, or because one among rows
 * that rank the same is to be shown. What a `lookup` looks up, and what rows are only tested against, tells nothing.
 */
export function evidentSteps(plans: readonly PlanNode[]): ReadonlySet<PlanNode> {
  const evident = new Set(plans);
  for (const node of stepsOf(plans).toReversed())
    for (const input of evident.has(node) ? evidentInputs(node) : chosenFrom(node)) evident.add(input);
  return evident;
}

function evidentInputs(node: PlanNode): readonly PlanNode[] {
  if (node.kind !== 'join') return inputsOf(node);
  const { flavor, left, right } = node;
  if (flavor.startsWith('left') && flavor !== 'leftouter') return [left];
  if (flavor.startsWith('right') && flavor !== 'rightouter') return [right];
  return node.isLookup === true ? [left] : [left, right];
}

const chosenFrom = (node: PlanNode) =>
  node.kind === 'summarize' && node.aggregates.some((made) => 'of' in made) ? [node.input] : [];

/** The columns that some plans need of the scan, each once, in the order of the table. */
export function scannedColumns(plans: readonly PlanNode[]): readonly Column[] {
  const needed = neededColumns(plans);
  const scans = [...needed.keys()].filter(({ kind }) => kind === 'scan');
  const names = new Set(scans.flatMap((scan) => [...needed.get(scan)!]));
  const columns = new Map(scans.flatMap((scan) => scan.columns).map((column) => [column.name, column]));
  return [...columns.values()].filter(({ name }) => names.has(name));
}

/** Whether the rows of a plan depend on what `now()` means. */
export const usesClock = (plan: PlanNode): boolean =>
  stepsOf([plan])
    .flatMap(expressionsOf)
    .flatMap(partsOf)
    .some((part) => part.kind === 'call' && functionNamed(part.function).usesClock === true);
