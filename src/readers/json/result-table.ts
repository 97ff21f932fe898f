import { kindMapping } from '../kinds/kind-mapping.js';
import { RowFields } from '../kinds/record-fields.js';
import type { RowKind } from '../reader.js';
import type { RecordEmitter } from '../record-emitter.js';
import { columnCollector, recordIntake } from '../record-intake.js';
import { isoTimes } from '../times/iso-times.js';
import type { TakeValue } from './json-place.js';

/** Says how the cells of a query's answer are spelled: JSON values, and texts where JSON has no form. */
export const spellAnswer = (emitter: RecordEmitter): void =>
  emitter.spell({ missingWord: null }, () => isoTimes);

/** Gives the intake of a table's rows by the table's key; it stays the same as long as the table does. */
export function tableIntake(
  kind: RowKind,
  emitter: RecordEmitter,
): (key: unknown, columns: readonly string[]) => TakeValue {
  let current: unknown;
  let intake: TakeValue = () => {};
  return (key, columns) => {
    if (key !== current) intake = rowIntake(columns, kind, emitter);
    current = key;
    return intake;
  };
}

/** Takes the rows of one result table, each an array with a cell for every column. */
function rowIntake(columns: readonly string[], kind: RowKind, emitter: RecordEmitter): TakeValue {
  const fields = new RowFields(columns);
  const intake = recordIntake(
    kindMapping(kind, fields, emitter.request, columnCollector(emitter), null),
    emitter,
  );
  return (row, line) => {
    if (!Array.isArray(row)) emitter.reject(line, 'no row of cells');
    else if (row.length !== columns.length)
      emitter.reject(line, `a row of ${row.length} cells in a table of ${columns.length} columns`);
    else {
      fields.row = row;
      intake(line);
    }
  };
}

/** Counts columns whose name stands twice in a table; only the first is read. */
export function reportRepeated(columns: readonly string[], line: number, emitter: RecordEmitter): void {
  const met = new Set<string>();
  for (const name of columns) {
    if (met.has(name)) emitter.trouble('duplicate-column', line, `${name}: the first is read`);
    met.add(name);
  }
}
