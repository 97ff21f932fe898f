import type { Explanation } from '../../engine/explain.js';
import type { Detection } from '../../findings/detection.js';
import { type Duration, formatDuration } from '../../records/instant.js';
import type { OnceColumn } from '../../records/scan.js';
import { numberText } from '../../reports/count-text.js';
import { clockField } from '../../reports/text/clock.js';
import { fieldLines } from '../../reports/text/fields.js';
import { flow, type Span } from '../../reports/text/flow.js';
import { inputFields } from '../../reports/text/inputs.js';
import { paragraphs } from '../../reports/text/paragraphs.js';
import type { TextStyle } from '../../reports/text/style.js';
import { troubleLines } from '../../reports/text/troubles.js';
import { visibleText } from '../../reports/visible-text.js';
import { columnTestText } from './column-test-text.js';
import { conclusion } from './conclusion.js';
import { type Cutter, cutter } from './cut.js';
import { type CountedStep, countedSteps } from './steps.js';

/** An explanation for people, a line a chunk: the steps with their rows, what the scan does of them, and where rows went. */
export function explanationText(
  { id, title, plan }: Detection,
  { clock, scan, request, rows, missing }: Explanation,
  style: TextStyle,
): Generator<string> {
  const { palette, width } = style;
  const { cut, hasCut } = cutter(style.groups);
  const paragraph = (text: string) => flow([visibleText(text)], { first: 0, rest: 0, width });
  return paragraphs([
    [palette.strong(visibleText(title)), palette.faint(visibleText(id))],
    fieldLines([...inputFields(scan.inputs), clockField(clock, scan.inputs)], style),
    stepLines(countedSteps(plan, rows), cut, style),
    paragraph(cut(visibleText(conclusion(plan, rows)), width)),
    missing.length === 0
      ? []
      : paragraph(`No input has these columns, which it names; they read as empty: ${missing.join(', ')}.`),
    scanLines(request, cut, style),
    troubleLines(scan.troubles, style),
    cutNote(hasCut, style),
  ]);
}

/** That something was cut, in one line; asked when everything else is written. */
function* cutNote(hasCut: Cutter['hasCut'], { palette }: TextStyle): Generator<string> {
  if (hasCut()) yield palette.faint('What ends in … is cut; --all shows it whole');
}

function* stepLines(
  steps: readonly CountedStep[],
  cut: Cutter['cut'],
  { palette, width }: TextStyle,
): Generator<string> {
  const rowsWidth = Math.max('Rows'.length, ...steps.map(({ rows }) => numberText(rows).length));
  const stepWidth = Math.max('Step'.length, ...steps.map(({ number }) => String(number).length));
  yield palette.faint(`${'Rows'.padStart(rowsWidth)}  ${'Step'.padStart(stepWidth)}`);
  for (const { rows, number, depth, again, text } of steps) {
    const counts = `${numberText(rows).padStart(rowsWidth)}  ${String(number).padStart(stepWidth)}`;
    const indent = counts.length + 2 + 4 * depth;
    const [first = '', ...rest] = flow(
      [kqlSpan(cut(visibleText(text), width - indent)), ...(again ? ['(the same as above)'] : [])],
      {
        first: indent,
        rest: indent + 2,
        width,
      },
    );
    yield counts + first.slice(counts.length);
    yield* rest;
  }
}

/** KQL that is not broken next to an equals sign. */
const kqlSpan = (kql: string): Span => ({ pieces: kql.split(/(?<! =) (?!= )/) });

function* scanLines(
  { columns, wanted, once }: Explanation['request'],
  cut: Cutter['cut'],
  { palette, width }: TextStyle,
): Generator<string> {
  yield palette.strong('In a replay of this detection alone, the scan');
  const item = (text: string) => flow(['-', cut(visibleText(text), width - 4)], { first: 2, rest: 4, width });
  yield* item(`decodes ${columns.length} columns: ${columns.map(({ name }) => name).join(', ')}`);
  for (const [alternative, tests] of wanted.entries()) {
    const like = once?.[alternative] ?? null;
    const which = like === null ? '' : `, of those with the same ${like.map(onceText).join(', ')} the first`;
    if (tests.length > 0 || like !== null)
      yield* item(
        `takes ${tests.length > 0 ? 'records with' : 'all records'} ${tests.map(columnTestText).join(' and ')}${which}`,
      );
    else yield* item('must look at every record whole');
  }
}

const onceText = (once: OnceColumn): string =>
  typeof once === 'string' ? once : `${formatDuration(once.every as unknown as Duration)} of ${once.column}`;
