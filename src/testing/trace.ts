import { unknownNow } from '../engine/clock.js';
import { compilePlans } from '../engine/compile-plan.js';
import { layoutOf } from '../engine/layout.js';
import { scanRequest } from '../engine/scan-request.js';
import type { PlanNode } from '../plan/node.js';
import { stepsOf } from '../plan/walk.js';
import type { Instant } from '../records/instant.js';
import type { Row, Sink } from '../records/row.js';
import type { RecordSource } from '../records/scan.js';

/** The rows that each step of a plan gave, each with the step's columns in order. */
export type Trace = ReadonlyMap<PlanNode, readonly Row[]>;

/** Runs a plan over records and keeps the rows of every step. `now` is null when no record has a time. */
export async function traceOf(plan: PlanNode, source: RecordSource, now: Instant | null): Promise<Trace> {
  const rows = new Map<PlanNode, Row[]>(stepsOf([plan]).map((node) => [node, []]));
  const request = scanRequest([...rows.keys()], [], now);
  const outputs = [...rows].map(([node, kept]) => ({ plan: node, sink: keptIn(kept) }));
  const records = compilePlans(outputs, {
    now: now ?? unknownNow,
    source: layoutOf(request.columns.map(({ name }) => name)),
    onTie() {},
  });
  await source.scan({ ...request, wanted: [[]] }, { seen() {}, push: (row) => records.push(row) });
  records.end();
  return rows;
}

const keptIn = (rows: Row[]): Sink => ({ push: (row) => void rows.push(row), end() {} });
