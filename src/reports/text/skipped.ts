import type { Skipped } from '../../findings/finding.js';
import { visibleText } from '../visible-text.js';
import { flow } from './flow.js';
import type { TextStyle } from './style.js';

/** The detections that did not run, and why. Nothing when all did. */
export function* skippedLines(skipped: readonly Skipped[], { palette, width }: TextStyle): Generator<string> {
  if (skipped.length === 0) return;
  yield palette.strong('Not run');
  yield '';
  for (const { detection, reason, columns } of skipped) {
    yield `  ${visibleText(detection)}`;
    yield* flow([visibleText(reason)], { first: 4, rest: 4, width });
    if (columns.length > 0) yield* flow([columns.map(visibleText).join(', ')], { first: 4, rest: 4, width });
  }
}
