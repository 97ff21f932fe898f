import type { Detection } from '../../findings/detection.js';
import { stepsOf } from '../../plan/walk.js';
import { placesOf } from '../../records/origin.js';
import type { TieListener } from '../compile-summarize.js';
import type { ResultSpan } from '../result-rows.js';
import { type Run, runOf } from '../run.js';
import { RaisedRows } from './raised-rows.js';
import { type ScheduleChoice, scheduleOf } from './schedule-of.js';
import type { Schedule } from './steps.js';

/** One detection in a scheduled replay, and what comes of it. */
export interface ScheduledRun {
  readonly run: Run;
  readonly schedule: Schedule;
  readonly raised: RaisedRows;
}

/** A detection made ready for a schedule. */
export function scheduledRun(detection: Detection, choice: ScheduleChoice, span: ResultSpan): ScheduledRun {
  const run = runOf(detection, span);
  return {
    run,
    schedule: scheduleOf(detection, choice),
    raised: new RaisedRows(run.plan, detection, span),
  };
}

/** Tells detections of the rows that they chose among others: of each row once, at however many steps it is chosen. */
export function tieListener(runs: readonly ScheduledRun[]): TieListener {
  const owners = new Map(
    runs.flatMap(({ run: { plan, ties } }) => stepsOf([plan]).map((step) => [step, ties] as const)),
  );
  const told = new Map(runs.map(({ run: { ties } }) => [ties, new Set<string>()]));
  return (node, column, row) => {
    const ties = owners.get(node)!;
    const known = told.get(ties)!;
    const { size } = known;
    if (known.add(JSON.stringify([column, placesOf(row[0])])).size > size) ties.add(column, row);
  };
}

/** Detections by their schedules. */
export const scheduleKey = ({ schedule: { frequency, period } }: ScheduledRun): string =>
  `${frequency} ${period}`;
