import type { Columns } from '../records/schema.js';
import type { KqlType } from '../records/value.js';
import { columnNamed } from './build/columns.js';
import { columnNode } from './build/expressions.js';
import type { PlanNode } from './node.js';
import type { RowOf } from './query-types.js';
import { type Expression, expression } from './typed-expression.js';

/** A column of a node as an expression; throws, naming the step that asks, when there is none. */
export const columnOf = (step: string, input: PlanNode, name: string): Expression<KqlType> =>
  expression(columnNode(name, columnNamed(step, input.columns, name).type));

/** The columns of a node as properties; asking for one that is not there throws, naming the step. */
export const rowOf = <C extends Columns>(step: string, input: PlanNode): RowOf<C> =>
  new Proxy(Object.create(null) as RowOf<C>, {
    get: (_, name) => columnOf(step, input, String(name)),
  });
