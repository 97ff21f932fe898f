import { compilePlans } from '../../src/engine/compile-plan.js';
import { layoutOf } from '../../src/engine/layout.js';
import type { Planned } from '../../src/plan/query.js';
import { stepsOf } from '../../src/plan/walk.js';
import type { Instant } from '../../src/records/instant.js';
import { parseIso } from '../../src/records/instant.js';
import type { Row } from '../../src/records/row.js';
import { Collector } from './rows.js';

/** The clock of plans in tests. */
export const noon: Instant = parseIso('2026-04-30T12:00:00Z')!;

/** What a plan tells of a row that it chose among others. */
export interface ToldTie {
  readonly column: string;
  readonly row: Row;
}

/** Runs a plan over rows that hold the columns of its table in order. */
export function runPlan(
  { node }: Planned,
  rows: readonly Row[],
): Collector & { readonly ties: readonly ToldTie[] } {
  const collector = Object.assign(new Collector(), { ties: [] as ToldTie[] });
  const [scan] = stepsOf([node]);
  const sink = compilePlans([{ plan: node, sink: collector }], {
    now: noon,
    source: layoutOf(scan!.columns.map(({ name }) => name)),
    onTie: (_, column, row) => void collector.ties.push({ column, row }),
  });
  for (const row of rows) sink.push(row);
  sink.end();
  if (collector.ends !== 1) throw new Error(`ended ${collector.ends} times`);
  return collector;
}
