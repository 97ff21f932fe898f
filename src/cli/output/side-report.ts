import { countText } from '../../reports/count-text.js';
import { allowedLines } from '../../reports/text/allowed.js';
import { paragraphs } from '../../reports/text/paragraphs.js';
import { pivotLines } from '../../reports/text/pivots.js';
import { skippedLines } from '../../reports/text/skipped.js';
import { troubleLines } from '../../reports/text/troubles.js';
import { visibleText } from '../../reports/visible-text.js';
import type { Triaged } from '../../triage/triaged.js';
import { notice } from '../notice.js';
import type { Streams } from '../streams.js';
import { paletteOf, widthOf } from './look.js';
import type { ReportForm } from './write-report.js';
import { writeStream } from './write-stream.js';

/** Says on stderr what the report itself has no room for: what allow lists hide, pivots and troubles beside JSON Lines and CSV, and where a report was written. Nothing when quiet is wanted. */
export async function sideReport(
  result: Triaged,
  { format, target }: Pick<ReportForm, 'format' | 'target'>,
  options: { readonly quiet?: boolean | undefined; readonly 'no-color'?: boolean | undefined },
  streams: Streams,
): Promise<void> {
  if (options.quiet === true) return;
  const { stderr, env } = streams;
  if (format === 'jsonl' || format === 'csv') {
    const palette = paletteOf(stderr, options['no-color'] === true ? 'refused' : 'unless refused', env);
    const style = { width: widthOf(stderr), palette, groups: 'folded' } as const;
    const parts = [
      allowedLines(result, style),
      result.pivots === undefined ? [] : pivotLines(result.pivots, style),
      troubleLines(result.troubles, style),
      skippedLines(result.skipped, style),
    ];
    await writeStream(stderr, paragraphs(parts)).catch(() => {});
  }
  if (target.to !== 'stdout')
    await notice(
      `${countText(result.findings.length, 'finding')}, written to ${visibleText(target.path)}`,
      options,
      streams,
    );
}
