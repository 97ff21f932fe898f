import type { Detection } from '../findings/detection.js';
import type { Clock, ReplayResult } from '../findings/finding.js';
import { findingOf } from '../findings/finding-of.js';
import { OutOfOrder } from '../operators/merge-ascending.js';
import { usesClock } from '../plan/needs.js';
import type { Instant } from '../records/instant.js';
import type { RecordSource, ScanReport } from '../records/scan.js';
import { type TroubleReport, Troubles } from '../records/trouble.js';
import { compareText } from '../records/value-order.js';
import {
  clockBefore,
  clockOf,
  type EarlyClock,
  LaterRecord,
  readClock,
  reasonWithoutClock,
} from './clock.js';
import type { Arrival } from './compile-sequences.js';
import { detectionTroubles } from './detection-troubles.js';
import { ReadAgain, type Threads } from './feeds/threads.js';
import { missingColumns } from './missing-columns.js';
import { duplicateRecords } from './observe-duplicates.js';
import { newestApart } from './observe-newest.js';
import { silentVaults } from './observe-silent-vaults.js';
import type { Observer } from './observer.js';
import { compileRuns, type Run, runOf } from './run.js';
import { scanRecords } from './scan-records.js';

/** How detections are replayed. */
export interface ReplayOptions {
  /** What `now()` and `ago()` mean; the time of the newest record when absent. */
  readonly now?: Instant | undefined;
  /** Gives only results later than this. Every record is read all the same. */
  readonly from?: Instant | undefined;
  /** Gives only results up to this, itself included. Every record is read all the same. */
  readonly to?: Instant | undefined;
  /** `strict` skips a detection that names a column no input has; otherwise such a column reads as empty. */
  readonly columns?: 'lenient' | 'strict' | undefined;
  /** Threads that read the source, instead of this one. The result is the same. */
  readonly threads?: Threads | undefined;
}

/**
 * Replays detections over records. Reads them once for all detections. When a detection needs the clock and it is not given, the newest
 * record sets it: it is looked for at the ends of the inputs first, and when a later one turns up, by reading all times before all else.
 * When it is not given and no record has a time, detections that need it are skipped.
 */
export async function replay(
  detections: readonly Detection[],
  source: RecordSource,
  options: ReplayOptions = {},
): Promise<ReplayResult> {
  const plans = detections.map(({ plan }) => plan);
  let early = await clockBefore(plans, source, options.now);
  // Most exports are in order of time, and cost far less then; one that is not is found out at its first late record.
  let arrival: Arrival = 'ascending';
  for (;;)
    try {
      return await replayAt({ early, arrival }, detections, source, options);
    } catch (error) {
      if (error instanceof LaterRecord) early = { clock: await readClock(source), guessed: false };
      else if (error instanceof OutOfOrder) arrival = 'any';
      else if (!(error instanceof ReadAgain)) throw error;
    }
}

async function replayAt(
  { early, arrival }: { readonly early: EarlyClock | null; readonly arrival: Arrival },
  detections: readonly Detection[],
  source: RecordSource,
  options: ReplayOptions,
): Promise<ReplayResult> {
  const clock = early?.clock ?? null;
  const span = { from: options.from ?? null, to: options.to ?? null };
  const timeless =
    clock !== null && clock.now === null ? detections.filter(({ plan }) => usesClock(plan)) : [];
  const runs = detections
    .filter((detection) => !timeless.includes(detection))
    .map((detection) => runOf(detection, span));
  const entries = [
    silentVaults,
    ...(source.inputCount === 1 ? [] : [duplicateRecords]),
    ...(options.now === undefined ? [newestApart] : []),
  ];
  const { scan, observers } = await scanRecords(
    {
      plans: runs.map(({ plan }) => plan),
      compile: (context) => compileRuns(runs, { ...context, arrival }),
      entries,
      now: clock?.now ?? null,
      guessed: early?.guessed === true,
    },
    source,
    options.threads,
  );
  return resultOf(runs, {
    detections,
    timeless,
    scan,
    observers,
    clock: clock ?? clockOf(scan),
    columns: options.columns ?? 'lenient',
  });
}

/** All that is known of a replay when its scan is over. */
interface Scanned {
  readonly detections: readonly Detection[];
  /** Those that need a clock that nothing sets. */
  readonly timeless: readonly Detection[];
  readonly scan: ScanReport;
  readonly observers: readonly Observer[];
  readonly clock: Clock;
  readonly columns: 'lenient' | 'strict';
}

function resultOf(runs: readonly Run[], scanned: Scanned): ReplayResult {
  const { detections, timeless, scan, observers, clock, columns } = scanned;
  const refused = runs
    .map((run) => ({ run, missing: missingColumns(run.detection.plan, scan) }))
    .filter(({ missing }) => columns === 'strict' && missing.length > 0);
  const ran = runs.filter((run) => !refused.some((other) => other.run === run));
  const troubles = new Troubles();
  troubles.merge(scan.troubles);
  for (const teller of [...observers, ...ran.map(({ ties }) => ties)]) teller.report(scan, troubles);
  return {
    clock,
    scan,
    troubles: byKind([...troubles.report(), ...detectionTroubles(ran, scan, clock.now)]),
    detections,
    tables: ran.map(({ detection, rows }) => ({
      name: detection.id,
      columns: detection.plan.columns,
      rows: rows.rows,
    })),
    skipped: [
      ...timeless.map(({ id }) => ({
        detection: id,
        reason: reasonWithoutClock(scan),
        columns: [],
      })),
      ...refused.map(({ run, missing }) => ({
        detection: run.detection.id,
        reason: 'it names columns that no input has',
        columns: missing,
      })),
    ],
    findings: ran.flatMap(({ detection, rows }) =>
      rows.rows.map((row) => findingOf(detection, row, scan.inputs)),
    ),
  };
}

const byKind = (reports: readonly TroubleReport[]) => reports.toSorted((a, b) => compareText(a.kind, b.kind));
