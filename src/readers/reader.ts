import type { Input } from './input.js';
import type { RecordEmitter } from './record-emitter.js';
import type { DateOrder } from './times/time-text.js';

/** The shapes of exports, as the report names them and `--shape` takes them. */
export const shapes = [
  'portal-csv',
  'plain-csv',
  'powershell-csv',
  'portal-json',
  'az-cli',
  'tables',
  'kusto-v1',
  'kusto-v2',
  'powershell-json',
  'value',
  'row-array',
  'row-object',
  'row-lines',
  'data-export',
  'data-export-hub',
  'audit-lines',
  'audit-records',
  'audit-array',
  'audit-object',
] as const;

export type Shape = (typeof shapes)[number];

/** What one record of an input is. */
export type RowKind = 'audit event' | 'AzureDiagnostics' | 'AZKVAuditLogs';

/** How times are read that the export leaves open. */
export interface ReaderOptions {
  /** IANA zone for times that the export calls local; null when not given. */
  readonly localZone: string | null;
  /** Order of day and month where no value of a column decides it; null when not given. */
  readonly dateOrder: DateOrder | null;
  /**
   * The order of day and month of columns where only a part of an input is read: as the input has it, and what the part itself decides is
   * added. Where it does not, `NoPart` is thrown. Absent when the whole input is read.
   */
  readonly orders?: Map<string, DateOrder>;
}

/** Reads one input of a known shape: every record, in file order, into the emitter. Bad records go to the emitter's troubles. */
export type Reader = (input: Input, emitter: RecordEmitter, options: ReaderOptions) => Promise<void>;
