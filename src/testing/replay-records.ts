import { replay } from '../engine/replay.js';
import type { Detection } from '../findings/detection.js';
import type { Finding } from '../findings/finding.js';
import { recordsOf } from '../readers/records-of.js';
import type { Instant } from '../records/instant.js';
import { suggestion } from '../records/nearest.js';
import { UsageError } from '../records/usage-error.js';
import { expandRecord } from './expand-record.js';
import { type Expectation, type ExpectedRow, expectedRow, type RowCount } from './expectation.js';
import { failureLines, failureSummary } from './failure-text.js';
import { mismatchOf } from './match-rows.js';
import { kindNames } from './record-kinds.js';
import type { TestRecord } from './records.js';
import type { Refusals } from './refusals.js';
import { explainedFailure } from './run-test.js';
import { recordColumns } from './test-columns.js';
import { timeOf, usualNow } from './test-time.js';
import { type Trace, traceOf } from './trace.js';

/** Some columns of a row that is expected; times by the clock (`-1h`) or in ISO form, timespans as `9m59s` or `00:09:59`. */
export type WrittenRow = { readonly [column: string]: unknown };

/** What a detection gave for some records. */
export class ReplayedRecords {
  constructor(
    readonly detection: Detection,
    readonly findings: readonly Finding[],
    readonly now: Instant,
    private readonly trace: Trace,
  ) {}

  /** The rows of the result: values in the JSON form of a report, by column name. */
  get rows(): readonly Finding['row'][] {
    return this.findings.map(({ row }) => row);
  }

  /** Why the result is not as expected, in lines; null when it is. Throws a UsageError on a column that the result does not have. */
  failure(rows: readonly WrittenRow[], count: RowCount | 'none'): string | null {
    const expected: Expectation =
      count === 'none'
        ? { kind: 'quiet' }
        : { kind: 'fires', rows: rows.map((row) => this.checked(row)), count };
    const mismatch = mismatchOf(expected, this.rows, this.detection.plan.columns);
    if (mismatch === null) return null;
    const failure = explainedFailure(mismatch, this.detection.plan, this.trace, this.rows);
    return [`${this.detection.id}: ${failureSummary(failure)}`, ...failureLines(failure)].join('\n');
  }

  private checked(row: WrittenRow): ExpectedRow {
    const { id, plan } = this.detection;
    return expectedRow(row, plan.columns, this.now, {
      field: (column, message) => new UsageError(`${id}: ${column}: ${message}`),
      value: (column, wanted) => new UsageError(`${id}: ${column}: takes ${wanted}`),
    });
  }
}

/**
 * Replays a detection over records of a test. `now` is what `now()` and `ago()` mean, in ISO form; 2026-04-30T12:00:00Z when absent.
 * Throws a UsageError on a column that there is not and a value that does not fit.
 */
export async function replayRecords(
  detection: Detection,
  records: readonly TestRecord[],
  { now: clock }: { readonly now?: string } = {},
): Promise<ReplayedRecords> {
  const now = clock === undefined ? usualNow : timeOf(clock, null);
  if (now === null)
    throw new UsageError(`now cannot be ${clock}: write it in ISO form, such as 2026-04-30T12:00:00Z`);
  const columns = recordColumns(detection.plan);
  const complete = records.flatMap(({ kind, fields }, i) => {
    if (!kindNames.includes(kind))
      throw new UsageError(`record ${i + 1}: unknown kind ${kind}.${suggestion(kind, kindNames)}`);
    const faulty = (path: readonly string[], message: string) =>
      new UsageError(`record ${i + 1}, ${kind}: ${path.join('.')}: ${message}`);
    const refuse: Refusals<readonly string[]> = {
      field: faulty,
      value: (path, wanted) => faulty(path, `takes ${wanted}`),
    };
    // An absent field may be written as undefined.
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    return expandRecord(kind, given, { columns, now, refuse });
  });
  const source = recordsOf(complete);
  const { findings } = await replay([detection], source, { now });
  return new ReplayedRecords(detection, findings, now, await traceOf(detection.plan, source, now));
}
