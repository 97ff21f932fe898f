import { shownPath } from '../../records/shown-path.js';
import type { TroubleExample, TroubleReport } from '../../records/trouble.js';
import { numberText } from '../count-text.js';
import { troubleGuides } from '../trouble-guide.js';
import { visibleExcerpt, visibleText } from '../visible-text.js';
import { flow } from './flow.js';
import type { TextStyle } from './style.js';

/** The troubles by kind: how many, where for example, and what to do. Nothing when there are none. */
export function* troubleLines(troubles: readonly TroubleReport[], style: TextStyle): Generator<string> {
  if (troubles.length === 0) return;
  yield style.palette.strong('Troubles');
  for (const trouble of troubles) {
    yield '';
    yield* kindLines(trouble, style);
  }
}

function* kindLines({ kind, count, examples }: TroubleReport, style: TextStyle): Generator<string> {
  const { palette, width } = style;
  const { heading, advice } = troubleGuides[kind];
  yield* flow([`${heading}: ${numberText(count)}`, { text: `(${kind})`, paint: palette.faint }], {
    first: 2,
    rest: 4,
    width,
  });
  for (const example of examples)
    yield* flow([{ text: placeText(example), paint: palette.faint }, ` ${visibleExcerpt(example.detail)}`], {
      first: 4,
      rest: 6,
      width,
    });
  if (count > examples.length) yield palette.faint(`    ... and ${numberText(count - examples.length)} more`);
  yield* flow([advice], { first: 4, rest: 4, width });
}

const placeText = ({ path, line }: TroubleExample) =>
  visibleText(line === null ? shownPath(path) : `${shownPath(path)}:${line}`);
