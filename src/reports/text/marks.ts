import type { Severity } from '../../findings/detection.js';
import type { Finding } from '../../findings/finding.js';
import { between, type Instant } from '../../records/instant.js';
import { lengthInSeconds } from '../../records/length-of-time.js';
import { exactTimeText } from '../../records/time-text.js';
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

/** When a finding was raised, and how long after it happened, in whole seconds. */
function raisedText(raisedAt: Instant, time: Instant | null): string {
  const at = exactTimeText(raisedAt);
  if (time === null || time > raisedAt) return at;
  return `${at}, ${lengthInSeconds(between(time, raisedAt))} after it happened`;
}

type Mark = readonly [word: string, text: string];

function* marksOf(
  finding: Finding,
  usual: Severity,
  confirmed: ReadonlyMap<string, number>,
): Generator<Mark> {
  const { severity, time, raisedAt, confirms, confirmedBy, unconfirmed, coldStart } = finding;
  if (raisedAt !== undefined) yield ['raised', raisedText(raisedAt, time)];
  if (severity !== usual) yield ['severity', severity];
  if (confirms !== undefined) {
    const rows = confirms.reduce((sum, id) => sum + (confirmed.get(id) ?? 0), 0);
    if (rows > 0) yield ['confirms', countText(rows, 'published row')];
  }
  if (confirmedBy !== undefined) yield ['confirmed by', confirmedBy];
  if (unconfirmed !== undefined) yield ['unconfirmed', unconfirmed];
  if (coldStart !== undefined) yield ['cold start', coldStart];
}
