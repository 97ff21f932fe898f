import { azureDiagnosticsTable } from '../../records/azure-diagnostics.js';
import { parseIso } from '../../records/instant.js';
import { guid } from '../cell.js';

/** The ending of a flattened column's name: text, GUID, number, bool or date. */
export type Suffix = 's' | 'g' | 'd' | 'b' | 't';

const suffixes: ReadonlyMap<string, Suffix> = new Map(
  Object.keys(azureDiagnosticsTable.columns)
    .filter((name) => /._[sgdbt]$/.test(name))
    .map((name) => [name.slice(0, -2), name.at(-1) as Suffix]),
);

/** The suffix of the known column of a flattened name; null when there is none. */
export const knownSuffix = (path: string): Suffix | null => suffixes.get(path) ?? null;

/** The suffix of the column that takes a value: the known column's if the value fits it, else the one that the value has by itself. */
export function suffixOf(value: unknown, known: Suffix | null): Suffix {
  if (known === 's') return 's';
  switch (typeof value) {
    case 'number':
      return 'd';
    case 'boolean':
      return 'b';
    case 'string':
      return known !== null && converts(value, known) ? known : suffixOfText(value);
    default:
      return 's';
  }
}

/** Whether a text stands for a value of a known column of numbers or bools. */
function converts(text: string, known: Suffix): boolean {
  if (known === 'd') return /^[+-]?\d{1,30}(?:\.\d{1,30})?$/.test(text);
  return known === 'b' && /^(?:true|false)$/i.test(text);
}

const capitalT = 84;

function suffixOfText(text: string): Suffix {
  if ((text.length === 36 || text.length === 32) && guid(text) !== null) return 'g';
  return text.charCodeAt(10) === capitalT && parseIso(text) !== null ? 't' : 's';
}

/** The cell of a value in the column of a suffix. */
export function flatCell(value: unknown, suffix: Suffix): unknown {
  if (suffix === 'g') return guid(value as string);
  if (suffix !== 's' || typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
