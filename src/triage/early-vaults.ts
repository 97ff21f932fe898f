import { type Detection, detection } from '../findings/detection.js';
import { azureDiagnostics } from '../plan/azure-diagnostics.js';
import { ago } from '../plan/expressions.js';
import { nullOf, ticks } from '../plan/literals.js';
import { instantsBefore, missingShare } from '../plan/look-back.js';
import { namedInstant } from '../records/named-instant.js';

/** The column of `earlyVaults` with the vaults. */
export const vaultColumn = 'Resource';

/** Stands for any clock where only distances from it are looked at. */
const anyNow = namedInstant('2026-01-01T12:00')!;

/**
 * A detection of no interest of its own: the vaults with a record so early that the baseline of another is covered. A baseline is a look back in
 * two parts, an earlier to compare a later with. Null when the other has none. Equal look backs give equal ids.
 */
export function earlyVaults(other: Detection): Detection | null {
  const [from, next] = instantsBefore(other.plan, anyNow);
  if (from === undefined || next === undefined) return null;
  const length = Math.round((1 - missingShare) * (Number(anyNow) - Number(from)));
  return detection({
    // Blanks keep it apart from every id that a detection may have.
    id: `vaults ${length} ticks ago`,
    title: '',
    description: '',
    severity: 'informational',
    tactics: [],
    techniques: [],
    source: { title: '' },
    query: azureDiagnostics
      .where('TimeGenerated', '<=', ago(ticks(length)))
      .distinct(vaultColumn)
      // Without a time, it is in every span of findings.
      .extend(() => ({ Time: nullOf('datetime') })),
    time: 'Time',
    entities: {},
    summary: () => '',
    notes: [],
  });
}
