import { grouped } from '../../records/grouped.js';
import { exactTimeText, timeText } from '../../records/time-text.js';
import type { AllowEntry } from '../../triage/allow-entry.js';
import type { AllowedFinding } from '../../triage/allowed.js';
import type { Triaged } from '../../triage/triaged.js';
import { countText, numberText } from '../count-text.js';
import { visibleExcerpt, visibleText } from '../visible-text.js';
import { flow } from './flow.js';
import { fold, type TextStyle } from './style.js';

const findingsShown = 10;

/** What allow lists hide: how many findings, and when they are to be listed, which and why. Nothing when they hide none. */
export function* allowedLines(
  { allowed, allowedFindings }: Pick<Triaged, 'allowed' | 'allowedFindings'>,
  style: TextStyle,
): Generator<string> {
  if (allowed === undefined || allowed.findings.length === 0) return;
  const { palette, width } = style;
  const count = countText(allowed.findings.length, 'finding');
  if (allowedFindings !== 'listed') {
    yield* flow([`${count} hidden by allow lists; --show-allowed lists them`], { first: 0, rest: 2, width });
    return;
  }
  yield palette.strong(`Allowed: ${count}`);
  const groups = grouped(allowed.findings, ({ entries }) => entries.map(entryText).join('; '));
  for (const [entries, findings] of groups) {
    yield '';
    yield* flow([entries], { first: 2, rest: 4, width });
    yield* findingLines(findings, style);
  }
}

function* findingLines(findings: readonly AllowedFinding[], style: TextStyle): Generator<string> {
  const { shown, hidden } = fold(findings, findingsShown, style);
  for (const { finding } of shown) {
    const time = finding.time === null ? 'time unknown' : timeText(finding.time, 'second');
    const about = { text: visibleText(finding.detection), paint: style.palette.faint };
    yield* flow([`${time} `, about, visibleExcerpt(finding.summary)], {
      first: 4,
      rest: 6,
      width: style.width,
    });
  }
  if (hidden > 0) yield style.palette.faint(`    ... and ${numberText(hidden)} more; --all shows them`);
}

/** Where an entry stands, and what it says for itself. */
function entryText({ at: { path, line }, reason, expires }: AllowEntry): string {
  const until = expires === null ? '' : ` (until ${exactTimeText(expires)})`;
  return `${visibleText(`${path}:${line}`)} ${visibleExcerpt(reason)}${until}`;
}
