import type { ReplayResult } from '../../findings/finding.js';
import { grouped } from '../../records/grouped.js';
import { timeText } from '../../records/time-text.js';
import { numberText } from '../count-text.js';
import { spanOf } from '../time-span.js';
import { visibleText } from '../visible-text.js';
import { type Cell, type TableColumn, tableLines, tableWidth } from './columns.js';
import { bySeverity } from './severity-text.js';
import type { TextStyle } from './style.js';

const columns: readonly TableColumn[] = [
  { heading: 'Detection', align: 'start' },
  { heading: 'Severity', align: 'start' },
  { heading: 'Findings', align: 'end' },
  { heading: 'First', align: 'start' },
  { heading: 'Last', align: 'start' },
];

/** Every detection that ran: its severity, findings, and their first and last time; times where they fit, else days. */
export function* summaryLines(result: ReplayResult, style: TextStyle): Generator<string> {
  const { width, palette } = style;
  const bySeconds = rowsOf(result, 'second', style);
  const rows = tableWidth(columns, bySeconds) <= width ? bySeconds : rowsOf(result, 'day', style);
  yield* tableLines(columns, rows, width, palette.faint);
}

function rowsOf(
  { findings, tables, detections }: ReplayResult,
  precision: 'second' | 'day',
  { palette }: TextStyle,
): readonly (readonly Cell[])[] {
  const groups = grouped(findings, ({ detection }) => detection);
  const ran = new Set(tables.map(({ name }) => name));
  return detections
    .filter(({ id }) => ran.has(id))
    .sort(bySeverity)
    .map(({ id, severity }) => {
      const found = groups.get(id) ?? [];
      const span = spanOf(found.map(({ time }) => time));
      const paint = found.length === 0 ? palette.faint : palette[severity];
      const count = found.length === 0 ? '-' : numberText(found.length);
      const times = span === null ? ['-', '-'] : [span.first, span.last].map((at) => timeText(at, precision));
      return [visibleText(id), { text: severity, paint }, count, ...times];
    });
}
