import type { Detection } from '../../findings/detection.js';
import { UsageError } from '../../records/usage-error.js';
import { type MutationScore, mutationScore } from '../../testing/mutants/mutation-score.js';
import type { FileResult } from '../../testing/run-files.js';

/** The scores of test files whose tests all pass; of others they would mean nothing. */
export async function scoreFiles(
  results: readonly FileResult[],
  detections: readonly Detection[],
): Promise<readonly MutationScore[]> {
  const scores: MutationScore[] = [];
  for (const result of results)
    if (
      result.broken === null &&
      result.tests.length > 0 &&
      result.tests.every(({ status }) => status === 'passed')
    )
      scores.push(await mutationScore(result.file, detections));
  return scores;
}

/** The least score that `--min-score` asks for, in percent; 0 when it is not given. Throws a UsageError when it is no percentage. */
export function leastScore(given: string | undefined): number {
  if (given === undefined) return 0;
  const percent = /^\d{1,3}$/.test(given) ? Number(given) : Number.POSITIVE_INFINITY;
  if (percent > 100) throw new UsageError('--min-score takes a whole number from 0 to 100');
  return percent;
}
