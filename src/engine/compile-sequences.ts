import { Burst } from '../operators/burst.js';
import type { MergeOptions } from '../operators/copies-as-one.js';
import { Merge } from '../operators/merge.js';
import { MergeAscending } from '../operators/merge-ascending.js';
import { MvExpand } from '../operators/mv-expand.js';
import { OpenedBurst } from '../operators/opened-burst.js';
import { orderByKeys, type RowOrder, type RowSortKey, thenBy } from '../operators/row-order.js';
import { inSlot, type RowValue } from '../operators/row-value.js';
import { ScanRows, type ScanRowsOptions } from '../operators/scan-rows.js';
import { Sort } from '../operators/sort.js';
import { arrangedBy, sameKeys, seesRecordsAlone } from '../plan/arranged.js';
import { burstColumns } from '../plan/build/sequence-steps.js';
import type { ExpressionNode } from '../plan/expression.js';
import type { EvaluationContext } from '../plan/function.js';
import { functionNamed } from '../plan/functions/registry.js';
import type { PlanNode, SortKey } from '../plan/node.js';
import { columnsIn, partsOf } from '../plan/walk.js';
import type { Row } from '../records/row.js';
import { missing } from '../records/value.js';
import { compileExpression } from './compile-expression.js';
import { type Layout, layoutOf, placeOf, slotOf, valueIn } from './layout.js';
import { type HeldInput, held, orderByAll, type Step } from './step.js';

/** In which order the records of a scan come: ascending by time, or any. */
export type Arrival = 'ascending' | 'any';

type NodeOf<Kind extends PlanNode['kind']> = Extract<PlanNode, { kind: Kind }>;

/**
 * The step of `merge`: of rows with equal keys the one with most filled cells, of those the first by its values. Where records are said to
 * come in ascending order of time, those that are merged by time first wait for no other.
 */
export function compileMerge(
  node: NodeOf<'merge'>,
  input: HeldInput,
  context: EvaluationContext & { readonly arrival?: Arrival | undefined },
): Step {
  const options = mergeOptions(node, input, context);
  const Merging = context.arrival === 'ascending' && isByTime(node) ? MergeAscending : Merge;
  return { layout: input.layout, connect: (next) => input.connect(new Merging(options, next)) };
}

/** What the step of `merge` goes by. */
export const mergeOptions = (
  node: NodeOf<'merge'>,
  input: HeldInput,
  context: EvaluationContext,
): MergeOptions => ({
  keys: sortKeys(node.keys, input, context) as [RowSortKey, ...RowSortKey[]],
  choice: thenBy(fullestFirst(input), orderByAll(input)),
});

function isByTime({ input, keys: [first] }: NodeOf<'merge'>): boolean {
  const { expression, order } = first!;
  return (
    order === 'asc' &&
    expression.kind === 'column' &&
    expression.name === 'TimeGenerated' &&
    seesRecordsAlone(input)
  );
}

function fullestFirst({ layout, columns }: HeldInput): RowOrder {
  const slots = columns.map((name) => slotOf(layout, name));
  return (a, b) => {
    let more = 0;
    for (const slot of slots) more += Number(isFilled(b[slot])) - Number(isFilled(a[slot]));
    return more;
  };
}

const isFilled = (value: unknown) => value !== null && value !== '';

const sortKeys = (
  keys: readonly SortKey[],
  { layout }: HeldInput,
  context: EvaluationContext,
): readonly RowSortKey[] =>
  keys.map(({ expression, order, nulls }) => ({
    value: compileExpression(expression, layout, context),
    order,
    nulls,
  }));

/** An input with its rows in an order, sorted only where they do not come so. */
export function inOrder(
  { input: node, keys }: NodeOf<'scan-rows' | 'burst'>,
  input: HeldInput,
  context: EvaluationContext,
): HeldInput {
  if (sameKeys(arrangedBy(node), keys)) return input;
  const order = thenBy(orderByKeys(sortKeys(keys, input, context)), orderByAll(input));
  return { ...input, connect: (next) => input.connect(new Sort(order, next)) };
}

/** The step of `scan-rows`. Of its input it holds rows only where these do not come in the order it wants. */
export function compileScanRows(
  node: NodeOf<'scan-rows'>,
  wanted: ReadonlySet<string>,
  step: Step,
  columns: readonly string[],
  context: EvaluationContext,
): Step {
  const { layout: from, connect } = step;
  const given = sameKeys(arrangedBy(node.input), node.keys)
    ? { layout: from, columns, connect: connect.bind(step) }
    : held(step, columns);
  const { input, options, layout } = scanRowsParts(node, wanted, given, context);
  return { layout, connect: (next) => input.connect(new ScanRows(options, next)) };
}

