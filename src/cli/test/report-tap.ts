import { visibleText } from '../../reports/visible-text.js';
import { failureLines, failureSummary } from '../../testing/failure-text.js';
import type { TestResult } from '../../testing/run-files.js';
import { countsOf, type TestReport, testsOf } from './test-report.js';

/** The outcome of tests in the Test Anything Protocol, version 14. */
export function* reportTap({ files }: TestReport): Generator<string> {
  yield `TAP version 14\n1..${countsOf(files).tests}\n`;
  let number = 0;
  for (const result of files) {
    if (result.broken !== null) {
      yield `not ok ${++number} - ${description(result.path)}\n`;
      yield* diagnostics(result.path, 1, result.broken, []);
    }
    for (const test of testsOf(result)) {
      const ok = test.status === 'passed' ? 'ok' : 'not ok';
      yield `${ok} ${++number} - ${description(`${result.path}: ${test.test.name}`)}\n`;
      yield* troubleOf(result.path, test);
    }
  }
}

function* troubleOf(path: string, result: TestResult): Generator<string> {
  const { line } = result.test.at;
  if (result.status === 'broken') yield* diagnostics(path, line, result.message, []);
  if (result.status === 'failed')
    yield* diagnostics(path, line, failureSummary(result.failure), failureLines(result.failure));
}

/** A number sign would begin a directive. */
const description = (text: string) => visibleText(text.replace(/\s+/g, ' ')).replace(/[\\#]/g, '\\$&');

/** A block of YAML, as JSON texts so that nothing in a log is read as YAML. */
function* diagnostics(
  path: string,
  line: number,
  message: string,
  rows: Iterable<string>,
): Generator<string> {
  yield `  ---\n  message: ${JSON.stringify(message)}\n  at: ${JSON.stringify(`${path}:${line}`)}\n`;
  const texts = [...rows];
  if (texts.length > 0) yield `  rows:\n${texts.map((text) => `    - ${JSON.stringify(text)}\n`).join('')}`;
  yield '  ...\n';
}
