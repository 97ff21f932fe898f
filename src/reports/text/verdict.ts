import type { Triaged } from '../../triage/triaged.js';
import { countText } from '../count-text.js';
import { flow } from './flow.js';
import { severityCounts } from './severity-text.js';
import type { TextStyle } from './style.js';

/** What came out, in a sentence; when nothing did, what that means and what it does not. */
export function* verdictLines(result: Triaged, style: TextStyle): Generator<string> {
  const { palette, width } = style;
  const paragraph = (text: string) => flow([text], { first: 0, rest: 0, width });
  const records = result.scan.inputs.reduce((sum, input) => sum + input.records, 0);
  if (result.findings.length > 0) yield palette.strong(severityCounts(result.findings, 'finding'));
  else {
    yield palette.strong('Nothing found');
    yield* paragraph(
      records === 0
        ? 'The inputs hold no records, so there was nothing to look at.'
        : `${countText(result.tables.length, 'detection')} looked at ${countText(records, 'record')}; nothing matched. That says nothing about what these inputs do not hold: other vaults, other days, logging that was off.`,
    );
  }
  const doubts = doubtsOf(result);
  if (doubts.length > 0) yield* paragraph(`Before you rely on this, see below: ${doubts.join(', ')}.`);
}

/** What makes the answer worth less. */
function doubtsOf(result: Triaged): readonly string[] {
  const troubles = result.troubles.length;
  const skipped = result.skipped.length;
  const allowed = result.allowed?.findings.length ?? 0;
  return [
    ...(troubles > 0 ? [`${countText(troubles, 'kind')} of trouble`] : []),
    ...(allowed > 0 ? [`${countText(allowed, 'finding')} hidden by allow lists`] : []),
    ...(skipped > 0 ? [`${countText(skipped, 'detection')} that did not run`] : []),
  ];
}
