import type { Instant } from './instant.js';
import type { Row } from './row.js';
import type { Column } from './schema.js';
import type { TroubleReport } from './trouble.js';
import type { Value, ValueOf } from './value.js';

/** A test on one column that a reader can do before it decodes the rest of a record. But for `meets`, null and a missing cell fail. */
export type ColumnTest =
  | { readonly column: string; readonly op: '=='; readonly value: string }
  | {
      readonly column: string;
      readonly op: 'in';
      readonly values: readonly string[];
    }
  | { readonly column: string; readonly op: 'isnotempty' }
  | {
      readonly column: string;
      readonly op: '<' | '<=' | '>' | '>=';
      readonly value: Instant;
    }
  /** Any other condition on one column, which a missing cell may meet. */
  | {
      readonly column: string;
      readonly op: 'meets';
      /** The condition in KQL, as its plan has it. */
      readonly condition: string;
      readonly holds: (value: Value) => boolean;
    };

/** A column in which records have to differ; of a datetime column the stretch of time, of so many ticks, that a time lies in. */
export type OnceColumn = string | { readonly column: string; readonly every: number };

/** What a scan wants of every record. */
export interface ScanRequest {
  /** The columns of a row in slot order; the first is always `TimeGenerated`. */
  readonly columns: readonly Column[];
  /** How many of the columns, from the first, are decoded of every record, wanted or not. At least 1. */
  readonly always: number;
  /**
   * A record is wanted when all tests of any one alternative hold; an alternative without tests wants every record,
   * no alternative wants none. Readers may push more than is wanted, never less: operators test again.
   */
  readonly wanted: readonly (readonly ColumnTest[])[];
  /**
   * For each alternative the columns in which records have to differ: of records that meet its tests and agree in these only the first
   * is wanted. Null where all are; absent when that holds for every alternative.
   */
  readonly once?: readonly (readonly OnceColumn[] | null)[];
  /** For each alternative the columns that are needed of records that meet its tests; absent when all are. Others are missing in the row. */
  readonly needed?: readonly (readonly string[])[];
}

/** Takes the records of a scan, in input order. */
export interface RecordSink {
  /** Hears of every readable record. Only the origin and the `always` columns are filled; the row is reused, so keep nothing of it. */
  seen(row: Row): void;
  /** Takes a wanted record with all columns, right after it was seen. The row may be kept. */
  push(row: Row): void;
}

/** What one input held. Paths use `/`. */
export interface InputReport {
  readonly path: string;
  readonly shape: string;
  /** Size as it lies on disk, compressed if it is. */
  readonly bytes: number;
  /** SHA-256 of those bytes, lower-case hex; null where nobody asked for it and no other input has as many bytes. */
  readonly sha256: string | null;
  /** Records of the table that were read, other services' included. */
  readonly records: number;
  /** Records that were there and could not be read. */
  readonly rejected: number;
  readonly earliest: ValueOf['datetime'];
  readonly latest: ValueOf['datetime'];
  /** Whether several records begin on one line, so that evidence needs the record's number beside the line. */
  readonly sharedLines: boolean;
  /** Every column name that some record of the input carries, in order of first sight. */
  readonly columns: readonly string[];
}

/** A named input that holds no records of ours. */
export interface LeftOut {
  readonly path: string;
  readonly reason: string;
}

/** What a scan of all inputs met. */
export interface ScanReport {
  readonly inputs: readonly InputReport[];
  readonly leftOut: readonly LeftOut[];
  readonly troubles: readonly TroubleReport[];
}

/** Records that can be read any number of times, always in the same order. */
export interface RecordSource {
  /** How many inputs a scan reads; absent when that is not known before. */
  readonly inputCount?: number;
  /** The newest time at the ends of the inputs, which is mostly that of all records; null when none is found there. */
  newestAtEnds?(): Promise<Instant | null>;
  scan(request: ScanRequest, sink: RecordSink): Promise<ScanReport>;
}
