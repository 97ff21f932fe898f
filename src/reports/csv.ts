import type { ResultTable } from '../findings/finding.js';
import type { KqlType, Value } from '../records/value.js';
import { valueText } from '../records/value-text.js';

/**
 * What becomes of a text cell that a spreadsheet would run as a formula:
 * `neutralised` puts an apostrophe before it, `kept` leaves it as it stands in the log.
 */
export type FormulaCells = 'neutralised' | 'kept';

/**
 * One result table as CSV after RFC 4180, in chunks of one line: CRLF line ends, UTF-8 without mark, the header always,
 * null and missing text both an empty cell.
 */
export function* csvTable(table: ResultTable, formulas: FormulaCells): Generator<string> {
  const text = formulas === 'neutralised' ? neutralised : (cell: string) => cell;
  const cell = (value: Value, type: KqlType) =>
    quoted(holdsLogText(type) ? text(valueText(value, type)) : valueText(value, type));
  yield `${table.columns.map(({ name }) => cell(name, 'string')).join(',')}\r\n`;
  for (const [, ...values] of table.rows)
    yield `${table.columns.map(({ type }, index) => cell(values[index]!, type)).join(',')}\r\n`;
}

/** The types whose cells are text of a log's choosing; the others are printed by us. */
const holdsLogText = (type: KqlType) => type === 'string' || type === 'dynamic' || type === 'guid';

/** What a spreadsheet takes for the beginning of a formula, after the blanks, quotes and invisible characters it overlooks; full-width forms count in East Asian locales. */
const formula = /^(?:[\t\r\n]|[\s"'\p{Cf}]*[=+\-@＝＋－＠])/u;

const neutralised = (text: string) => (formula.test(text) ? `'${text}` : text);

const quoted = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The name of a detection's CSV file: `published/firewall-allow-all` gives `published.firewall-allow-all.csv`. Different ids give different names, none leaves its folder. */
export const csvFileName = (detection: string): string =>
  `${detection.replace(/[^A-Za-z0-9_-]/gu, (character) => (character === '/' ? '.' : `%${character.codePointAt(0)!.toString(16)}`))}.csv`;
