import type { Detection } from '../../findings/detection.js';
import type { Clock, ReplayResult, Skipped } from '../../findings/finding.js';
import { findingOf } from '../../findings/finding-of.js';
import { Fork } from '../../operators/fork.js';
import { grouped } from '../../records/grouped.js';
import type { RecordSource, ScanReport } from '../../records/scan.js';
import { Troubles } from '../../records/trouble.js';
import { clockOf, reasonWithoutClock } from '../clock.js';
import { compilePlans } from '../compile-plan.js';
import { detectionTroubles } from '../detection-troubles.js';
import { ReadAgain } from '../feeds/threads.js';
import { missingColumns } from '../missing-columns.js';
import { duplicateRecords } from '../observe-duplicates.js';
import { newestApart } from '../observe-newest.js';
import { silentVaults } from '../observe-silent-vaults.js';
import type { Observer } from '../observer.js';
import type { ReplayOptions } from '../replay.js';
import { type Run, runOf } from '../run.js';
import { scanRecords } from '../scan-records.js';
import { unschedulable } from './compile-standing.js';
import { connectGroup } from './connect-group.js';
import { refuseSchedules, type ScheduleChoice } from './schedule-of.js';
import { scheduleReport, shortPeriods } from './schedule-report.js';
import { scheduledFeeds } from './scheduled-feeds.js';
import { type ScheduledRun, scheduledRun, scheduleKey, tieListener } from './scheduled-run.js';
import { Steps } from './steps.js';

/** How detections are replayed by a schedule. */
export interface ScheduledReplayOptions extends ReplayOptions, ScheduleChoice {
  /** Run once over all records, beside the others; their tables stand behind those of the others. They must not look at the clock. */
  readonly companions?: readonly Detection[] | undefined;
}

/**
 * Replays detections as scheduled rules would have run them while the records were written: at every step of a schedule, over the records that
 * a run at that time sees, with the clock set to it. Gives each finding once, as it last stood, with the step that raised it first. The records
 * are read once. Throws a UsageError when a rule of Sentinel cannot run as often, or see as far back, as is wanted.
 */
export async function replaySchedule(
  detections: readonly Detection[],
  source: RecordSource,
  options: ScheduledReplayOptions = {},
): Promise<ReplayResult> {
  for (;;)
    try {
      return await new ScheduledReplay(detections, options).run(source);
    } catch (error) {
      if (!(error instanceof ReadAgain)) throw error;
    }
}

class ScheduledReplay {
  private readonly runs: readonly ScheduledRun[];
  private readonly refused: readonly Skipped[];
  private readonly companions: readonly Run[];

  constructor(
    private readonly detections: readonly Detection[],
    private readonly options: ScheduledReplayOptions,
  ) {
    const span = { from: options.from ?? null, to: options.to ?? null };
    this.refused = detections.flatMap(({ id, plan }) => {
      const reason = unschedulable(plan);
      return reason === null ? [] : [{ detection: id, reason, columns: [] }];
    });
    const schedulable = detections.filter(({ plan }) => unschedulable(plan) === null);
    refuseSchedules(schedulable, options);
    this.runs = schedulable.map((detection) => scheduledRun(detection, options, span));
    this.companions = (options.companions ?? []).map((detection) => runOf(detection, span));
  }

  async run(source: RecordSource): Promise<ReplayResult> {
    const { runs, companions, options } = this;
    const fed = scheduledFeeds(runs.map(({ run }) => run.plan));
    const feeds = new Map([...fed.values()].map(({ feed }) => [feed.plan, new Fork()]));
    for (const group of grouped(runs, scheduleKey).values())
      connectGroup(
        {
          steps: new Steps(group[0]!.schedule, options.now ?? null),
          outputs: group.map(({ run: { plan }, raised }) => ({ plan, sink: raised })),
          onTie: tieListener(group),
        },
        fed,
        feeds,
      );
    const outputs = [
      ...[...feeds].map(([plan, sink]) => ({ plan, sink })),
      ...companions.map(({ plan, rows }) => ({ plan, sink: rows })),
    ];
    const { scan, observers } = await scanRecords(
      {
        plans: outputs.map(({ plan }) => plan),
        compile: (context) => compilePlans(outputs, { ...context, onTie() {} }),
        entries: [
          silentVaults,
          ...(source.inputCount === 1 ? [] : [duplicateRecords]),
          ...(options.now === undefined ? [newestApart] : []),
        ],
        now: null,
        guessed: false,
      },
      source,
      options.threads,
    );
    return this.resultOf(scan, observers);
  }

  private resultOf(scan: ScanReport, observers: readonly Observer[]): ReplayResult {
    const { detections, runs, companions, options, refused } = this;
    const clock: Clock = options.now === undefined ? clockOf(scan) : { now: options.now, from: 'option' };
    const skipped = runs.flatMap(({ run }) => this.skippedOf(run, scan, clock) ?? []);
    const ran = runs.filter(({ run }) => !skipped.some((one) => one.detection === run.detection.id));
    const troubles = new Troubles();
    troubles.merge(scan.troubles);
    for (const teller of [...observers, ...ran.map(({ run }) => run.ties)]) teller.report(scan, troubles);
    troubles.merge(shortPeriods(ran));
    troubles.merge(
      detectionTroubles(
        ran.map(({ run }) => run),
        scan,
        null,
      ),
    );
    const results = ran.map(({ run: { detection }, schedule, raised }) => {
      const steps = new Steps(schedule, clock.now);
      return { detection, steps, rows: raised.raised(steps.last) };
    });
    return {
      clock,
      scan,
      troubles: troubles.report(),
      detections,
      tables: [
        ...results.map(({ detection, rows }) =>
          tableOf(
            detection,
            rows.map(({ row }) => row),
          ),
        ),
        ...companions.map(({ detection, rows }) => tableOf(detection, rows.rows)),
      ],
      skipped: [...refused, ...skipped],
      findings: results.flatMap(({ detection, steps, rows }) =>
        rows.map(({ row, step }) => ({
          ...findingOf(detection, row, scan.inputs),
          raisedAt: steps.at(step),
        })),
      ),
      schedule: scheduleReport(ran, scan, clock),
    };
  }

  private skippedOf({ detection: { id, plan } }: Run, scan: ScanReport, { now }: Clock): Skipped | null {
    if (now === null)
      return {
        detection: id,
        reason: reasonWithoutClock(scan),
        columns: [],
      };
    const columns = this.options.columns === 'strict' ? missingColumns(plan, scan) : [];
    return columns.length === 0
      ? null
      : { detection: id, reason: 'it names columns that no input has', columns };
  }
}

const tableOf = ({ id, plan }: Detection, rows: ReplayResult['tables'][number]['rows']) => ({
  name: id,
  columns: plan.columns,
  rows,
});
