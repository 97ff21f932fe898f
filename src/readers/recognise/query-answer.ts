import { clip } from '../clip.js';
import type { Shape } from '../reader.js';
import { isObject, type Json, type JsonObject } from './json-outline.js';
import { type Sample, tableSample } from './sample.js';

/** How an answer of a query API spells the parts of a table. */
interface TableWords {
  readonly columns: string;
  readonly name: string;
  readonly rows: string;
}

const logAnalytics: TableWords = { columns: 'columns', name: 'name', rows: 'rows' };
const kusto: TableWords = { columns: 'Columns', name: 'ColumnName', rows: 'Rows' };

/** What an answer of a query API holds: a table of a shape, or the reason why there is none. */
export type Answer =
  | { readonly shape: Shape; readonly sample: Sample }
  | { readonly shape?: never; readonly reason: string };

/** Reads a value as an answer of a query API; null when it is none. */
export function queryAnswer(value: Json): Answer | null {
  if (Array.isArray(value)) return frames(value.filter(isObject));
  if (!isObject(value)) return null;
  return (
    tables('tables', value.get('tables'), logAnalytics) ?? tables('kusto-v1', value.get('Tables'), kusto)
  );
}

/** The first table is the result. */
function tables(shape: Shape, value: Json | undefined, words: TableWords): Answer | null {
  if (!Array.isArray(value)) return null;
  const [first] = value;
  return isObject(first) && first.has(words.columns)
    ? { shape, sample: tableSample(columnsOf(first, words), rowsOf(first, words)) }
    : { reason: 'the answer of a query without a table' };
}

function frames(values: readonly JsonObject[]): Answer | null {
  if (!values[0]?.has('FrameType')) return null;
  const result = values.find((frame) => frame.get('TableKind') === 'PrimaryResult');
  if (result === undefined) {
    const errors = values.map((frame) => frame.get('OneApiErrors')).find(Array.isArray);
    return { reason: errors === undefined ? 'the answer of a query without a result' : failure(errors[0]) };
  }
  const parts = values.filter((frame) => frame.get('TableId') === result.get('TableId'));
  return {
    shape: 'kusto-v2',
    sample: tableSample(
      columnsOf(result, kusto),
      parts.flatMap((part) => rowsOf(part, kusto)),
    ),
  };
}

function columnsOf(table: JsonObject, words: TableWords): string[] {
  return arrayAt(table, words.columns).map((column) =>
    String(isObject(column) ? (column.get(words.name) ?? '') : ''),
  );
}

const rowsOf = (table: JsonObject, words: TableWords): (readonly Json[])[] =>
  arrayAt(table, words.rows).filter((row): row is readonly Json[] => Array.isArray(row));

function arrayAt(object: JsonObject, name: string): readonly Json[] {
  const value = object.get(name);
  return Array.isArray(value) ? value : [];
}

/** The reason that the error of a failed query gives: its innermost code and message. */
export function failure(error: Json | undefined): string {
  let said = '';
  for (let at = error; isObject(at); at = at.get('error') ?? at.get('innererror') ?? at.get('Innererror')) {
    const words = [
      at.get('code') ?? at.get('Code'),
      at.get('@message') ?? at.get('message') ?? at.get('Message'),
    ];
    said = words.filter((word) => typeof word === 'string').join(': ') || said;
  }
  if (typeof error === 'string') said = error;
  const line = said.replace(/\s+/g, ' ').trim();
  return `a failed query: ${clip(line, 200) || 'it does not say why'}`;
}
