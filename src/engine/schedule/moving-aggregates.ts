import { type Moving, MovingCount, MovingDistinct, MovingFirst } from '../../operators/standing/moving.js';
import type { AggregateNode, PlanNode } from '../../plan/node.js';
import { missing, type Value } from '../../records/value.js';
import { compareValues } from '../../records/value-order.js';
import { unknownNow } from '../clock.js';
import { compileExpression } from '../compile-expression.js';
import type { Layout } from '../layout.js';

/** The columns of a `summarize` that can be kept while rows come and go. */
export interface MovingAggregates {
  readonly names: readonly string[];
  readonly start: () => readonly Moving[];
}

/** The wanted aggregates of a `summarize`; null when one of them has to be made anew whenever a row comes or goes. */
export function movingAggregates(
  { aggregates }: Extract<PlanNode, { kind: 'summarize' }>,
  wanted: ReadonlySet<string>,
  layout: Layout,
): MovingAggregates | null {
  if (aggregates.some((made) => 'of' in made)) return null;
  const kept = (aggregates as readonly AggregateNode[]).filter(({ name }) => wanted.has(name));
  const starts = kept.map((made) => startOf(made, layout));
  if (!starts.every((start) => start !== null)) return null;
  return { names: kept.map(({ name }) => name), start: () => starts.map((start) => start()) };
}

const last = (a: Value, b: Value) => compareValues(b, a);

function startOf({ function: name, arguments: given }: AggregateNode, layout: Layout): (() => Moving) | null {
  const [value, condition = null] = given.map((each) => compileExpression(each, layout, { now: unknownNow }));
  const type = given[0]?.type;
  switch (name) {
    case 'count':
      return () => new MovingCount(null);
    case 'countif':
      return () => new MovingCount(value!);
    case 'min':
    case 'minif':
      return () => new MovingFirst(value!, condition, compareValues, missing(type!));
    case 'max':
    case 'maxif':
      return () => new MovingFirst(value!, condition, last, missing(type!));
    case 'dcount':
    case 'count_distinct':
      return type === 'dynamic' ? null : () => new MovingDistinct(value!, null);
    case 'dcountif':
    case 'count_distinctif':
      return type === 'dynamic' ? null : () => new MovingDistinct(value!, condition);
    default:
      return null;
  }
}
