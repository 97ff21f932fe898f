import { HashJoin, type JoinSide } from '../operators/hash-join.js';
import { LeastPerKey } from '../operators/least-per-key.js';
import { inSlot, type RowValue } from '../operators/row-value.js';
import { SemiJoin } from '../operators/semi-join.js';
import type { JoinKind, PlanNode } from '../plan/node.js';
import { type KqlType, missing } from '../records/value.js';
import { type Layout, layoutOf, slotOf } from './layout.js';
import { type HeldInput, orderByAll, renamed, type Step } from './step.js';

type JoinNode = Extract<PlanNode, { kind: 'join' }>;
type Side = 'left' | 'right';

/** The two inputs of a join. */
export type JoinInputs = Readonly<Record<Side, HeldInput>>;

/** The step of a join of any kind. */
export function compileJoin(node: JoinNode, wanted: ReadonlySet<string>, inputs: JoinInputs): Step {
  const form = joinForms[node.flavor];
  return 'kept' in form
    ? compileSemiJoin(node, form, wanted, inputs)
    : compileHashJoin(node, form, wanted, inputs);
}

/** A join that gives rows of one side alone. */
export interface SemiForm {
  readonly kept: Side;
  readonly rows: 'matched' | 'unmatched';
}

/** What a join does with rows of each side that have no partner. */
export type OuterForm = Readonly<Record<Side, JoinSide['unmatched']>>;

/** What each kind of join gives. */
export const joinForms: Readonly<Record<JoinKind, SemiForm | OuterForm>> = {
  innerunique: { left: 'drop', right: 'drop' },
  inner: { left: 'drop', right: 'drop' },
  leftouter: { left: 'keep', right: 'drop' },
  rightouter: { left: 'drop', right: 'keep' },
  fullouter: { left: 'keep', right: 'keep' },
  leftsemi: { kept: 'left', rows: 'matched' },
  rightsemi: { kept: 'right', rows: 'matched' },
  leftanti: { kept: 'left', rows: 'unmatched' },
  rightanti: { kept: 'right', rows: 'unmatched' },
};

function compileSemiJoin(
  node: JoinNode,
  { kept, rows }: SemiForm,
  wanted: ReadonlySet<string>,
  inputs: JoinInputs,
): Step {
  const other = kept === 'left' ? 'right' : 'left';
  const key = { kept: joinKey(node, kept, inputs), other: joinKey(node, other, inputs) };
  const step: Step = {
    layout: inputs[kept].layout,
    connect(next) {
      const join = new SemiJoin(rows, key, next);
      // Whoever is connected first ends first; when all partners are known, no row waits.
      inputs[other].connect(join.other);
      inputs[kept].connect(join.kept);
    },
  };
  return renamed(
    step,
    node.columns.filter(({ name }) => wanted.has(name)),
  );
}

/** The two sides of a join that pairs rows, and how the pairs look. */
export function joinSides(
  node: JoinNode,
  form: OuterForm,
  wanted: ReadonlySet<string>,
  inputs: JoinInputs,
): Readonly<Record<Side, JoinSide>> & { readonly layout: Layout } {
  const columns = (side: Side) =>
    node.columns.filter((column) => column.side === side && wanted.has(column.name));
  const joinSide = (side: Side): JoinSide => ({
    key: joinKey(node, side, inputs),
    slots: columns(side).map(({ from }) => slotOf(inputs[side].layout, from)),
    missing: columns(side).map(({ type }) => missing(type)),
    unmatched: form[side],
    isEvidence: side === 'left' || node.isLookup !== true,
  });
  return {
    left: joinSide('left'),
    right: joinSide('right'),
    layout: layoutOf([...columns('left'), ...columns('right')].map(({ name }) => name)),
  };
}

function compileHashJoin(
  node: JoinNode,
  form: OuterForm,
  wanted: ReadonlySet<string>,
  inputs: JoinInputs,
): Step {
  const { left, right, layout } = joinSides(node, form, wanted, inputs);
  return {
    layout,
    connect(next) {
      const join = new HashJoin(left, right, next);
      inputs.left.connect(
        node.flavor === 'innerunique'
          ? new LeastPerKey(left.key, orderByAll(inputs.left), join.left)
          : join.left,
      );
      inputs.right.connect(join.right);
    },
  };
}

/** The key values of one side. A number that meets a real on the other side is compared as a real. */
export function joinKey(node: JoinNode, side: Side, inputs: JoinInputs): readonly RowValue[] {
  return node.on.map((key) => {
    const value = inSlot(slotOf(inputs[side].layout, key[side]));
    const types = [typeOf(node.left, key.left), typeOf(node.right, key.right)];
    if (types[0] === types[1] || !types.includes('real')) return value;
    return (row) => {
      const number = value(row);
      return typeof number === 'bigint' ? Number(number) : number;
    };
  });
}

const typeOf = (node: PlanNode, name: string): KqlType | undefined =>
  node.columns.find((column) => column.name === name)?.type;
