import type { Input } from '../input.js';
import { kindMapping } from '../kinds/kind-mapping.js';
import { RowFields } from '../kinds/record-fields.js';
import type { Reader, ReaderOptions, RowKind } from '../reader.js';
import type { RecordEmitter } from '../record-emitter.js';
import { columnCollector } from '../record-intake.js';
import { TimeColumns } from '../times/time-columns.js';
import { CheckedRecords } from './checked-records.js';
import { csvColumn } from './csv-column.js';
import { CsvFastPath } from './csv-fast-path.js';
import { type CsvFile, openCsv } from './csv-file.js';
import type { CsvHeader } from './csv-header.js';
import { type CsvRecordFault, type PlainRecords, reasons, recordsBeside } from './csv-records.js';
import { csvWalker } from './csv-walker.js';

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
  const { names, places, zones } = file.header;
  reportRepeated(file, emitter);
  const times = new TimeColumns(zones, emitter, options);
  // The portal has written the bare word for missing numbers; as a value of any type but text it means nothing else.
  emitter.spell({ missingWord: 'null' }, (column) => times.reader(column));
  const dates = [...emitter.request.columns.entries()].filter(
    ([, { name, type }]) => type === 'datetime' && places.has(name),
  );
  const fields = new RowFields(names);
  const visit = namedColumns(emitter);
  const mapping = kindMapping(kind, fields, emitter.request, visit, 'null');
  if (kind === 'AzureDiagnostics') fields.names(visit);
  const plain = kind === 'AzureDiagnostics' ? plainRecords(file.header, emitter, times) : null;

  const ended = (nextLine: number) => {
    emitter.lineEnds = nextLine - 1;
  };
  for await (const record of recordsBeside(file, plain, ended)) {
    if (record === null) continue;
    const { line, cells } = record;
    if ('reason' in cells) {
      reject(line, cells, emitter);
      continue;
    }
    fields.row = cells;
    const foreign = mapping.read(line);
    if (foreign !== null) {
      emitter.leaveOut(line, foreign);
      continue;
    }
    for (const [index, { name }] of dates)
      if (times.waits(name, mapping.cells(index)))
        await times.settle(name, csvColumn(input, places.get(name)!));
    emitter.emit(line, mapping.cells);
  }
}

/** Reads plain records straight out of the bytes, once the first have shown that it can; null where there is nothing to do that with. */
function plainRecords(header: CsvHeader, emitter: RecordEmitter, times: TimeColumns): PlainRecords | null {
  const walker = csvWalker(header);
  if (walker === null) return null;
  const fast = new CsvFastPath(header, walker, emitter, times);
  return new CheckedRecords(header, walker, fast, () =>
    emitter.trouble('read-slowly', null, 'its first records are not what csv-parse makes of them'),
  );
}

function reportRepeated({ header, headerLine }: CsvFile, emitter: RecordEmitter): void {
  for (const name of header.repeated)
    emitter.trouble(
      'duplicate-column',
      headerLine,
      `${name} stands in the header more than once; the first is read`,
    );
}

/** Collects the names of columns that have one; tables that were written with a running number have a column without. */
function namedColumns(emitter: RecordEmitter): (name: string) => void {
  const collect = columnCollector(emitter);
  return (name) => {
    if (name !== '') collect(name);
  };
}

function reject(line: number, { reason, cut }: CsvRecordFault, emitter: RecordEmitter): void {
  emitter.reject(line, reason);
  if (cut) emitter.trouble('cut-file', line, 'the file ends inside the record that begins here');
}
