import { azureDiagnosticsTable } from '../../records/azure-diagnostics.js';
import { parseIso } from '../../records/instant.js';
import { type CsvFile, openCsv } from '../csv/csv-file.js';
import { csvRecords } from '../csv/csv-records.js';
import type { Shape } from '../reader.js';
import { azureText, printedText, unknownText } from './printed-text.js';
import type { Recognition } from './recognition.js';
import { rowKind } from './row-kind.js';
import { tableSample } from './sample.js';

/** Finds the shape and row kind of an input by its beginning, which is text other than JSON. */
export async function recogniseCsv(head: Buffer): Promise<Recognition> {
  const text = head.toString();
  const printed = printedText(text);
  if (printed !== null) return { reason: printed };
  const [line = ''] = text.trimStart().split(/\r?\n/, 1);
  const cells = line.split('\t');
  if (cells.length > 1 && cells.some(isValue)) return { reason: azureText };
  const file = await openCsv(once(head));
  if (file.header === null) return { reason: unknownText(text) };
  const { names, zones, delimiter } = file.header;
  const verdict = rowKind(tableSample(names, await wholeRecords(file)));
  if ('kind' in verdict) {
    if (verdict.kind !== 'audit event')
      return { shape: zones.size > 0 ? 'portal-csv' : shapeOf(text, names, delimiter), kind: verdict.kind };
    // Nested objects have no one form in CSV.
    return { reason: 'raw audit events as CSV: take the JSON that Azure wrote' };
  }
  if (names.some(isValue)) return { reason: 'CSV without a line of column names' };
  return names.length === 1 ? { reason: unknownText(text) } : verdict;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function wholeRecords(file: CsvFile): Promise<(readonly string[])[]> {
  const records: (readonly string[])[] = [];
  for await (const { cells } of csvRecords(file)) if (!('reason' in cells)) records.push(cells);
  return records;
}

/** Whether what should be the name of a column is a value of a row. */
const isValue = (name: string): boolean =>
  parseIso(name) !== null || name === azureDiagnosticsTable.name || name === 'PrimaryResult';

/** Export-Csv quotes everything but what is missing, names included; Windows PowerShell may write a line of its own before. */
function shapeOf(text: string, names: readonly string[], delimiter: string): Shape {
  if (/^\s*#TYPE /.test(text)) return 'powershell-csv';
  const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(delimiter);
  const [first = '', second = ''] = text.trimStart().split(/\r?\n/, 2);
  const quoted =
    first === header && (second === '' || second.startsWith('"') || second.startsWith(delimiter));
  return quoted ? 'powershell-csv' : 'plain-csv';
}
