import { join, relative } from 'node:path';
import { packageFolder } from '../records/package-folder.js';
import { UsageError } from '../records/usage-error.js';
import { visibleExcerpt } from '../reports/visible-text.js';
import { untestedSides } from '../testing/both-sides.js';
import { findTestFiles } from '../testing/find-test-files.js';
import { percentOf } from '../testing/mutants/mutation-score.js';
import { runFiles, type TestFilter } from '../testing/run-files.js';
import { command } from './command.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { oneOf } from './options/one-of.js';
import { outputOptions } from './options/output-options.js';
import { ownDetectionsOption } from './options/own-detections.js';
import { deliver } from './output/deliver.js';
import { checkFileTarget } from './output/file-target.js';
import { textStyle } from './output/text-style.js';
import { reportJson } from './test/report-json.js';
import { reportJunit } from './test/report-junit.js';
import { reportTap } from './test/report-tap.js';
import { reportText } from './test/report-text.js';
import { leastScore, scoreFiles } from './test/score-files.js';
import { countsOf, type TestReport, testsOf } from './test/test-report.js';
import { refuseUpdateInCi, updateFiles } from './test/update-files.js';
import { watchAndRun } from './test/watch.js';

const formats = ['text', 'json', 'junit', 'tap'] as const;

const options = {
  ...ownDetectionsOption,
  filter: { type: 'string', describe: 'Only tests in whose name, or detection id, this text stands' },
  'require-both': {
    type: 'boolean',
    describe: 'Exit with 1 when a detection has no test that fires, or none that stays quiet',
  },
  mutate: {
    type: 'boolean',
    describe: 'Make small changes to each detection and show those that no test notices',
  },
  'min-score': {
    type: 'string',
    describe: 'With --mutate: exit with 1 when tests notice a smaller part of the changes, in percent',
  },
  update: {
    type: 'boolean',
    describe: 'Write the rows that there are into tests that fail; not where CI is set',
  },
  watch: { type: 'boolean', describe: 'Run again whenever a test, a detection or a record changes' },
  ...outputOptions,
  format: { type: 'string', describe: `${formats.join(', ')}; text without it` },
} as const;

/** `test`: runs the tests of detections. */
export const test = command({
  options,
  examples: [
    ['$0 test', 'The tests of all detections'],
    ['$0 test rules/ --detections rules/', 'Your own detections and their tests'],
    ['$0 test rules/ --detections rules/ --mutate', 'How good those tests are: changes that none notices'],
    ['$0 test --format junit --output report.xml', 'For a CI server'],
  ],
  async run(paths, given, { detections, streams }) {
    const format = oneOf('--format', given.format, formats) ?? 'text';
    if (given.output !== undefined) checkFileTarget(given.output);
    if (given.update === true) refuseUpdateInCi(streams);
    const least = leastScore(given['min-score']);
    if (least > 0 && given.mutate !== true) throw new UsageError('--min-score needs --mutate');
    if (given.mutate === true && format !== 'text' && format !== 'json')
      throw new UsageError('--mutate reports as text or json');
    const tests = paths.length > 0 ? paths : usualPaths(given.detections);
    if (given.watch === true) {
      await watchAndRun(given.detections === undefined ? tests : [...tests, given.detections]);
      return exitCode.ran;
    }
    const startedAt = performance.timeOrigin + performance.now();
    const takes = filterOf(given.filter);
    const run = await runFiles(findTestFiles(tests), detections, takes);
    const results = given.update === true ? await updateFiles(run, detections, takes) : run;
    if (given.filter !== undefined && countsOf(results).tests === 0)
      throw new UsageError(`--filter ${visibleExcerpt(given.filter)} fits no test`);
    const named = results.flatMap((result) => (result.broken === null ? [result.file.detection] : []));
    const tested = paths.length > 0 ? detections.filter((one) => named.includes(one)) : detections;
    const report: TestReport = {
      files: results,
      untested: untestedSides(tested, results),
      scores: given.mutate === true ? await scoreFiles(results, detections) : null,
    };
    await deliver(textOf(report, format, startedAt, textStyle(given, streams)), given.output, streams);
    return exitOf(report, { both: given['require-both'] === true, least });
  },
});

/** The tests of our own detections, and those in the user's folder. */
const usualPaths = (folder: string | undefined): readonly string[] => [
  relative('', join(packageFolder(), 'detections')).replaceAll('\\', '/') || '.',
  ...(folder === undefined ? [] : [folder]),
];

function filterOf(text: string | undefined): TestFilter {
  const sought = (text ?? '').toLowerCase();
  return ({ detection }, { name }) =>
    name.toLowerCase().includes(sought) || detection.id.toLowerCase().includes(sought);
}

function textOf(
  report: TestReport,
  format: (typeof formats)[number],
  startedAt: number,
  style: ReturnType<typeof textStyle>,
): Iterable<string> {
  // Files in which the filter left nothing are no news.
  const files = report.files.filter((file) => file.broken !== null || testsOf(file).length > 0);
  const shown = { ...report, files };
  switch (format) {
    case 'json':
      return reportJson(shown);
    case 'junit':
      return reportJunit(shown, startedAt);
    case 'tap':
      return reportTap(shown);
    case 'text':
      return reportText(shown, style);
  }
}

function exitOf(
  { files, untested, scores }: TestReport,
  { both, least }: { readonly both: boolean; readonly least: number },
): ExitCode {
  const { failed, broken } = countsOf(files);
  if (broken > 0 || scores?.some(({ faults }) => faults.length > 0)) return exitCode.usage;
  const isLow = scores?.some((score) => percentOf(score) < least) ?? false;
  return failed > 0 || isLow || (both && untested.length > 0) ? exitCode.failOn : exitCode.ran;
}
