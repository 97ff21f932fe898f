import { findInputs } from '../readers/inputs/find-inputs.js';
import { UsageError } from '../records/usage-error.js';

const ending = /\.test\.ya?ml$/;

/**
 * The test files that paths lead to, in the order of their paths: named files, and those below folders whose names end in `.test.yaml`.
 * Throws a UsageError when a path cannot be read, or leads to none.
 */
export function findTestFiles(paths: readonly string[]): readonly string[] {
  const found = paths.map((path) => {
    const { inputs, leftOut } = findInputs([path]);
    const [refused] = leftOut.filter((one) => ending.test(one.path));
    if (refused !== undefined) throw new UsageError(`${refused.path} ${refused.reason}`);
    const files = inputs.flatMap((input) => (input.from === 'file' ? [input.path] : []));
    const tests = files.filter(
      (file) => ending.test(file) && !file.slice(path.length).includes('/node_modules/'),
    );
    if (tests.length > 0) return tests;
    // Somebody who names a file means it.
    if (files.length === 1 && path.replaceAll('\\', '/').endsWith(files[0]!)) return files;
    throw new UsageError(`${path} holds no test: names of test files end in .test.yaml`);
  });
  return [...new Set(found.flat())].sort();
}
