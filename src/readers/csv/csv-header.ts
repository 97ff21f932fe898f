import { azureDiagnosticsTable } from '../../records/azure-diagnostics.js';
import { csvCells, type Delimiter, delimiters } from './csv-cells.js';
import { headerName } from './header-name.js';

/** What the header of a CSV file says of its records. */
export interface CsvHeader {
  readonly delimiter: Delimiter;
  /** The name of each column without its zone, as many as a record has cells. */
  readonly names: readonly string[];
  /** Where each column stands, from 0; of columns that share a name the first. In the header's order. */
  readonly places: ReadonlyMap<string, number>;
  /** The zone that the header writes behind a column's name, of the columns that have one. */
  readonly zones: ReadonlyMap<string, string>;
  /** Names that more than one column has. */
  readonly repeated: readonly string[];
}

/** Reads a header, a record that may have been framed with any delimiter: the one that parts it into most known names is the file's, then the one that parts it most. Null when it cannot be split. */
export function csvHeader(record: Uint8Array): CsvHeader | null {
  const splits = delimiters
    .filter((delimiter, i) => i === 0 || record.includes(delimiter.charCodeAt(0)))
    .map((delimiter) => ({ delimiter, texts: split(record, delimiter) }));
  const [best] = splits.sort((a, b) => known(b.texts) - known(a.texts) || b.texts.length - a.texts.length);
  const { delimiter, texts } = best!;
  if (texts.length === 0) return null;
  const places = new Map<string, number>();
  const zones = new Map<string, string>();
  const repeated = new Set<string>();
  const names = texts.map(headerName);
  names.forEach(({ name, zone }, place) => {
    // Tables that were written with a running number have a first column without name.
    if (name === '') return;
    if (places.has(name)) {
      repeated.add(name);
      return;
    }
    places.set(name, place);
    if (zone !== null) zones.set(name, zone);
  });
  return { delimiter, names: names.map(({ name }) => name), places, zones, repeated: [...repeated] };
}

const split = (record: Uint8Array, delimiter: Delimiter): readonly string[] => {
  try {
    return csvCells(record, delimiter);
  } catch {
    // With another delimiter the header may well be broken.
    return [];
  }
};

const knownNames: ReadonlySet<string> = new Set([
  ...Object.keys(azureDiagnosticsTable.columns),
  'CallerIpAddress',
  'HttpStatusCode',
  'RequestUri',
]);

const known = (texts: readonly string[]): number =>
  texts.filter((text) => knownNames.has(headerName(text).name)).length;
