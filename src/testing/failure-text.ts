import { countText } from '../reports/count-text.js';
import { visibleExcerpt } from '../reports/visible-text.js';
import type { ActualRow } from './match-rows.js';
import type { Failure } from './run-test.js';

const shownRows = 10;

/** Why a test failed, in one line. */
export function failureSummary({ count, missing, unexpected }: Failure): string {
  const parts = [
    ...(count === null ? [] : [`expected ${count.expected}, found ${countText(count.actual, 'row')}`]),
    ...(missing.length === 0 ? [] : [`${countText(missing.length, 'expected row')} missing`]),
    ...(count !== null || unexpected.length === 0
      ? []
      : [`${countText(unexpected.length, 'row')} not expected`]),
  ];
  return parts.join('; ');
}

/** Why a test failed, a line each: the rows that are missing with the nearest there are and where they got lost, and those that nobody expected. */
export function* failureLines({ missing, unexpected, lost }: Failure): Generator<string> {
  for (const { expected, nearest, lost: where } of missing.slice(0, shownRows)) {
    yield `- missing ${cells([...expected])}`;
    if (nearest !== null) {
      yield '  the nearest row there is differs in';
      for (const { column, expected: wanted, actual } of nearest.differences)
        yield `    ${column}: expected ${valueText(wanted)}, found ${valueText(actual)}`;
    }
    yield `  ${visibleExcerpt(where)}`;
  }
  if (missing.length > shownRows) yield `- and ${countText(missing.length - shownRows, 'more missing row')}`;
  if (lost !== null) yield `  ${visibleExcerpt(lost)}`;
  for (const row of unexpected.slice(0, shownRows)) yield `+ found ${cells(filled(row))}`;
  if (unexpected.length > shownRows)
    yield `+ and ${countText(unexpected.length - shownRows, 'more row')} not expected`;
}

const filled = (row: ActualRow) => Object.entries(row).filter(([, value]) => value !== '' && value !== null);

const cells = (entries: readonly (readonly [string, unknown])[]) =>
  entries.map(([column, value]) => `${column} ${valueText(value)}`).join(', ');

const valueText = (value: unknown) => visibleExcerpt(JSON.stringify(value) ?? 'nothing');
