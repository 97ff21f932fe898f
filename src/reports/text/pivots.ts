import { timeText } from '../../records/time-text.js';
import { type Pivot, type PivotKind, type Pivots, pivotKinds } from '../../triage/pivots.js';
import { numberText } from '../count-text.js';
import { visibleText } from '../visible-text.js';
import { type TableColumn, tableLines } from './columns.js';
import { flow } from './flow.js';
import { fold, type TextStyle } from './style.js';

const headings: { readonly [kind in PivotKind]: string } = {
  actors: 'Actors',
  applications: 'Applications',
  addresses: 'Addresses',
  vaults: 'Vaults',
  items: 'Items',
};

const pivotsShown = 10;

/** What the findings name, by kind: how often, from when to when, and as a list to paste into a search. Nothing when they name nothing. */
export function* pivotLines(pivots: Pivots, style: TextStyle): Generator<string> {
  const kinds = pivotKinds.filter((kind) => pivots[kind].length > 0);
  if (kinds.length === 0) return;
  yield style.palette.strong('Pivots');
  for (const kind of kinds) {
    yield '';
    yield* kindLines(kind, pivots[kind], style);
  }
}

function* kindLines(kind: PivotKind, pivots: readonly Pivot[], style: TextStyle): Generator<string> {
  const { palette, width } = style;
  const { shown, hidden } = fold(pivots, pivotsShown, style);
  const columns: readonly TableColumn[] = [
    { heading: 'Findings', align: 'end' },
    { heading: 'Severity', align: 'start' },
    { heading: 'First', align: 'start' },
    { heading: 'Last', align: 'start' },
    { heading: headings[kind], align: 'start', runsOver: true },
  ];
  const rows = shown.map(({ value, findings, severity, first, last }) => [
    numberText(findings),
    { text: severity, paint: palette[severity] },
    ...[first, last].map((at) => (at === null ? '-' : timeText(at, 'second'))),
    visibleText(value),
  ]);
  yield* tableLines(columns, rows, width, palette.faint);
  if (hidden > 0) yield palette.faint(`... and ${numberText(hidden)} more; --all shows them`);
  const list = shown.map(({ value }, i) => {
    const [open, close] = [i === 0 ? '(' : '', i === shown.length - 1 ? ')' : ','];
    return open + quoted(value) + close;
  });
  yield* flow([{ pieces: list }], { first: 0, rest: 1, width });
}

/** A text as KQL and most other searches write it. */
const quoted = (text: string) => visibleText(JSON.stringify(text));
