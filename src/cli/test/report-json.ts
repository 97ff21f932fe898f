import { engine } from '../../reports/engine.js';
import { jsonLines, jsonObject } from '../../reports/json-chunks.js';
import { failureSummary } from '../../testing/failure-text.js';
import { type MutationScore, percentOf } from '../../testing/mutants/mutation-score.js';
import type { FileResult, TestResult } from '../../testing/run-files.js';
import type { Failure } from '../../testing/run-test.js';
import { countsOf, type TestReport, testsOf } from './test-report.js';

/** The outcome of tests as one JSON object, in chunks; equal for equal files. */
export const reportJson = ({ files, untested, scores }: TestReport): Generator<string> =>
  jsonObject([
    ['engine', [JSON.stringify(engine)]],
    ['summary', [JSON.stringify(countsOf(files))]],
    ['files', jsonLines(files.map(fileObject))],
    ['untested', jsonLines(untested)],
    ...(scores === null ? [] : [['mutants', jsonLines(scores.map(scoreObject))] as const]),
  ]);

const scoreObject = (score: MutationScore) => ({ ...score, percent: percentOf(score) });

const fileObject = (result: FileResult) => ({
  path: result.path,
  detection: result.broken === null ? result.file.detection.id : null,
  error: result.broken,
  tests: testsOf(result).map(testObject),
});

const testObject = (result: TestResult) => ({
  name: result.test.name,
  line: result.test.at.line,
  status: result.status,
  error: result.status === 'broken' ? result.message : null,
  failure: result.status === 'failed' ? failureObject(result.failure) : null,
});

const failureObject = (failure: Failure) => ({
  message: failureSummary(failure),
  expected: failure.count?.expected ?? null,
  missing: failure.missing.map(({ expected, nearest, lost }) => ({
    expected: Object.fromEntries(expected),
    nearest,
    lost,
  })),
  lost: failure.lost,
  unexpected: failure.unexpected,
  rows: failure.rows,
});
