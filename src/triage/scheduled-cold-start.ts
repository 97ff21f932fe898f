import type { Detection } from '../findings/detection.js';
import { detection } from '../findings/detection.js';
import type { Finding, ReplayResult, ResultTable, ScheduleReport } from '../findings/finding.js';
import { min } from '../plan/aggregate-expressions.js';
import { azureDiagnostics } from '../plan/azure-diagnostics.js';
import { by } from '../plan/clauses.js';
import { nullOf } from '../plan/literals.js';
import { instantsBefore, missingShare } from '../plan/look-back.js';
import { earlier, type Instant } from '../records/instant.js';
import { timeText } from '../records/time-text.js';
import { earlyVaults } from './early-vaults.js';

/** A detection of no interest of its own: when the records of each vault begin. */
const vaultBeginnings = detection({
  // Blanks keep it apart from every id that a detection may have.
  id: 'beginnings of vaults',
  title: '',
  description: '',
  severity: 'informational',
  tactics: [],
  techniques: [],
  source: { title: '' },
  query: azureDiagnostics
    .summarize((row) => ({ First: min(row.TimeGenerated) }), by('Resource'))
    // Without a time, it is in every span of findings.
    .project((row) => ({ Resource: row.Resource, First: row.First, Time: nullOf('datetime') })),
  time: 'Time',
  entities: {},
  summary: () => '',
  notes: [],
});

/** What must run along with a schedule so that `scheduledLack` knows which vaults had a history. */
export const scheduledHistoryCompanions = (detections: readonly Detection[]): readonly Detection[] =>
  detections.some((one) => earlyVaults(one) !== null) ? [vaultBeginnings] : [];

/**
 * What findings of a scheduled detection lack in history by the time they were raised; null for a detection that compares with no history.
 * `companions` are the tables of `scheduledHistoryCompanions`.
 */
export function scheduledLack(
  one: Detection,
  { scan: { inputs } }: Pick<ReplayResult, 'scan'>,
  schedule: ScheduleReport,
  companions: ReadonlyMap<string, ResultTable>,
): ((finding: Finding) => string | null) | null {
  const period = schedule.detections.find(({ detection: id }) => id === one.id)?.period;
  if (earlyVaults(one) === null || period === undefined) return null;
  const begins = earliestOf(inputs.map(({ earliest }) => earliest));
  const vaults = beginningsIn(companions.get(vaultBeginnings.id));
  const known = new Map<Instant, Instant>();
  /** To when a run at a time looks back. */
  const startAt = (at: Instant): Instant => {
    let start = known.get(at);
    if (start === undefined) {
      const [from] = instantsBefore(one.plan, at);
      const seen = earlier(at, period);
      start = from === undefined || from < seen ? seen : from;
      known.set(at, start);
    }
    return start;
  };
  return ({ raisedAt, entities: { azureResource } }) => {
    if (raisedAt === undefined || begins === null) return null;
    const start = startAt(raisedAt);
    const allowed = missingShare * (Number(raisedAt) - Number(start));
    const isLate = (time: Instant) => Number(time) - Number(start) > allowed;
    const baseline = `the baseline begins ${timeText(start, 'second')}, and the records`;
    if (isLate(begins)) return `${baseline} ${timeText(begins, 'second')}`;
    // Where records do not name their vault, its first one cannot be told.
    const first = vaults.has('') ? undefined : vaults.get((azureResource?.name ?? '').toLowerCase());
    return first !== undefined && isLate(first) ? `${baseline} of ${azureResource!.name} later` : null;
  };
}

const earliestOf = (times: readonly (Instant | null)[]): Instant | null =>
  times.reduce((first, time) => (first === null || (time !== null && time < first) ? time : first), null);

/** When the records of each vault begin, by its name in lower case. */
function beginningsIn(table: ResultTable | undefined): ReadonlyMap<string, Instant> {
  const beginnings = new Map<string, Instant>();
  for (const [, vault, first] of table?.rows ?? []) {
    const name = String(vault).toLowerCase();
    const known = beginnings.get(name) ?? null;
    const earliest = earliestOf([known, first as Instant | null]);
    if (earliest !== null) beginnings.set(name, earliest);
  }
  return beginnings;
}
