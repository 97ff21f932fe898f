import type { Detection } from '../findings/detection.js';
import type { PlanNode } from '../plan/node.js';
import { stepsOf } from '../plan/walk.js';
import type { Sink } from '../records/row.js';
import { type CompileOptions, compilePlans } from './compile-plan.js';
import { withOwnChoices } from './own-choices.js';
import { ResultRows, type ResultSpan } from './result-rows.js';
import { Ties } from './ties.js';

/** One detection in a replay, and what comes of it. */
export interface Run {
  readonly detection: Detection;
  /** The plan that is run: the detection's, with choosing steps of its own. */
  readonly plan: PlanNode;
  readonly rows: ResultRows;
  readonly ties: Ties;
}

/** A detection made ready to run. */
export function runOf(detection: Detection, span: ResultSpan): Run {
  const plan = withOwnChoices(detection.plan);
  const rows = new ResultRows(plan, detection.time, span);
  return { detection, plan, rows, ties: new Ties(detection.id) };
}

/** Builds the operators of some runs. */
export function compileRuns(
  runs: readonly Run[],
  options: Pick<CompileOptions, 'source' | 'now' | 'fed' | 'arrival'>,
): Sink {
  const owners = new Map(
    runs.flatMap(({ plan, ties }) => stepsOf([plan]).map((step) => [step, ties] as const)),
  );
  return compilePlans(
    runs.map(({ plan, rows }) => ({ plan, sink: rows })),
    { ...options, onTie: (node, column, row) => owners.get(node)!.add(column, row) },
  );
}
