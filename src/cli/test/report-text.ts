import { countText } from '../../reports/count-text.js';
import { flow } from '../../reports/text/flow.js';
import { paragraphs } from '../../reports/text/paragraphs.js';
import type { TextStyle } from '../../reports/text/style.js';
import { visibleText } from '../../reports/visible-text.js';
import { failureLines, failureSummary } from '../../testing/failure-text.js';
import { type MutationScore, percentOf } from '../../testing/mutants/mutation-score.js';
import type { FileResult, TestResult } from '../../testing/run-files.js';
import { countsOf, type TestReport, testsOf } from './test-report.js';

/** The outcome of tests for people: a line a file, the failures in full, then what is to be known of the whole. */
export function reportText({ files, untested, scores }: TestReport, style: TextStyle): Generator<string> {
  return paragraphs([
    files.flatMap((file) => [...fileLines(file, style)]),
    untested.map(
      ({ detection, lacks }) =>
        `${visibleText(detection)} has ${lacks.length === 2 ? 'no test' : lacks[0] === 'fires' ? 'no test that sees it fire' : 'no test that sees it stay quiet'}`,
    ),
    (scores ?? []).flatMap((score) => [...scoreLines(score, style)]),
    [style.palette.strong(summaryOf(files))],
  ]);
}

function* fileLines(result: FileResult, { palette, width }: TextStyle): Generator<string> {
  if (result.broken !== null) {
    yield `${palette.high('broken')}  ${visibleText(result.path)}`;
    yield* flow([visibleText(result.broken)], { first: 4, rest: 4, width });
    return;
  }
  const tests = testsOf(result);
  const bad = tests.filter(({ status }) => status !== 'passed');
  const word = bad.some(({ status }) => status === 'broken')
    ? palette.high('broken')
    : bad.length > 0
      ? palette.high('failed')
      : palette.low('passed');
  yield `${word}  ${visibleText(result.path)}  ${palette.faint(countText(tests.length, 'test'))}`;
  for (const test of bad) yield* testLines(result.path, test, { palette, width });
}

function* testLines(
  path: string,
  result: TestResult,
  { palette, width }: Pick<TextStyle, 'palette' | 'width'>,
): Generator<string> {
  const { test } = result;
  yield `    ${palette.strong(visibleText(test.name))}  ${palette.faint(`${visibleText(path)}:${test.at.line}`)}`;
  if (result.status === 'broken') yield* flow([visibleText(result.message)], { first: 6, rest: 6, width });
  if (result.status !== 'failed') return;
  yield `      ${failureSummary(result.failure)}`;
  for (const line of failureLines(result.failure)) {
    const indent = line.length - line.trimStart().length;
    yield* flow([line.trimStart()], { first: 6 + indent, rest: 8 + indent, width });
  }
}

function* scoreLines(score: MutationScore, { palette, width }: TextStyle): Generator<string> {
  const { detection, mutants, noticed, survivors, faults } = score;
  const explained = survivors.filter(({ because }) => because !== null).length;
  const counts = `${noticed} of ${countText(mutants, 'mutant')} noticed${explained > 0 ? `, ${explained} explained` : ''}`;
  yield `${palette.strong(`${String(percentOf(score)).padStart(3)} %`)}  ${visibleText(detection)}  ${palette.faint(counts)}`;
  for (const { mutant, step, because } of survivors) {
    if (because !== null) continue;
    yield* flow([`no test notices "${visibleText(mutant)}"`], { first: 7, rest: 9, width });
    yield* flow([{ text: visibleText(step), paint: palette.faint }], { first: 9, rest: 11, width });
  }
  for (const fault of faults) yield* flow([visibleText(fault)], { first: 7, rest: 9, width });
}

function summaryOf(files: readonly FileResult[]): string {
  const { tests, passed, failed, broken } = countsOf(files);
  const parts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(broken > 0 ? [`${broken} broken`] : []),
  ];
  return `${countText(tests, 'test')} in ${countText(files.length, 'file')}: ${parts.join(', ')}`;
}
