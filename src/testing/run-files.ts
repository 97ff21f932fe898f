import { readFileSync } from 'node:fs';
import type { Detection } from '../findings/detection.js';
import { refusal } from '../records/system-error.js';
import { UsageError } from '../records/usage-error.js';
import { parseTestFile } from './parse-test-file.js';
import { type Failure, runTest } from './run-test.js';
import type { DetectionTest, TestFile } from './test-file.js';

/** How a test came out. */
export type TestOutcome =
  | { readonly status: 'passed' }
  | { readonly status: 'failed'; readonly failure: Failure }
  /** It could not be run: what is wrong with it. */
  | { readonly status: 'broken'; readonly message: string };

/** A test with how it came out. */
export type TestResult = TestOutcome & {
  readonly test: DetectionTest;
  /** How long it ran, in milliseconds. */
  readonly took: number;
};

/** A test file with how its tests came out; one that cannot be read has none. */
export type FileResult =
  | { readonly path: string; readonly broken: string }
  | {
      readonly path: string;
      readonly broken: null;
      readonly file: TestFile;
      readonly tests: readonly TestResult[];
    };

/** Whether a test is to be run. */
export type TestFilter = (file: TestFile, test: DetectionTest) => boolean;

/** Reads the test files of some detections and runs those tests that the filter takes. What is wrong with a file or test is told in the result. */
export async function runFiles(
  paths: readonly string[],
  detections: readonly Detection[],
  takes: TestFilter,
): Promise<readonly FileResult[]> {
  const results: FileResult[] = [];
  for (const path of paths) {
    const file = orMessage(() => parseTestFile(readText(path), path, detections));
    if (typeof file === 'string') results.push({ path, broken: file });
    else results.push({ path, broken: null, file, tests: await runAll(file, takes) });
  }
  return results;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${refusal(error)}`);
  }
}

async function runAll(file: TestFile, takes: TestFilter): Promise<readonly TestResult[]> {
  const results: TestResult[] = [];
  for (const test of file.tests) {
    if (!takes(file, test)) continue;
    const start = performance.now();
    const outcome = await outcomeOf(file, test);
    results.push({ ...outcome, test, took: performance.now() - start });
  }
  return results;
}

async function outcomeOf({ path }: TestFile, test: DetectionTest): Promise<TestOutcome> {
  try {
    const failure = await runTest(test);
    return failure === null ? { status: 'passed' } : { status: 'failed', failure };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { status: 'broken', message: `${path}:${test.at.line}: ${error.message}` };
  }
}

function orMessage<T>(make: () => T): T | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}
