// The library: what detections are written with, what replays them, and what reads exports.
export { type Explanation, explain } from './engine/explain.js';
export { type ReplayOptions, replay } from './engine/replay.js';
export { replaySchedule, type ScheduledReplayOptions } from './engine/schedule/replay-schedule.js';
export { configurable } from './findings/configurable.js';
export {
  changedDetection,
  type Detection,
  type DetectionSchedule,
  type DetectionSpec,
  detection,
  type Hardening,
  type Repair,
  type Severity,
} from './findings/detection.js';
export type {
  Clock,
  Entities,
  Evidence,
  Finding,
  ReplayResult,
  ResultTable,
  ScheduleReport,
  Skipped,
} from './findings/finding.js';
export { type DetectionParameter, duration, type ParameterValues } from './findings/parameters.js';
export * from './plan/aggregate-expressions.js';
export { azureDiagnostics } from './plan/azure-diagnostics.js';
export { argMax, argMin, by, on } from './plan/clauses.js';
export * from './plan/expressions.js';
export * from './plan/literals.js';
export type { PlanNode } from './plan/node.js';
export { op } from './plan/op.js';
export type { Query } from './plan/query.js';
export { distinctAtLeast, rowsAtLeast } from './plan/sequences-written.js';
export { toKql } from './plan/to-kql.js';
export type { Expression, Operand } from './plan/typed-expression.js';
export type { ExportOptions } from './readers/export-options.js';
export { openExports } from './readers/exports.js';
export { recordsOf } from './readers/records-of.js';
export { addressDatabaseFault } from './records/address-database.js';
export {
  type Duration,
  formatDuration,
  formatInstant,
  type Instant,
  longer,
  parseIso,
} from './records/instant.js';
export { lengthInSeconds } from './records/length-of-time.js';
export type { Origin, RecordPlace, Row } from './records/row.js';
export type { InputReport, RecordSink, RecordSource, ScanReport, ScanRequest } from './records/scan.js';
export type { TroubleKind, TroubleReport } from './records/trouble.js';
export { UsageError } from './records/usage-error.js';
export type { KqlType, Value } from './records/value.js';
export { isTimeZone } from './records/zoned-time.js';
