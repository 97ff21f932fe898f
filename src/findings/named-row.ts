import type { Row } from '../records/row.js';
import type { Column, Columns } from '../records/schema.js';
import type { Value } from '../records/value.js';
import { jsonCell } from '../records/value-text.js';
import type { NamedRow } from './detection.js';
import type { Finding } from './finding.js';

/** The values of a row by column name, as a detection's summary reads them. */
export const namedRow = (columns: readonly Column[], row: Row): NamedRow<Columns> =>
  Object.fromEntries(columns.map(({ name }, i) => [name, row[i + 1] as Value])) as NamedRow<Columns>;

/** The values of a row by column name, in the JSON form of the result table. */
export const namedCells = (columns: readonly Column[], row: Row): Finding['row'] =>
  Object.fromEntries(columns.map(({ name, type }, i) => [name, jsonCell(row[i + 1] as Value, type)]));
