import { columnNode } from '../../plan/build/expressions.js';
import type {
  AggregateNode,
  ArgExtremeNode,
  JoinKind,
  NamedExpression,
  PlanNode,
  StateNode,
} from '../../plan/node.js';
import { type Change, inList, within } from './change.js';
import { changesOfBurst, withoutOne } from './change-burst.js';
import { changesOfExpression } from './change-expression.js';
import type { LeftOut } from './shared-parts.js';

type NodeOf<Kind extends PlanNode['kind']> = Extract<PlanNode, { kind: Kind }>;
type Changes = Generator<Change<PlanNode>>;

/** The small changes of a step, not of what it reads, that leave its columns as they are; what is left out stays. */
export function* changesOfStep(node: PlanNode, leftOut: LeftOut): Changes {
  if (leftOut.step(node)) return;
  const named = (column: NamedExpression) => changesOfNamed(column, leftOut);
  switch (node.kind) {
    case 'where':
      yield { change: 'without the step', made: node.input };
      for (const change of changesOfExpression(node.test, leftOut))
        yield within(change, (test) => ({ ...node, test }));
      return;
    case 'extend':
      for (const change of inList(node.added, named)) yield within(change, (added) => ({ ...node, added }));
      return;
    case 'project':
      for (const change of inList(node.projected, named))
        yield within(change, (projected) => ({ ...node, projected }));
      return;
    case 'summarize':
      yield* changesOfSummarize(node, leftOut);
      return;
    case 'merge':
      yield { change: 'without the step', made: node.input };
      return;
    case 'scan-rows':
      for (const change of inList(node.states, (state) => changesOfState(state, leftOut)))
        yield within(change, (states) => ({ ...node, states }));
      for (const change of withoutOne(node.by)) yield within(change, (by) => ({ ...node, by }));
      return;
    case 'burst':
      yield* changesOfBurst(node);
      return;
    case 'distinct':
      yield { change: 'equal rows are kept', made: undistinct(node) };
      return;
    case 'top':
      yield* otherCounts(node);
      yield { change: 'the order is turned around', made: { ...node, keys: node.keys.map(turned) } };
      return;
    case 'take':
      yield* otherCounts(node);
      return;
    case 'join':
      yield* changesOfJoin(node);
      return;
    case 'union':
      if (node.inputs.length > 1)
        for (const i of node.inputs.keys())
          yield { change: `without input ${i + 1}`, made: withoutInput(node, i) };
  }
}

function* changesOfState(state: StateNode, leftOut: LeftOut): Generator<Change<StateNode>> {
  for (const change of changesOfExpression(state.next, leftOut))
    yield within(change, (next) => ({ ...state, next }));
}

function* changesOfNamed(
  { name, expression }: NamedExpression,
  leftOut: LeftOut,
): Generator<Change<NamedExpression>> {
  for (const change of changesOfExpression(expression, leftOut))
    yield within(change, (made) => ({ name, expression: made }));
}

const opposites: ReadonlyMap<string, string> = new Map([
  ['min', 'max'],
  ['max', 'min'],
  ['minif', 'maxif'],
  ['maxif', 'minif'],
  ['dcount', 'count'],
  ['make_set', 'make_list'],
]);

function* changesOfSummarize(node: NodeOf<'summarize'>, leftOut: LeftOut): Changes {
  for (const change of inList(node.by, (key) => changesOfNamed(key, leftOut)))
    yield within(change, (by) => ({ ...node, by }));
  for (const change of inList(node.aggregates, (made) => changesOfAggregate(made, leftOut)))
    yield within(change, (aggregates) => ({ ...node, aggregates }));
}

function* changesOfAggregate(
  made: AggregateNode | ArgExtremeNode,
  leftOut: LeftOut,
): Generator<Change<AggregateNode | ArgExtremeNode>> {
  if ('of' in made) {
    const other = made.function === 'arg_max' ? 'arg_min' : 'arg_max';
    yield { change: `${made.function} becomes ${other}`, made: { ...made, function: other } };
    return;
  }
  const opposite = opposites.get(made.function);
  if (opposite !== undefined)
    yield {
      change: `${made.function} becomes ${opposite}`,
      made: { ...made, function: opposite, arguments: opposite === 'count' ? [] : made.arguments },
    };
  for (const change of inList(made.arguments, (part) => changesOfExpression(part, leftOut)))
    yield within(change, (operands) => ({ ...made, arguments: operands }));
}

const undistinct = ({ input, keys, columns }: NodeOf<'distinct'>): PlanNode => ({
  kind: 'project',
  input,
  projected: keys.map((name, i) => ({ name, expression: columnNode(name, columns[i]!.type) })),
  columns,
});

function* otherCounts(node: NodeOf<'top' | 'take'>): Changes {
  for (const count of [node.count + 1, node.count - 1])
    if (count >= 0) yield { change: `${node.count} becomes ${count}`, made: { ...node, count } };
}

const turned = (key: NodeOf<'top'>['keys'][number]): typeof key => ({
  ...key,
  order: key.order === 'asc' ? 'desc' : 'asc',
  nulls: key.nulls === 'first' ? 'last' : 'first',
});

/** The kinds of join that give the same columns and that somebody may have meant. */
const otherKinds: Readonly<Record<JoinKind, readonly JoinKind[]>> = {
  innerunique: ['inner', 'leftouter', 'rightouter'],
  inner: ['innerunique', 'leftouter', 'rightouter'],
  leftouter: ['inner', 'fullouter'],
  rightouter: ['inner', 'fullouter'],
  fullouter: ['leftouter', 'rightouter'],
  leftsemi: ['leftanti'],
  leftanti: ['leftsemi'],
  rightsemi: ['rightanti'],
  rightanti: ['rightsemi'],
};

function* changesOfJoin(node: NodeOf<'join'>): Changes {
  for (const flavor of otherKinds[node.flavor])
    yield { change: `${node.flavor} becomes ${flavor}`, made: { ...node, flavor } };
  if (node.on.length > 1)
    for (const [i, { left, right }] of node.on.entries())
      yield {
        change: `without the key ${left === right ? left : `${left} == ${right}`}`,
        made: { ...node, on: node.on.toSpliced(i, 1) },
      };
}

const withoutInput = (node: NodeOf<'union'>, gone: number): PlanNode => ({
  ...node,
  inputs: node.inputs.toSpliced(gone, 1),
  columns: node.columns.map((column) => ({ ...column, from: column.from.toSpliced(gone, 1) })),
});
