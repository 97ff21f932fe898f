import { type CsvFile, openCsv } from './csv-file.js';
import { csvRecords, reasons } from './csv-records.js';
import type { Input } from './input.js';
import type { Reader, ReaderOptions } from './reader.js';
import type { RecordEmitter } from './record-emitter.js';
import { TimeColumns } from './time-columns.js';

/**
 * Reads CSV of every kind: the portal's, Export-Csv's, and any other with a header, whether its cells are parted by `,`, `;` or tab.
 * A time is read in the zone that the header writes behind its column.
 */
export const readCsv: Reader = async (input, emitter, options) => {
  const file = await openCsv(input.content());
  if (file.header !== null) await readRecords(file, input, emitter, options);
  else if (file.fault !== null) emitter.reject(file.headerLine, `the header: ${reasons[file.fault]}`);
};

async function readRecords(
  file: CsvFile,
  input: Input,
  emitter: RecordEmitter,
  options: ReaderOptions,
): Promise<void> {
  const { places, zones, repeated } = file.header;
  for (const name of repeated)
    emitter.trouble(
      'duplicate-column',
      file.headerLine,
      `${name} stands in the header more than once; the first is read`,
    );
  for (const name of places.keys()) emitter.columns.add(name);
  const times = new TimeColumns(zones, emitter, options);
  // The portal has written the bare word for missing numbers; as a value of any type but text it means nothing else.
  emitter.spell({ missingWord: 'null' }, (column) => times.reader(column));
  const slots = emitter.request.columns.map(({ name }) => places.get(name) ?? -1);
  const dates = emitter.request.columns.filter(({ name, type }) => type === 'datetime' && places.has(name));
  const typePlace = places.get('Type') ?? -1;

  for await (const { line, cells } of csvRecords(file)) {
    if ('reason' in cells) {
      emitter.reject(line, cells.reason);
      if (cells.cut) emitter.trouble('cut-file', line, 'the file ends inside the record that begins here');
      continue;
    }
    const table = cells[typePlace] ?? '';
    if (table !== '' && table !== 'AzureDiagnostics') {
      emitter.trouble('other-table', line, table);
      continue;
    }
    for (const { name } of dates) {
      const place = places.get(name)!;
      if (times.waits(name, cells[place])) await times.settle(name, columnCells(input, place));
    }
    emitter.emit(line, (index) => cells[slots[index]!]);
  }
}

/** The cells of one column, read anew from the beginning of the input. */
async function* columnCells(input: Input, place: number): AsyncGenerator<string> {
  const file = await openCsv(input.content());
  if (file.header === null) return;
  for await (const { cells } of csvRecords(file)) if (!('reason' in cells)) yield cells[place]!;
}
