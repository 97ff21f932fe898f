import type { Duration, Instant } from '../records/instant.js';
import type { Row } from '../records/row.js';
import type { ScanReport } from '../records/scan.js';
import type { Column } from '../records/schema.js';
import type { TroubleReport } from '../records/trouble.js';
import type { Detection, Severity } from './detection.js';

/** One input record that a finding rests on. */
export interface Evidence {
  readonly path: string;
  readonly line: number;
  /** The record's number in its input, only where several records share a line. */
  readonly record?: number;
}

/** What a finding is about, with the identifiers that Sentinel gives its entities; only those the row names. */
export interface Entities {
  readonly account?: { readonly fullName: string };
  readonly ip?: { readonly address: string };
  readonly azureResource?: {
    readonly name: string;
    readonly resourceId?: string;
  };
  readonly cloudApplication?: { readonly appId: string };
}

/** One thing that a detection found. */
export interface Finding {
  /** Hash of the detection's id and the row, see `fingerprint`; equal rows have equal ids. */
  readonly id: string;
  readonly detection: string;
  readonly severity: Severity;
  readonly time: Instant | null;
  readonly title: string;
  readonly summary: string;
  readonly entities: Entities;
  readonly evidence: readonly Evidence[];
  /** The result row: its values in the JSON form of the result table, by column name. */
  readonly row: { readonly [column: string]: string | number | boolean | null };
  /** Of a scheduled replay: when it would have been raised first. */
  readonly raisedAt?: Instant;
  /** Of a hardened finding: the ids of the findings of the published detection that it confirms. Absent when that one did not run. */
  readonly confirms?: readonly string[];
  /** Of a published finding: the id of the first hardened finding that confirms it. */
  readonly confirmedBy?: string;
  /** Of a published finding: why no hardened finding confirms it. */
  readonly unconfirmed?: string;
  /** Of a finding by comparison with a history: what that history lacks. */
  readonly coldStart?: string;
}

/** All rows that one detection gave, in stable order. */
export interface ResultTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** The instant that `now()` and `ago()` meant, and where it came from. */
export interface Clock {
  /** Null when it was not given and no record has a time that can be read. */
  readonly now: Instant | null;
  readonly from: 'option' | 'newest record';
}

/** When the steps of a scheduled replay were. */
export interface ScheduleReport {
  /** The first step and the last; null when there was none. */
  readonly span: { readonly from: Instant; readonly to: Instant } | null;
  /** How many steps the detection had that ran most often. */
  readonly steps: number;
  /** How often each detection ran, and how far back it saw. */
  readonly detections: readonly {
    readonly detection: string;
    readonly frequency: Duration;
    readonly period: Duration;
  }[];
}

/** A detection that did not run. */
export interface Skipped {
  readonly detection: string;
  readonly reason: string;
  /** Columns that it names and no input has. */
  readonly columns: readonly string[];
}

/** Everything a replay gives. */
export interface ReplayResult {
  readonly clock: Clock;
  readonly scan: ScanReport;
  /** Those of the scan and those of the replay. */
  readonly troubles: readonly TroubleReport[];
  readonly detections: readonly Detection[];
  readonly tables: readonly ResultTable[];
  readonly skipped: readonly Skipped[];
  /** In the order of the detections, each detection's in the order of its table. */
  readonly findings: readonly Finding[];
  /** Of a scheduled replay: its steps. */
  readonly schedule?: ScheduleReport;
}
