import type { Instant } from '../records/instant.js';
import type { ScanReport } from '../records/scan.js';
import type { TroubleKind, TroubleReport } from '../records/trouble.js';
import { shortHistory } from './history.js';
import { missingColumns } from './missing-columns.js';
import type { Run } from './run.js';

/** What makes the results of single detections doubtful: every detection concerned is an example. */
export function detectionTroubles(
  runs: readonly Run[],
  scan: ScanReport,
  now: Instant | null,
): readonly TroubleReport[] {
  const missing = runs.flatMap(({ detection: { id, plan } }) => {
    const columns = missingColumns(plan, scan);
    return columns.length === 0 ? [] : [`${id} names ${columns.join(', ')}`];
  });
  const short = now === null ? [] : runs.flatMap(({ detection }) => shortHistory(detection, scan, now) ?? []);
  return [...reportOf('missing-column', missing), ...reportOf('short-history', short)];
}

const reportOf = (kind: TroubleKind, details: readonly string[]): readonly TroubleReport[] =>
  details.length === 0
    ? []
    : [
        {
          kind,
          count: details.length,
          examples: details.map((detail) => ({ path: '', line: null, detail })),
        },
      ];
