import type { Detection } from '../findings/detection.js';
import type { Clock } from '../findings/finding.js';
import { CountingTap } from '../operators/counting-tap.js';
import type { PlanNode } from '../plan/node.js';
import type { RecordSource, ScanReport, ScanRequest } from '../records/scan.js';
import { certainClock, clockOf, unknownNow } from './clock.js';
import { compilePlans } from './compile-plan.js';
import { layoutOf } from './layout.js';
import { missingColumns } from './missing-columns.js';
import type { ReplayOptions } from './replay.js';
import { scanRequest } from './scan-request.js';

/** What a detection does with records, step by step. */
export interface Explanation {
  readonly clock: Clock;
  readonly scan: ScanReport;
  /** What a replay of this detection alone asks of the scan: the columns that it needs, and the tests that records must meet. */
  readonly request: ScanRequest;
  /** How many rows each step of the plan gave, of all records read. */
  readonly rows: ReadonlyMap<PlanNode, number>;
  /** Columns that the detection names and no input has. */
  readonly missing: readonly string[];
}

/**
 * Runs one detection over all records, also over those that a replay would not even decode, and counts the rows of every step.
 * Without a clock, because it is not given and no record has a time, no record lies in any span of it.
 */
export async function explain(
  { plan }: Detection,
  source: RecordSource,
  { now }: Pick<ReplayOptions, 'now'> = {},
): Promise<Explanation> {
  const clock = await certainClock([plan], source, now);
  const request = scanRequest([plan], [], clock?.now ?? null);
  const taps = new Map<PlanNode, CountingTap>();
  const records = compilePlans([{ plan, sink: { push() {}, end() {} } }], {
    now: clock?.now ?? unknownNow,
    source: layoutOf(request.columns.map(({ name }) => name)),
    onTie() {},
    tap(node, next) {
      const tap = new CountingTap(next);
      taps.set(node, tap);
      return tap;
    },
  });
  const scan = await source.scan(
    { columns: request.columns, always: request.always, wanted: [[]] },
    { seen() {}, push: (row) => records.push(row) },
  );
  records.end();
  return {
    clock: clock ?? clockOf(scan),
    scan,
    request,
    rows: new Map([...taps].map(([node, { rows }]) => [node, rows])),
    missing: missingColumns(plan, scan),
  };
}
