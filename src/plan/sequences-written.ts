import type { Duration } from '../records/instant.js';
import type { Columns } from '../records/schema.js';
import { columnNode } from './build/expressions.js';
import { burst, scanRows } from './build/sequence-steps.js';
import type { PlanNode, Threshold } from './node.js';
import type { Named, RowOf } from './query-types.js';
import { rowOf } from './row-columns.js';
import { call, type Expression, expression, nodeOf, type Operand } from './typed-expression.js';
import { sortKeyWritten } from './written.js';

/** `scanRows({ by, order, declare, next })`, without its types. */
export interface ScanRowsWritten {
  readonly by: readonly string[];
  readonly order: readonly string[];
  readonly declare: Named;
  readonly next: (row: RowOf<Columns>, before: RowOf<Columns>) => Named;
}

/** The step of what an author wrote as `scanRows`. */
export function scanRowsWritten(input: PlanNode, { by, order, declare, next }: ScanRowsWritten): PlanNode {
  const declared = Object.entries(declare).map(([name, operand]) => {
    const node = nodeOf(operand);
    if (node.kind !== 'literal') throw new Error(`scan-rows: ${name} must begin with a constant`);
    return { name, type: node.type, initial: node.value };
  });
  const before = beforeOf(input, declared);
  const made = next(rowOf('scan-rows', input), before);
  return scanRows(
    input,
    by,
    order.map((key) => sortKeyWritten('scan-rows', input, key)),
    declared.map((state) => ({ ...state, next: nodeOf(made[state.name]!) })),
  );
}

/** The columns of the row before, the declared ones among them. */
function beforeOf(input: PlanNode, declared: PlanNode['columns']): RowOf<Columns> {
  const columns = new Map([...input.columns, ...declared].map((column) => [column.name, column]));
  return new Proxy(Object.create(null) as RowOf<Columns>, {
    get(_, name) {
      const column = columns.get(String(name));
      if (column === undefined) throw new Error(`scan-rows: there is no column ${JSON.stringify(name)}`);
      return call('before', expression(columnNode(column.name, column.type)));
    },
  });
}

/** A threshold of a burst, see `rowsAtLeast` and `distinctAtLeast`. */
export interface BurstTest {
  readonly of: Expression | null;
  readonly atLeast: number;
}

/** A burst has at least so many rows. */
export const rowsAtLeast = (atLeast: number): BurstTest => ({ of: null, atLeast });
/** A burst has at least so many different values of an expression. */
export const distinctAtLeast = (of: Expression, atLeast: number): BurstTest => ({ of, atLeast });

/** `burst({ by, order, time, within, tests })`, without its types. */
export interface BurstWritten {
  readonly by: readonly string[];
  readonly order: readonly string[];
  readonly time: string;
  readonly within: Operand<'timespan'>;
  readonly tests: (row: RowOf<Columns>) => readonly (readonly BurstTest[])[];
  readonly opens?: (row: RowOf<Columns>) => Operand<'bool'>;
}

/** The step of what an author wrote as `burst`. */
export function burstWritten(input: PlanNode, written: BurstWritten): PlanNode {
  const { by, order, time, within, tests, opens } = written;
  const length = nodeOf(within);
  if (length.kind !== 'literal') throw new Error('burst: its length must be a constant');
  return burst(
    input,
    by,
    order.map((key) => sortKeyWritten('burst', input, key)),
    time,
    length.value as Duration,
    tests(rowOf('burst', input)).map((test) =>
      test.map(({ of, atLeast }): Threshold => ({ of: of === null ? null : nodeOf(of), atLeast })),
    ),
    opens && nodeOf(opens(rowOf('burst', input))),
  );
}