/** What the step of `scan-rows` is made of: its rows in their order, and what they remember. */
export function scanRowsParts(
  node: NodeOf<'scan-rows'>,
  wanted: ReadonlySet<string>,
  given: HeldInput,
  context: EvaluationContext,
): { readonly input: HeldInput; readonly options: ScanRowsOptions; readonly layout: Layout } {
  const input = inOrder(node, given, context);
  const states = neededStates(node, wanted);
  const remembered = [...new Set(states.flatMap(({ next }) => rememberedIn(next)))];
  const kept = given.columns.filter((name) => wanted.has(name) || remembered.includes(name));
  const layout = layoutOf([...kept, ...states.map(({ name }) => name)]);
  const initials = new Map(node.states.map(({ name, initial }) => [name, initial]));
  const types = new Map(node.columns.map(({ name, type }) => [name, type]));
  const before: ScanRowsOptions['before'] = { values: [] };
  const seen = {
    ...input.layout,
    computed: new Map([
      ...input.layout.computed,
      ...remembered.map((name, i): [string, RowValue] => [beforeName(name), () => before.values[i]!]),
    ]),
  };
  const options = {
    by: node.by.map((name) => valueIn(input.layout, name)),
    places: [
      ...kept.map((name) => placeOf(input.layout, name)),
      ...states.map(({ next }) => compileExpression(withBefore(next), seen, context)),
    ],
    before,
    remembered: remembered.map((name) => ({
      slot: slotOf(layout, name),
      initial: initials.has(name) ? initials.get(name)! : missing(types.get(name)!),
    })),
  };
  return { input, options, layout };
}

/** The states that are wanted, and those that these remember. */
function neededStates({ states }: NodeOf<'scan-rows'>, wanted: ReadonlySet<string>) {
  const needed = new Set(wanted);
  for (let known = -1; known !== needed.size; ) {
    known = needed.size;
    for (const { name, next } of states)
      if (needed.has(name)) for (const other of rememberedIn(next)) needed.add(other);
  }
  return states.filter(({ name }) => needed.has(name));
}

const rememberedIn = (node: ExpressionNode): readonly string[] =>
  partsOf(node).flatMap((part) =>
    part.kind === 'call' && part.function === 'before' ? columnsIn(part) : [],
  );

/** A name that no column has. */
const beforeName = (name: string) => `before ${name}`;

/** An expression in which what is read of the row before is a column. */
function withBefore(node: ExpressionNode): ExpressionNode {
  if (node.kind !== 'call') return node;
  const first = node.arguments[0];
  if (node.function === 'before' && first?.kind === 'column')
    return { ...first, name: beforeName(first.name) };
  return { ...node, arguments: node.arguments.map(withBefore) };
}

/** The step of `burst`. */
export function compileBurst(node: NodeOf<'burst'>, given: HeldInput, context: EvaluationContext): Step {
  const input = inOrder(node, given, context);
  // Its columns follow the last of the row.
  const { slots, width } = input.layout;
  const layout = {
    ...input.layout,
    slots: new Map([...slots, ...burstColumns.map(({ name }, i) => [name, width + 1 + i] as const)]),
    width: width + burstColumns.length,
  };
  const options = {
    by: node.by.map((name) => inSlot(slotOf(input.layout, name))),
    time: slotOf(input.layout, node.time),
    within: node.within,
    tests: node.tests.map((test) =>
      test.map(({ of, atLeast }) => ({
        of: of === null ? null : compileExpression(of, input.layout, context),
        atLeast,
      })),
    ),
  };
  if (node.opens === undefined) return { layout, connect: (next) => input.connect(new Burst(options, next)) };
  const isTrue = compileExpression(node.opens, input.layout, context);
  const opened = { ...options, opens: (row: Row) => isTrue(row) === true };
  return { layout, connect: (next) => input.connect(new OpenedBurst(opened, next)) };
}

const conversions = { string: 'tostring', long: 'tolong', dynamic: 'todynamic' } as const;

/** The step of `mv-expand`. */
export function compileMvExpand(node: NodeOf<'mv-expand'>, input: HeldInput): Step {
  const slot = slotOf(input.layout, node.column);
  const convert =
    node.to === 'dynamic'
      ? null
      : functionNamed(conversions[node.to]).bind([{ type: 'dynamic', constant: undefined }], {
          now: 0 as never,
        });
  return {
    layout: input.layout,
    connect: (next) =>
      input.connect(
        new MvExpand(
          slot,
          (value) => (convert === null ? value : value === null ? missing(node.to) : convert(value)),
          next,
        ),
      ),
  };
}
