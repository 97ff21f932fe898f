import { type CsvFile, openCsv } from './csv-file.js';
import { csvRecords, reasons } from './csv-records.js';
import type { Input } from './input.js';
import { kindMapping } from './kind-mapping.js';
import type { Reader, ReaderOptions, RowKind } from './reader.js';
import type { RecordEmitter } from './record-emitter.js';
import { RowFields } from './record-fields.js';
import { columnCollector } from './record-intake.js';
import { TimeColumns } from './time-columns.js';

/**
 * Reads CSV of every kind: the portal's, Export-Csv's, and any other with a header, whether its cells are parted by `,`, `;` or tab.
 * A time is read in the zone that the header writes behind its column.
 */
export const readCsv =
  (kind: RowKind): Reader =>
  async (input, emitter, options) => {
    const file = await openCsv(input.content());
    if (file.header !== null) await readRecords(file, kind, input, emitter, options);
    else if (file.fault !== null) emitter.reject(file.headerLine, `the header: ${reasons[file.fault]}`);
  };

async function readRecords(
  file: CsvFile,
  kind: RowKind,
  input: Input,
  emitter: RecordEmitter,
  options: ReaderOptions,
): Promise<void> {
  const { names, places, zones, repeated } = file.header;
  for (const name of repeated)
    emitter.trouble(
      'duplicate-column',
      file.headerLine,
      `${name} stands in the header more than once; the first is read`,
    );
  const times = new TimeColumns(zones, emitter, options);
  // The portal has written the bare word for missing numbers; as a value of any type but text it means nothing else.
  emitter.spell({ missingWord: 'null' }, (column) => times.reader(column));
  const fields = new RowFields(names);
  const collect = columnCollector(emitter);
  const mapping = kindMapping(kind, fields, emitter.request, (name) => {
    // Tables that were written with a running number have a first column without name.
    if (name !== '') collect(name);
  });
  const dates = [...emitter.request.columns.entries()].filter(
    ([, { name, type }]) => type === 'datetime' && places.has(name),
  );

  for await (const { line, cells } of csvRecords(file)) {
    if ('reason' in cells) {
      emitter.reject(line, cells.reason);
      if (cells.cut) emitter.trouble('cut-file', line, 'the file ends inside the record that begins here');
      continue;
    }
    fields.row = cells;
    const foreign = mapping.read(line);
    if (foreign !== null) {
      emitter.trouble('other-table', line, foreign);
      continue;
    }
    for (const [index, { name }] of dates)
      if (times.waits(name, mapping.cells(index)))
        await times.settle(name, columnCells(input, places.get(name)!));
    emitter.emit(line, mapping.cells);
  }
}

/** The cells of one column, read anew from the beginning of the input. */
async function* columnCells(input: Input, place: number): AsyncGenerator<string> {
  const file = await openCsv(input.content());
  if (file.header === null) return;
  for await (const { cells } of csvRecords(file)) if (!('reason' in cells)) yield cells[place]!;
}
