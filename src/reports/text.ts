import type { Triaged } from '../triage/triaged.js';
import { allowedLines } from './text/allowed.js';
import { findingLines } from './text/findings.js';
import { headerLines } from './text/header.js';
import { paragraphs } from './text/paragraphs.js';
import { pivotLines } from './text/pivots.js';
import { skippedLines } from './text/skipped.js';
import type { TextStyle } from './text/style.js';
import { summaryLines } from './text/summary-table.js';
import { troubleLines } from './text/troubles.js';
import { verdictLines } from './text/verdict.js';
import type { FindingSpan } from './time-span.js';

/** The report for people, a line a chunk: what was read, what was found, what is doubtful. */
export const textReport = (result: Triaged, span: FindingSpan, style: TextStyle): Generator<string> =>
  paragraphs([
    headerLines(result, span, style),
    verdictLines(result, style),
    findingLines(result, style),
    summaryLines(result, style),
    allowedLines(result, style),
    result.pivots === undefined ? [] : pivotLines(result.pivots, style),
    troubleLines(result.troubles, style),
    skippedLines(result.skipped, style),
  ]);
