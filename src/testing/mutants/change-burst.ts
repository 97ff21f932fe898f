import type { PlanNode, Threshold } from '../../plan/node.js';
import type { Duration } from '../../records/instant.js';
import { type Change, inList, within } from './change.js';
import { otherSpans } from './change-expression.js';

type BurstNode = Extract<PlanNode, { kind: 'burst' }>;

/** The small changes of a burst: its length, its thresholds and its partitions. */
export function* changesOfBurst(node: BurstNode): Generator<Change<PlanNode>> {
  for (const change of otherSpans(node.within, 'timespan'))
    yield within(change, ({ value }) => ({ ...node, within: value as Duration }));
  const changes = inList(node.tests, (all) => [
    ...(all.length > 1
      ? all.map((_, i) => ({ change: `without test ${i + 1}`, made: all.toSpliced(i, 1) }))
      : []),
    ...inList(all, otherThresholds),
  ]);
  for (const change of changes) yield within(change, (tests) => ({ ...node, tests }));
  if (node.tests.length > 1)
    for (const i of node.tests.keys())
      yield { change: `without alternative ${i + 1}`, made: { ...node, tests: node.tests.toSpliced(i, 1) } };
  for (const change of withoutOne(node.by)) yield within(change, (by) => ({ ...node, by }));
  const { opens, ...anyRow } = node;
  if (opens !== undefined) yield { change: 'any row opens a burst', made: anyRow };
}

const otherThresholds = (threshold: Threshold): readonly Change<Threshold>[] =>
  [threshold.atLeast + 1, threshold.atLeast - 1]
    .filter((atLeast) => atLeast > 0)
    .map((atLeast) => ({
      change: `${threshold.atLeast} becomes ${atLeast}`,
      made: { ...threshold, atLeast },
    }));

/** Partitions with one key less. */
export const withoutOne = (keys: readonly string[]): readonly Change<readonly string[]>[] =>
  keys.map((key, i) => ({ change: `without the key ${key}`, made: keys.toSpliced(i, 1) }));
