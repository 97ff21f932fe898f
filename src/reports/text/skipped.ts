import type { Skipped } from '../../findings/finding.js';
import { visibleText } from '../visible-text.js';
import { flow } from './flow.js';
import type { TextStyle } from './style.js';

/** The detections that did not run, and why: a reason that several in a row share, once. Nothing when all did. */
export function* skippedLines(skipped: readonly Skipped[], { palette, width }: TextStyle): Generator<string> {
  if (skipped.length === 0) return;
  yield palette.strong('Not run');
  yield '';
  for (const [i, { detection, reason, columns }] of skipped.entries()) {
    yield `  ${visibleText(detection)}`;
    const next = skipped[i + 1];
    if (next?.reason === reason && columns.length === 0 && next.columns.length === 0) continue;
    yield* flow([visibleText(reason)], { first: 4, rest: 4, width });
    if (columns.length > 0) yield* flow([columns.map(visibleText).join(', ')], { first: 4, rest: 4, width });
  }
}
