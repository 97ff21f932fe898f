import type { Detection } from '../../src/findings/detection.js';
import type { Finding, ReplayResult, ResultTable } from '../../src/findings/finding.js';
import type { PlanNode } from '../../src/plan/node.js';
import { type Instant, parseIso } from '../../src/records/instant.js';
import type { InputReport } from '../../src/records/scan.js';

/** The instant of an ISO text that is one. */
export const instant = (text: string): Instant => parseIso(text)!;

const scan: PlanNode = { kind: 'scan', table: 'AzureDiagnostics', columns: [] };

/** A detection with what reports look at. */
export const detectionOf = (id: string, rest: Partial<Detection> = {}): Detection => ({
  id,
  title: `Title of ${id}`,
  description: `What ${id} looks for.`,
  severity: 'high',
  tactics: ['DefenseEvasion'],
  techniques: ['T1562.007'],
  source: { title: 'An article' },
  plan: scan,
  time: 'TimeGenerated',
  entities: {},
  summary: () => 'a summary',
  notes: [],
  ...rest,
});

/** A finding of `a/one` at eleven o'clock. */
export const findingOf = (rest: Partial<Finding> = {}): Finding => ({
  id: 'f1',
  detection: 'a/one',
  severity: 'high',
  time: instant('2026-04-30T11:00:00Z'),
  title: 'Title of a/one',
  summary: 'the firewall of KV1 went from Deny to Allow',
  entities: {},
  evidence: [{ path: 'logs/a.csv', line: 12 }],
  row: { VaultName: 'KV1' },
  ...rest,
});

/** An input of ten records on 30 April. */
export const inputOf = (path: string, rest: Partial<InputReport> = {}): InputReport => ({
  path,
  shape: 'portal-csv',
  bytes: 1000,
  sha256: 'ab'.repeat(32),
  records: 10,
  rejected: 0,
  earliest: instant('2026-04-30T01:00:00Z'),
  latest: instant('2026-04-30T12:00:00Z'),
  sharedLines: false,
  columns: ['TimeGenerated', 'Resource'],
  ...rest,
});

export const tableOf = (name: string, rest: Partial<ResultTable> = {}): ResultTable => ({
  name,
  columns: [],
  rows: [],
  ...rest,
});

/** A replay of one input through one detection that found nothing. */
export const resultOf = (rest: Partial<ReplayResult> = {}): ReplayResult => ({
  clock: { now: instant('2026-04-30T12:00:00Z'), from: 'newest record' },
  scan: { inputs: [inputOf('logs/a.csv')], leftOut: [], troubles: [] },
  troubles: [],
  detections: [detectionOf('a/one')],
  tables: [tableOf('a/one')],
  skipped: [],
  findings: [],
  ...rest,
});
