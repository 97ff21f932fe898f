import { allTrue, type ClockBound, clockTests, looksAtClock } from '../../plan/clock-tests.js';
import type { ExpressionNode } from '../../plan/expression.js';
import type { PlanNode } from '../../plan/node.js';
import { expressionsOf } from '../../plan/walk.js';
import type { Column } from '../../records/schema.js';

/** A step that looks at one record at a time, without what it has to do with the clock. */
export interface Lifted {
  /** The step without comparisons with the clock; the same object as the step where there are none. */
  readonly plan: PlanNode;
  /** Its column that holds the time of the record. */
  readonly time: string;
  /** The comparisons that were left out, each of the time of the record. */
  readonly bounds: readonly ClockBound[];
}

type NodeOf<Kind extends PlanNode['kind']> = Extract<PlanNode, { kind: Kind }>;
type Mapping = NodeOf<'extend' | 'project' | 'project-rename' | 'project-away' | 'project-reorder'>;

/** Holds the time of the record where a step drops it; no other column has a blank in its name. */
const keptTime = 'time of the record';

/** Lifts the clock out of steps. What steps share, they share afterwards. */
export class Lifting {
  private readonly known = new Map<PlanNode, Lifted | null>();

  /** Null for a step that looks at more than one record, or at the clock in another way than by comparing the record's time with it. */
  of(node: PlanNode): Lifted | null {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const lifted = this.lift(node);
    this.known.set(node, lifted);
    return lifted;
  }

  private lift(node: PlanNode): Lifted | null {
    switch (node.kind) {
      case 'scan':
        return { plan: node, time: 'TimeGenerated', bounds: [] };
      case 'where': {
        const before = this.of(node.input);
        return before && liftedWhere(node, before);
      }
      case 'extend':
      case 'project':
      case 'project-rename':
      case 'project-away':
      case 'project-reorder': {
        const before = expressionsOf(node).some(looksAtClock) ? null : this.of(node.input);
        return before && liftedMapping(node, before);
      }
      default:
        return null;
    }
  }
}

function liftedWhere(node: NodeOf<'where'>, before: Lifted): Lifted | null {
  const { steady, bounds, others } = clockTests(node.test);
  if (others.length > 0 || !bounds.every(({ value }) => isColumn(value, before.time))) return null;
  if (bounds.length === 0 && before.plan === node.input) return { ...before, plan: node };
  const test = allTrue(steady);
  const plan: PlanNode =
    test === null ? before.plan : { kind: 'where', input: before.plan, test, columns: before.plan.columns };
  return { ...before, plan, bounds: [...before.bounds, ...bounds] };
}

const isColumn = (node: ExpressionNode, name: string) => node.kind === 'column' && node.name === name;

function liftedMapping(node: Mapping, before: Lifted): Lifted {
  const kept = timeAfter(node, before.time);
  const time = kept ?? keptTime;
  const columns: readonly Column[] = node.columns.some(({ name }) => name === time)
    ? node.columns
    : [...node.columns, { name: time, type: 'datetime' }];
  const isSame = before.plan === node.input && columns === node.columns;
  const over = isSame ? node : { ...node, input: before.plan, columns };
  const plan = kept === null ? withKeptTime(over, before.time) : over;
  return { plan, time, bounds: before.bounds.map((bound) => ({ ...bound, value: timeColumn(time) })) };
}

/** The name that a column has after a step; null when it is dropped or replaced. A column that stays costs nothing, so none is dropped by name. */
function timeAfter(node: Mapping, time: string): string | null {
  switch (node.kind) {
    case 'extend':
      return node.added.some(({ name }) => name === time) ? null : time;
    case 'project':
      return node.projected.find(({ expression }) => isColumn(expression, time))?.name ?? null;
    case 'project-rename':
      return node.renamed.find(({ from }) => from === time)?.name ?? time;
    case 'project-away':
    case 'project-reorder':
      return time;
  }
}

const timeColumn = (name: string) => ({ kind: 'column', name, type: 'datetime' }) as const;

function withKeptTime(node: Mapping, time: string): Mapping {
  const added = { name: keptTime, expression: timeColumn(time) };
  switch (node.kind) {
    case 'extend':
      return { ...node, added: [...node.added, added] };
    case 'project':
      return { ...node, projected: [...node.projected, added] };
    default:
      return node;
  }
}
