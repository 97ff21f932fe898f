import { failureLines, failureSummary } from '../../testing/failure-text.js';
import type { FileResult, TestResult } from '../../testing/run-files.js';
import { type TestReport, testsOf } from './test-report.js';

/**
 * The outcome of tests as JUnit XML, with no more than the schemas of Ant and of Jenkins both allow. `startedAt` is when the tests began,
 * in milliseconds since 1970.
 */
export function* reportJunit({ files }: TestReport, startedAt: number): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
  const timestamp = new Date(startedAt).toISOString().slice(0, 19);
  for (const [id, result] of files.entries()) yield* suite(result, id, timestamp);
  yield '</testsuites>\n';
}

function* suite(result: FileResult, id: number, timestamp: string): Generator<string> {
  const tests = testsOf(result);
  const unread = result.broken === null ? 0 : 1;
  const count = (status: TestResult['status']) => tests.filter((test) => test.status === status).length;
  const took = tests.reduce((sum, test) => sum + test.took, 0);
  yield `  <testsuite${attributes({
    package: 'vaultreplay',
    id: String(id),
    name: result.path,
    timestamp,
    hostname: 'localhost',
    tests: String(tests.length + unread),
    failures: String(count('failed')),
    errors: String(count('broken') + unread),
    skipped: '0',
    time: seconds(took),
  })}>\n    <properties/>\n`;
  if (result.broken !== null)
    yield testCase(
      { name: 'the file can be read', classname: result.path, time: '0' },
      element('error', { message: result.broken, type: 'broken' }, result.broken),
    );
  else
    for (const test of tests) {
      const classname = result.file.detection.id.replaceAll('/', '.');
      yield testCase(
        { name: test.test.name, classname, time: seconds(test.took) },
        troubleOf(result.path, test),
      );
    }
  yield '    <system-out/>\n    <system-err/>\n  </testsuite>\n';
}

function troubleOf(path: string, result: TestResult): string {
  const place = `${path}:${result.test.at.line}`;
  switch (result.status) {
    case 'passed':
      return '';
    case 'broken':
      return element('error', { message: result.message, type: 'broken' }, place);
    case 'failed': {
      const message = failureSummary(result.failure);
      return element(
        'failure',
        { message, type: 'rows' },
        [place, ...failureLines(result.failure)].join('\n'),
      );
    }
  }
}

const testCase = (given: { readonly [name: string]: string }, inner: string): string =>
  inner === ''
    ? `    <testcase${attributes(given)}/>\n`
    : `    <testcase${attributes(given)}>\n      ${inner}\n    </testcase>\n`;

const element = (name: string, given: { readonly [name: string]: string }, body: string): string =>
  `<${name}${attributes(given)}>${xmlText(body)}</${name}>`;

const attributes = (given: { readonly [name: string]: string }): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${xmlText(value).replace(/\s/g, ' ')}"`)
    .join('');

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text for XML 1.0; characters that it forbids become the replacement character. */
const xmlText = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => entities[character]!);
