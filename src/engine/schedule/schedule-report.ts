import type { Clock, ScheduleReport } from '../../findings/finding.js';
import { type Duration, days, type Instant } from '../../records/instant.js';
import { lengthText } from '../../records/length-of-time.js';
import type { ScanReport } from '../../records/scan.js';
import type { TroubleReport } from '../../records/trouble.js';
import { lookBackOf } from './schedule-of.js';
import type { ScheduledRun } from './scheduled-run.js';
import { Steps } from './steps.js';

/** When the detections of a scheduled replay ran: from the first step behind the first record on, up to the first behind the clock. */
export function scheduleReport(
  runs: readonly ScheduledRun[],
  { inputs }: Pick<ScanReport, 'inputs'>,
  { now }: Clock,
): ScheduleReport {
  const earliest = inputs.reduce<Instant | null>(
    (first, { earliest: own }) => (first === null || (own !== null && own < first) ? own : first),
    null,
  );
  const spans = runs.flatMap(({ schedule }) => {
    if (earliest === null || now === null) return [];
    const steps = new Steps(schedule, now);
    const first = steps.behind(earliest);
    return first > steps.last
      ? []
      : [{ from: steps.at(first), to: steps.at(steps.last), steps: steps.last - first + 1 }];
  });
  return {
    span:
      spans.length === 0
        ? null
        : {
            from: spans.map(({ from }) => from).reduce((a, b) => (b < a ? b : a)),
            to: spans.map(({ to }) => to).reduce((a, b) => (b > a ? b : a)),
          },
    steps: Math.max(0, ...spans.map(({ steps }) => steps)),
    detections: runs.map(({ run: { detection }, schedule }) => ({ detection: detection.id, ...schedule })),
  };
}

/** Says of detections that look further back than their period lets them. */
export function shortPeriods(runs: readonly ScheduledRun[]): readonly TroubleReport[] {
  const details = runs.flatMap(({ run: { detection }, schedule: { period } }) => {
    const lookBack = lookBackOf(detection);
    return lookBack === null || lookBack <= period
      ? []
      : [`${detection.id} looks back ${inDays(lookBack)}, and each run sees ${lengthText(period)}`];
  });
  if (details.length === 0) return [];
  const examples = details.map((detail) => ({ path: '', line: null, detail }));
  return [{ kind: 'short-period', count: details.length, examples }];
}

/** A long look back in whole days: how far it goes on may depend on the hour. */
const inDays = (length: Duration): string =>
  lengthText(length < days(1) ? length : days(Math.floor(Number(length) / Number(days(1)))));
