import type { Detection } from '../findings/detection.js';
import type { Clock, ReplayResult } from '../findings/finding.js';
import { findingOf } from '../findings/finding-of.js';
import { usesClock } from '../plan/needs.js';
import type { Instant } from '../records/instant.js';
import type { RecordSource, ScanReport } from '../records/scan.js';
import { type TroubleReport, Troubles } from '../records/trouble.js';
import { compareText } from '../records/value-order.js';
import { clockBefore, clockOf, unknownNow } from './clock.js';
import { detectionTroubles } from './detection-troubles.js';
import { layoutOf, slotOf } from './layout.js';
import { missingColumns } from './missing-columns.js';
import { duplicateRecords } from './observe-duplicates.js';
import { newestApart } from './observe-newest.js';
import { silentVaults } from './observe-silent-vaults.js';
import type { Observer, ObserverEntry } from './observer.js';
import { compileRuns, type Run, runOf } from './run.js';
import { scanRequest } from './scan-request.js';

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
}

/**
 * Replays detections over records. Reads them once for all detections, and once more before for the newest time when a detection
 * needs the clock and it is not given. When it is not given and no record has a time, detections that need it are skipped.
 */
export async function replay(
  detections: readonly Detection[],
  source: RecordSource,
  options: ReplayOptions = {},
): Promise<ReplayResult> {
  const clock = await clockBefore(
    detections.map(({ plan }) => plan),
    source,
    options.now,
  );
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
  const { scan, observers } = await scanInto(runs, source, entries, clock?.now ?? null);
  return resultOf(runs, {
    detections,
    timeless,
    scan,
    observers,
    clock: clock ?? clockOf(scan),
    columns: options.columns ?? 'lenient',
  });
}

/** Sends all records through the runs, under the eyes of observers. */
async function scanInto(
  runs: readonly Run[],
  source: RecordSource,
  entries: readonly ObserverEntry[],
  now: Instant | null,
) {
  const request = scanRequest(
    runs.map(({ plan }) => plan),
    entries.flatMap(({ columns }) => columns),
    now,
  );
  const layout = layoutOf(request.columns.map(({ name }) => name));
  const observers = entries.map(({ start }) => start((column) => slotOf(layout, column)));
  const records = compileRuns(runs, layout, { now: now ?? unknownNow });
  const scan = await source.scan(request, {
    seen(row) {
      for (const observer of observers) observer.seen(row);
    },
    push: (row) => records.push(row),
  });
  records.end();
  return { scan, observers };
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
        reason: 'no record has a time to set the clock by: say what time it was with --now',
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
