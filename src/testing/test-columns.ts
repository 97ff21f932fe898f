import type { PlanNode } from '../plan/node.js';
import { stepsOf } from '../plan/walk.js';
import { azureDiagnosticsTable } from '../records/azure-diagnostics.js';
import { formatInstant, type Instant } from '../records/instant.js';
import { suggestion } from '../records/nearest.js';
import { type Column, suffixType } from '../records/schema.js';
import type { KqlType } from '../records/value.js';
import { timeForms, timeOf } from './test-time.js';

/** The columns that records of a test may name: those of the table, and those that a plan declares besides. */
export function recordColumns(plan: PlanNode): ReadonlyMap<string, Column> {
  const declared = stepsOf([plan]).flatMap((node) => (node.kind === 'scan' ? node.columns : []));
  const known = Object.entries(azureDiagnosticsTable.columns).map(([name, type]): Column => ({ name, type }));
  return new Map([...known, ...declared].map((column) => [column.name, column]));
}

/** The column that a record names under `extra`, by the suffix of its name; text that says what is wrong when there can be none. */
export function extraColumn(name: string, known: ReadonlyMap<string, Column>): Column | string {
  if (known.has(name)) return `${name} is a known column: write it outside extra`;
  if (!/^[A-Za-z_]\w{0,150}_[sbdtg]$/.test(name))
    return `${name} is no name of a further column: letters, digits and _, and a suffix by type: _s text, _d number, _b true or false, _t time, _g guid`;
  return { name, type: suffixType(name) };
}

/** What to say of a column that there is not. */
export const unknownColumn = (name: string, known: Iterable<string>, where: string): string =>
  `there is no column ${name}${where}.${suggestion(name, [...known])}`;

/** A value in the JSON form of an export or a result, or what it should have been. */
export type Checked = { readonly value: unknown } | { readonly wanted: string };

/** A value that somebody wrote for a column of a type; times are taken from the clock, when it is known. Null stands for a missing value. */
export function checkedCell(type: KqlType, written: unknown, now: Instant | null): Checked {
  if (written === null || written === undefined) return { value: null };
  switch (type) {
    case 'string':
      // Arrays of an audit event are JSON text in a row.
      if (typeof written === 'object') return { value: JSON.stringify(written) };
      return typeof written === 'string'
        ? { value: written }
        : { wanted: `text: put ${String(written)} in quotes` };
    case 'datetime': {
      const at = typeof written === 'string' ? timeOf(written, now) : null;
      return at === null ? { wanted: timeForms } : { value: formatInstant(at) };
    }
    case 'bool':
      return typeof written === 'boolean' ? { value: written } : { wanted: 'true or false' };
    case 'real':
      return typeof written === 'number' || typeof written === 'bigint'
        ? { value: Number(written) }
        : { wanted: 'a number' };
    case 'long':
    case 'int':
      if (typeof written === 'bigint') return { value: String(written) };
      return Number.isSafeInteger(written) ? { value: written } : { wanted: 'a whole number' };
    case 'dynamic':
      return { value: written };
    default:
      return typeof written === 'string' ? { value: written } : { wanted: `text of a ${type}` };
  }
}
