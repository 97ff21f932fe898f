import { replay } from '../engine/replay.js';
import type { Detection } from '../findings/detection.js';
import type { PlanNode } from '../plan/node.js';
import { recordsOf } from '../readers/records-of.js';
import type { Instant } from '../records/instant.js';
import type { RecordSource } from '../records/scan.js';
import { lostRow } from './lost-row.js';
import { type ActualRow, type Mismatch, type MissingRow, mismatchOf } from './match-rows.js';
import type { DetectionTest, TestInput } from './test-file.js';
import { type Trace, traceOf } from './trace.js';

/** What a detection gave for the records of a test. */
export interface TestRun {
  readonly rows: readonly ActualRow[];
  /** Null when neither the test nor a record says it. */
  readonly now: Instant | null;
}

/** An expected row that is not there, with the step at which it got lost. */
export interface LostRow extends MissingRow {
  readonly lost: string;
}

/** Why a test failed. */
export interface Failure extends Omit<Mismatch, 'missing'> {
  readonly missing: readonly LostRow[];
  /** Where rows got lost when too few came and no expected one is named; null when that says nothing. */
  readonly lost: string | null;
  readonly rows: readonly ActualRow[];
}

/** The records of a test, ready to be read. Throws a UsageError when a file cannot be read. */
export async function openInput(input: TestInput): Promise<RecordSource> {
  if (input.kind === 'records') return recordsOf(input.records);
  // Most tests have their records written out, and the readers take long to load.
  const { openExports } = await import('../readers/exports.js');
  return openExports(input.paths);
}

/** Runs a detection over records and gives its rows as a report shows them. */
export async function runDetection(
  detection: Detection,
  source: RecordSource,
  now: Instant | null,
): Promise<TestRun> {
  const { findings, clock } = await replay([detection], source, { now: now ?? undefined });
  return { rows: findings.map(({ row }) => row), now: clock.now };
}

/** Runs a test; null when its expectation is met. */
export async function runTest(test: DetectionTest): Promise<Failure | null> {
  const { detection } = test;
  const source = await openInput(test.input);
  const { rows, now } = await runDetection(detection, source, test.now);
  const mismatch = mismatchOf(test.expected, rows, detection.plan.columns);
  if (mismatch === null) return null;
  return explainedFailure(mismatch, detection.plan, await traceOf(detection.plan, source, now), rows);
}

/** A mismatch with what the rows of the steps tell about it. */
export function explainedFailure(
  mismatch: Mismatch,
  plan: PlanNode,
  trace: Trace,
  rows: readonly ActualRow[],
): Failure {
  const isEmpty = rows.length === 0 && mismatch.missing.length === 0;
  return {
    ...mismatch,
    missing: mismatch.missing.map((row) => ({ ...row, lost: lostRow(plan, row.expected, trace) })),
    lost: isEmpty ? lostRow(plan, new Map(), trace) : null,
    rows,
  };
}
