import type { Untested } from '../../testing/both-sides.js';
import type { MutationScore } from '../../testing/mutants/mutation-score.js';
import type { FileResult, TestResult } from '../../testing/run-files.js';

/** What a run of tests gave. */
export interface TestReport {
  readonly files: readonly FileResult[];
  /** Detections that no test sees fire, or stay quiet. */
  readonly untested: readonly Untested[];
  /** How many mutants the tests notice; null when nobody asked. */
  readonly scores: readonly MutationScore[] | null;
}

/** How many tests came out how; a file that cannot be read counts as one broken test. */
export interface TestCounts {
  readonly tests: number;
  readonly passed: number;
  readonly failed: number;
  readonly broken: number;
}

/** Counts the tests of some files. */
export function countsOf(files: readonly FileResult[]): TestCounts {
  const tests = files.flatMap(testsOf);
  const count = (status: TestResult['status']) => tests.filter((one) => one.status === status).length;
  const unread = files.filter(({ broken }) => broken !== null).length;
  return {
    tests: tests.length + unread,
    passed: count('passed'),
    failed: count('failed'),
    broken: count('broken') + unread,
  };
}

/** The tests of a file that were run. */
export const testsOf = (result: FileResult): readonly TestResult[] =>
  result.broken === null ? result.tests : [];
