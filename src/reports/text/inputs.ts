import type { Instant } from '../../records/instant.js';
import type { InputReport } from '../../records/scan.js';
import { shownPath } from '../../records/shown-path.js';
import { timeText } from '../../records/time-text.js';
import { countText, numberText } from '../count-text.js';
import { spanOf } from '../time-span.js';
import { visibleText } from '../visible-text.js';
import { type TableColumn, tableLines } from './columns.js';
import type { Field } from './fields.js';
import { fold, type TextStyle } from './style.js';

/** How many records were read, and of which time. */
export function inputFields(inputs: readonly InputReport[]): readonly Field[] {
  const sum = (of: (input: InputReport) => number) => inputs.reduce((total, input) => total + of(input), 0);
  const rejected = sum((input) => input.rejected);
  const lost = rejected === 0 ? '' : `; ${numberText(rejected)} more could not be read`;
  const span = spanOf(inputs.flatMap(({ earliest, latest }) => [earliest, latest]));
  return [
    [
      'Records',
      `${numberText(sum((input) => input.records))} from ${countText(inputs.length, 'input')}${lost}`,
    ],
    [
      'Time',
      span === null ? 'none known' : `${timeText(span.first, 'second')} to ${timeText(span.last, 'second')}`,
    ],
  ];
}

const inputsShown = 10;

const columns: readonly TableColumn[] = [
  { heading: 'Shape', align: 'start' },
  { heading: 'Records', align: 'end' },
  { heading: 'From', align: 'start' },
  { heading: 'To', align: 'start' },
  { heading: 'Input', align: 'start', runsOver: true },
];

/** The inputs as a table, their paths last, where a long one is in nobody's way. */
export function* inputLines(inputs: readonly InputReport[], style: TextStyle): Generator<string> {
  const { shown, hidden } = fold(inputs, inputsShown, style);
  const day = (at: Instant | null) => (at === null ? '-' : timeText(at, 'day'));
  const rows = shown.map(({ path, shape, records, earliest, latest }) => [
    shape,
    numberText(records),
    day(earliest),
    day(latest),
    visibleText(shownPath(path)),
  ]);
  yield* tableLines(columns, rows, style.width, style.palette.faint);
  if (hidden > 0) yield style.palette.faint(`... and ${countText(hidden, 'more input')}; --all shows them`);
}
