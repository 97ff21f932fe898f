import type { Instant } from '../../records/instant.js';
import { timeText } from '../../records/time-text.js';
import { countText, numberText } from '../../reports/count-text.js';
import { engine } from '../../reports/engine.js';
import { type TableColumn, tableLines } from '../../reports/text/columns.js';
import { fieldLines } from '../../reports/text/fields.js';
import { flow } from '../../reports/text/flow.js';
import { inputFields, inputLines } from '../../reports/text/inputs.js';
import { paragraphs } from '../../reports/text/paragraphs.js';
import { fold, type TextStyle } from '../../reports/text/style.js';
import { troubleLines } from '../../reports/text/troubles.js';
import { visibleExcerpt } from '../../reports/visible-text.js';
import type { ColumnCheck } from './column-check.js';
import { daysOf, type Gap, gapsOf } from './gaps.js';
import type { Inventory } from './inventory.js';
import { byCount } from './order.js';

/** An inventory for people, a line a chunk. */
export const inventoryText = (
  inventory: Inventory,
  columns: ColumnCheck,
  style: TextStyle,
): Generator<string> =>
  paragraphs([
    [style.palette.strong(`${engine.name} ${engine.version}`)],
    fieldLines(inputFields(inventory.scan.inputs), style),
    otherLines(inventory, style),
    inputLines(inventory.scan.inputs, style),
    vaultLines(inventory, style),
    operationLines(inventory, style),
    gapLines(gapsOf(inventory.all.days), style),
    columnLines(columns, style),
    troubleLines(inventory.scan.troubles, style),
  ]);

const rowsShown = 20;

function* otherLines({ others }: Inventory, { width }: TextStyle): Generator<string> {
  if (others > 0)
    yield* flow([`${countText(others, 'record')} of other services than Key Vault, not counted below.`], {
      first: 0,
      rest: 0,
      width,
    });
}

const vaultColumns: readonly TableColumn[] = [
  { heading: 'Vault', align: 'start' },
  { heading: 'Records', align: 'end' },
  { heading: 'From', align: 'start' },
  { heading: 'To', align: 'start' },
  { heading: 'Silent days', align: 'end' },
];

function vaultLines({ vaults }: Inventory, style: TextStyle): Generator<string> {
  const day = (at: Instant | null) => (at === null ? '-' : timeText(at, 'day'));
  const rows = byCount([...vaults].map(([name, tally]) => ({ name, ...tally }))).map(
    ({ name, records, earliest, latest, days }) => [
      nameText(name),
      numberText(records),
      day(earliest),
      day(latest),
      numberText(daysOf(gapsOf(days))),
    ],
  );
  return foldedTable(vaultColumns, rows, style);
}

const operationColumns: readonly TableColumn[] = [
  { heading: 'Operation', align: 'start' },
  { heading: 'Records', align: 'end' },
];

const operationLines = ({ operations }: Inventory, style: TextStyle): Generator<string> =>
  foldedTable(
    operationColumns,
    byCount([...operations].map(([name, records]) => ({ name, records }))).map(({ name, records }) => [
      nameText(name),
      numberText(records),
    ]),
    style,
  );

const nameText = (name: string) => (name === '' ? '(none)' : visibleExcerpt(name));

function* foldedTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  style: TextStyle,
): Generator<string> {
  if (rows.length === 0) return;
  const { shown, hidden } = fold(rows, rowsShown, style);
  yield* tableLines(columns, shown, style.width, style.palette.faint);
  if (hidden > 0) yield style.palette.faint(`... and ${numberText(hidden)} more; --all shows them`);
}

function* gapLines(gaps: readonly Gap[], style: TextStyle): Generator<string> {
  if (gaps.length === 0) return;
  yield style.palette.strong(`Days without any record: ${numberText(daysOf(gaps))}`);
  const { shown, hidden } = fold(gaps, rowsShown, style);
  for (const { from, to, days } of shown)
    yield days === 1
      ? `  ${timeText(from, 'day')}`
      : `  ${timeText(from, 'day')} to ${timeText(to, 'day')}, ${countText(days, 'day')}`;
  if (hidden > 0) yield style.palette.faint(`  ... and ${numberText(hidden)} more; --all shows them`);
}

function* columnLines({ present, missing }: ColumnCheck, { palette, width }: TextStyle): Generator<string> {
  const all = present.length + missing.length;
  yield palette.strong(`Columns that the detections read: ${present.length} of ${all} are there`);
  for (const { name, detections } of missing) {
    yield `  ${visibleExcerpt(name)} is missing`;
    yield* flow([{ text: `read by ${detections.map(visibleExcerpt).join(', ')}`, paint: palette.faint }], {
      first: 4,
      rest: 4,
      width,
    });
  }
}
