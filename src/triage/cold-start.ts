import type { Detection } from '../findings/detection.js';
import type { Finding, ReplayResult, ResultTable } from '../findings/finding.js';
import { historyGap } from '../findings/history-gap.js';
import { instantsBefore } from '../plan/look-back.js';
import type { Instant } from '../records/instant.js';
import { timeText } from '../records/time-text.js';
import { earlyVaults, vaultColumn } from './early-vaults.js';
import { scheduledLack } from './scheduled-cold-start.js';

/** What must run along so that `withColdStarts` knows which vaults have a history. */
export const historyCompanions = (detections: readonly Detection[]): readonly Detection[] => [
  ...new Map(
    detections.flatMap((detection) => earlyVaults(detection) ?? []).map((one) => [one.id, one]),
  ).values(),
];

/**
 * The result with what each finding of a baseline detection lacks in history: the records begin later than its baseline, those of the vault do,
 * or the detection itself calls the row cold. `companions` are the tables of `historyCompanions`, or, of a schedule, of
 * `scheduledHistoryCompanions`.
 */
export function withColdStarts(
  result: ReplayResult,
  companions: ReadonlyMap<string, ResultTable>,
): ReplayResult {
  const lacks = new Map(result.detections.map((one) => [one.id, lackOf(one, result, companions)]));
  let cold = false;
  const findings = result.findings.map((finding) => {
    const coldStart = lacks.get(finding.detection)?.(finding) ?? ownWord(finding);
    if (coldStart === null) return finding;
    cold = true;
    return { ...finding, coldStart };
  });
  return cold ? { ...result, findings } : result;
}

type Lack = (finding: Finding) => string | null;

/** What findings of a detection lack, as far as others know; null for a detection that compares with no history. */
function lackOf(
  detection: Detection,
  { clock: { now }, scan, schedule }: ReplayResult,
  companions: ReadonlyMap<string, ResultTable>,
): Lack | null {
  if (schedule !== undefined) return scheduledLack(detection, { scan }, schedule, companions);
  const early = earlyVaults(detection);
  if (now === null || early === null) return null;
  const gap = historyGap(detection.plan, scan, now);
  if (gap !== null) {
    const text = `the baseline begins ${timeText(gap.from, 'second')}, and the records ${timeText(gap.begins, 'second')}`;
    return () => text;
  }
  const table = companions.get(early.id);
  return table === undefined ? null : lackOfVault(detection, table, now);
}

function lackOfVault({ plan }: Detection, { columns, rows }: ResultTable, now: Instant): Lack | null {
  const slot = 1 + columns.findIndex(({ name }) => name === vaultColumn);
  const known = new Set(rows.map((row) => String(row[slot]).toLowerCase()));
  // Where records do not name their vault, its first one cannot be told.
  if (known.has('')) return null;
  const [from] = instantsBefore(plan, now);
  return ({ entities: { azureResource } }) =>
    azureResource === undefined || known.has(azureResource.name.toLowerCase())
      ? null
      : `the baseline begins ${timeText(from!, 'second')}, and the records of ${azureResource.name} later`;
}

/** What a row says itself. */
function ownWord({ row }: Finding): string | null {
  if (row['Confidence'] !== 'cold') return null;
  const days = row['BaselineDays'];
  return typeof days === 'number'
    ? `the baseline has records of the vault on ${days} ${days === 1 ? 'day' : 'days'}`
    : 'too little history';
}
