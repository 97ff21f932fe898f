import { missing } from '../../records/value.js';
import type { Alternatives, LeadingTests } from '../leading-tests.js';
import type { RecordEmitter } from '../record-emitter.js';
import { CellCache } from './cell-cache.js';
import type { CsvHeader } from './csv-header.js';

/** A column of a request as it stands in the records of a CSV file. */
export interface CsvColumn {
  /** Its index in the request. */
  readonly index: number;
  readonly name: string;
  /** Where it stands in a record; -1 when records do not have it. */
  readonly place: number;
  /** Reads its cells, and notes with each the alternatives of the leading tests that it leaves. */
  readonly cache: CellCache;
  /** The alternatives that any text leaves, where the tests ask no more than that there is some; null for other columns. */
  readonly filled: Alternatives | null;
}

/** The columns of an emitter's request in the records of a file. */
export function csvColumns(
  header: CsvHeader,
  emitter: RecordEmitter,
  leading: LeadingTests,
): readonly CsvColumn[] {
  return emitter.request.columns.map(({ name, type }, index) => {
    const tests = leading.columns.get(index);
    const none = missing(type);
    return {
      index,
      name,
      place: header.places.get(name) ?? -1,
      cache: new CellCache(emitter.decoder(index), (value) => tests?.left(value ?? none) ?? 0),
      filled: tests?.onlyFilled === true && type === 'string' ? tests.left('text') : null,
    };
  });
}
