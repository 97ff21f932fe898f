import { describe, expect, test } from 'vitest';
import { detections } from '../detections/index.js';
import { failureLines, failureSummary } from '../src/testing/failure-text.js';
import { findTestFiles } from '../src/testing/find-test-files.js';
import { mutationScore, percentOf } from '../src/testing/mutants/mutation-score.js';
import { type FileResult, runFiles } from '../src/testing/run-files.js';

const paths = findTestFiles(['detections']);
const results: readonly FileResult[] = await runFiles(paths, detections, () => true);

describe.each(results)('$path', { timeout: 60_000 }, (result) => {
  test('can be read', () => {
    expect(result.broken).toBeNull();
  });

  test.each(result.broken === null ? result.tests : [])('$test.name', (outcome) => {
    const told =
      outcome.status === 'failed'
        ? [failureSummary(outcome.failure), ...failureLines(outcome.failure)]
        : outcome.status === 'broken'
          ? [outcome.message]
          : [];
    expect(told).toEqual([]);
  });

  test('notices at least nine of ten small changes of the detection, and explains the rest', async () => {
    const score = result.broken === null ? await mutationScore(result.file, detections) : null;
    expect(score?.faults).toEqual([]);
    expect(score?.survivors.filter(({ because }) => because === null)).toEqual([]);
    expect(percentOf(score!)).toBeGreaterThanOrEqual(90);
  });

  test('has tests that fire and tests that stay quiet', () => {
    const sides = result.broken === null ? result.file.tests.map(({ expected }) => expected.kind) : [];
    expect(new Set(sides)).toEqual(new Set(['fires', 'quiet']));
  });
});

test('every detection has tests beside it', () => {
  expect(detections.filter(({ id }) => !paths.includes(`detections/${id}.test.yaml`))).toEqual([]);
});
