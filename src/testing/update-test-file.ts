import type { Failure } from './run-test.js';
import type { DetectionTest, ExpectationKey, TestFile } from './test-file.js';

/** A test that failed, and how. */
export interface FailedTest {
  readonly test: DetectionTest;
  readonly failure: Failure;
}

/**
 * The text of a test file in which failed tests expect the rows that there are, in the columns that they named, or in all when they named
 * none. A test whose detection gives no row is left as it is: whether that is meant, only its author knows.
 */
export function updatedText({ text, detection }: TestFile, failed: readonly FailedTest[]): string {
  const columns = detection.plan.columns.map(({ name }) => name);
  const changes = failed
    .filter(({ failure }) => failure.rows.length > 0)
    .flatMap(({ test, failure }) => changesOf(test, failure, columns, text));
  return changes
    .sort((a, b) => b.start - a.start)
    .reduce((changed, { start, end, by }) => changed.slice(0, start) + by + changed.slice(end), text);
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

function changesOf(
  { expected, written }: DetectionTest,
  { rows }: Failure,
  columns: readonly string[],
  text: string,
): readonly Change[] {
  const named = new Set(expected.kind === 'fires' ? expected.rows.flatMap((row) => [...row.keys()]) : []);
  const shown = columns.filter((column) => named.size === 0 || named.has(column));
  const kept = rows.map((row) => shown.map((column) => [column, row[column]] as const));
  return [...written].map(([key, [start, end]]): Change => {
    const length = text.slice(start, end).trimEnd().length;
    return { start, end: start + length, by: replacement(key, kept, indentAt(text, start)) };
  });
}

type Cells = readonly (readonly [column: string, value: unknown])[];

/** What stands in the place of an expectation; `indent` is null inside braces. */
function replacement(key: ExpectationKey, rows: readonly Cells[], indent: number | null): string {
  if (key === 'exactly' || key === 'atLeast') return `${key}: ${rows.length}`;
  if (indent === null) return `fires: ${JSON.stringify(rows.map((row) => Object.fromEntries(row)))}`;
  const blanks = ' '.repeat(indent);
  const lines = rows.flatMap((row) =>
    row.map(
      ([column, value], i) =>
        `${blanks}  ${i === 0 ? '- ' : '  '}${nameText(column)}: ${JSON.stringify(value)}`,
    ),
  );
  return ['fires:', ...lines].join('\n');
}

const nameText = (column: string) => (/^[A-Za-z_]\w*$/.test(column) ? column : JSON.stringify(column));

/** The column of a key that begins its line, but for the mark of a list; null when something else stands before it. */
function indentAt(text: string, start: number): number | null {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^(?: |- )*$/.test(before) ? before.length : null;
}
