import type { NameVisitor, RecordMapping } from './kinds/record-mapping.js';
import type { RecordEmitter } from './record-emitter.js';

/** Takes the record at hand, which begins on a line. */
export type RecordIntake = (line: number) => void;

/** Emits the records of a mapping; those of another table are counted and left out. */
export const recordIntake =
  (mapping: RecordMapping, emitter: RecordEmitter): RecordIntake =>
  (line) => {
    const foreign = mapping.read(line);
    if (foreign === null) emitter.emit(line, mapping.cells);
    else emitter.leaveOut(line, foreign);
  };

/** More columns than a table can have, by far. */
export const columnLimit = 5_000;

/** Longer names are no columns of a table. */
const nameLimit = 1_000;

/** Adds the names of columns to an emitter's, as long as there are not absurdly many. */
export const columnCollector =
  ({ columns }: RecordEmitter): NameVisitor =>
  (name) => {
    if (columns.size < columnLimit && name.length <= nameLimit) columns.add(name);
  };
