import type { Detection } from '../../findings/detection.js';
import { UsageError } from '../../records/usage-error.js';
import { type FileResult, runFiles, type TestFilter } from '../../testing/run-files.js';
import { updatedText } from '../../testing/update-test-file.js';
import { writeFile } from '../output/write-file.js';
import type { Streams } from '../streams.js';

/** Holds `--update` against a CI server, where nobody looks at what it writes. */
export function refuseUpdateInCi({ env }: Pick<Streams, 'env'>): void {
  const { CI } = env;
  if (CI !== undefined && CI !== '' && CI !== 'false' && CI !== '0')
    throw new UsageError('--update writes what tests expect: run it where you can look at it, not in CI');
}

/** Writes the rows that there are into failed tests, and gives the outcome of the files as they are then. */
export async function updateFiles(
  results: readonly FileResult[],
  detections: readonly Detection[],
  takes: TestFilter,
): Promise<readonly FileResult[]> {
  const updated: FileResult[] = [];
  for (const result of results) {
    const failed =
      result.broken === null
        ? result.tests.flatMap((one) =>
            one.status === 'failed' ? [{ test: one.test, failure: one.failure }] : [],
          )
        : [];
    if (result.broken !== null || failed.length === 0) {
      updated.push(result);
      continue;
    }
    const text = updatedText(result.file, failed);
    if (text !== result.file.text) writeFile(result.path, [text]);
    updated.push(...(await runFiles([result.path], detections, takes)));
  }
  return updated;
}
