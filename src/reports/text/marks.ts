import type { Severity } from '../../findings/detection.js';
import type { Finding } from '../../findings/finding.js';
import { countText } from '../count-text.js';
import { visibleExcerpt } from '../visible-text.js';
import { flow } from './flow.js';
import type { TextStyle } from './style.js';

/** What is worth knowing of a finding beside itself: a word and what it says, a line each. */
export function* markLines(
  finding: Finding,
  usual: Severity,
  confirmed: ReadonlyMap<string, number>,
  { palette, width }: TextStyle,
): Generator<string> {
  for (const [word, text] of marksOf(finding, usual, confirmed))
    yield* flow([{ text: word, paint: palette.faint }, visibleExcerpt(text)], { first: 6, rest: 8, width });
}

type Mark = readonly [word: string, text: string];

function* marksOf(
  finding: Finding,
  usual: Severity,
  confirmed: ReadonlyMap<string, number>,
): Generator<Mark> {
  const { severity, confirms, confirmedBy, unconfirmed, coldStart } = finding;
  if (severity !== usual) yield ['severity', severity];
  if (confirms !== undefined) {
    const rows = confirms.reduce((sum, id) => sum + (confirmed.get(id) ?? 0), 0);
    if (rows > 0) yield ['confirms', countText(rows, 'published row')];
  }
  if (confirmedBy !== undefined) yield ['confirmed by', confirmedBy];
  if (unconfirmed !== undefined) yield ['unconfirmed', unconfirmed];
  if (coldStart !== undefined) yield ['cold start', coldStart];
}
