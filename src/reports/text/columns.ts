import { displayWidth } from './display-width.js';
import type { Paint } from './palette.js';

/** A cell of a table for people: text without control characters, perhaps with a look. */
export type Cell = string | { readonly text: string; readonly paint: Paint };

/** A column of a table for people. */
export interface TableColumn {
  readonly heading: string;
  readonly align: 'start' | 'end';
  /** Whether its cells, in the last column, may go beyond the width of the table. */
  readonly runsOver?: true;
}

const gap = '  ';
const leastFirst = 8;

/** A cell filled with blanks to a number of columns; `end` puts the blanks before it. */
function padded(cell: Cell, width: number, align: TableColumn['align']): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(textOf(cell))));
  const text = typeof cell === 'string' ? cell : cell.paint(cell.text);
  return align === 'start' ? text + blanks : blanks + text;
}

const textOf = (cell: Cell) => (typeof cell === 'string' ? cell : cell.text);

/** The columns of a terminal that a table takes when nothing is broken. */
export const tableWidth = (columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]): number =>
  widthsOf(columns, rows).reduce((sum, width) => sum + width + gap.length, -gap.length);

/** Lays out a table with its headings. Where it is too wide, a row's first cell that is in the way stands on a line of its own. */
export function* tableLines(
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
  width: number,
  headingPaint: Paint,
): Generator<string> {
  const [heading, ...others] = tableRows(columns, rows, width);
  for (const line of heading!) yield headingPaint(line);
  for (const lines of others) yield* lines;
}

/** The lines of each row of a table, those of the headings first. */
export function* tableRows(
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
  width: number,
): Generator<readonly string[]> {
  const widths = widthsOf(columns, rows);
  const others = widths.slice(1).reduce((sum, one) => sum + gap.length + one, 0);
  const first = Math.min(widths[0]!, Math.max(displayWidth(columns[0]!.heading), width - others, leastFirst));
  const line = (cells: readonly Cell[]) =>
    cells
      .map((cell, i) => padded(cell, i === 0 ? first : widths[i]!, columns[i]!.align))
      .join(gap)
      .trimEnd();
  yield [line(columns.map(({ heading }) => heading))];
  for (const row of rows) {
    const name = textOf(row[0]!);
    yield displayWidth(name) <= first ? [line(row)] : [name, line(['', ...row.slice(1)])];
  }
}

const widthsOf = (columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]) =>
  columns.map(({ heading, runsOver }, i) =>
    (runsOver ? [] : rows).reduce(
      (widest, row) => Math.max(widest, displayWidth(textOf(row[i]!))),
      displayWidth(heading),
    ),
  );
