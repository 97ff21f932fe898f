import type { RecordPlace, Row } from '../records/row.js';
import type { ScanReport } from '../records/scan.js';
import type { Column } from '../records/schema.js';
import type { Troubles } from '../records/trouble.js';

/** Watches all records of a scan, wanted by a plan or not, for what makes results doubtful. */
export interface Observer {
  /** Hears of a record. The row is reused: nothing of it may be kept. */
  seen(row: Row): void;
  /** What it noticed, as plain data that `merge` takes; nothing may be seen afterwards. */
  partial(): unknown;
  /** Takes what an observer of the same kind noticed in a part of the scan, behind all that is known here. `shifted` gives places of the part as the scan counts them. */
  merge(partial: unknown, shifted: (place: RecordPlace) => RecordPlace): void;
  /** Tells what it noticed, when the scan is over. */
  report(scan: ScanReport, troubles: Troubles): void;
}

/** An observer before the scan: its name, the columns it reads beside `TimeGenerated`, and how to start it when their slots are known. */
export interface ObserverEntry {
  readonly name: 'silent-vaults' | 'duplicate-records' | 'newest-apart';
  readonly columns: readonly Column[];
  readonly start: (slotOf: (column: string) => number) => Observer;
}

/** The slot in which every scan gives the time of a record. */
export const timeSlot = 1;
