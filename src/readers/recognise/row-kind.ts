import { azureDiagnosticsTable } from '../../records/azure-diagnostics.js';
import { clip } from '../clip.js';
import { eventFault } from '../kinds/event-fault.js';
import { activityLog, tableByColumns, tableReason } from '../kinds/other-table.js';
import type { RowKind } from '../reader.js';
import type { Sample } from './sample.js';

/** What the records of an input are: rows of ours, or the reason why they are none. */
export type Verdict = { readonly kind: RowKind } | { readonly reason: string };

/** Finds what the records of an input are. */
export function rowKind(sample: Sample): Verdict {
  for (const rule of rules) {
    const verdict = rule(sample);
    if (verdict !== null) return verdict;
  }
  return { reason: `no columns of Key Vault logs; it has ${listed(sample.names)}` };
}

/** Ways to tell records by their names and values; null says nothing, and the first that speaks decides. */
const rules: readonly ((sample: Sample) => Verdict | null)[] = [
  byTableName,
  byEvent,
  (sample) => (hasAny(sample, ['eventTimestamp', 'eventDataId']) ? { reason: activityLog } : null),
  byForeignColumn,
  (sample) => (isDiagnostics(sample) ? { kind: 'AzureDiagnostics' } : null),
  (sample) => (isAudit(sample) ? { kind: 'AZKVAuditLogs' } : null),
  ({ names }) =>
    names.has('TimeGenerated') ? { reason: `rows of another table; its columns are ${listed(names)}` } : null,
  ({ names }) => (names.size === 0 ? { reason: 'no records' } : null),
];

/** Rows say their table in the column `Type`. */
function byTableName({ names, records }: Sample): Verdict | null {
  const types = new Set(
    records.map((record) => record.get('Type')).filter((type) => typeof type === 'string'),
  );
  if (types.has('AzureDiagnostics')) return { kind: 'AzureDiagnostics' };
  if (types.has('AZKVAuditLogs')) return { kind: 'AZKVAuditLogs' };
  types.delete('');
  const [table] = types;
  // Lists of resources have a `Type` too.
  return table === undefined || !names.has('TimeGenerated') ? null : { reason: tableReason(table) };
}

/** Raw audit events, and what else Azure's diagnostic settings write in the same form. One of ours among them is enough. */
function byEvent(sample: Sample): Verdict | null {
  if (!sample.names.has('time') || !hasAny(sample, ['operationName', 'category', 'resourceId'])) return null;
  const faults = sample.records.map(eventFault);
  const [first = null] = faults;
  return first === null || faults.includes(null) ? { kind: 'audit event' } : { reason: first };
}

function byForeignColumn({ names }: Sample): Verdict | null {
  const table = tableByColumns(names);
  return table === null ? null : { reason: tableReason(table) };
}

const suffixed = /_[sdbgt]$/;
const keyVaultColumns = Object.keys(azureDiagnosticsTable.columns).filter((name) => suffixed.test(name));

/** Projected exports may lack even the time; then a column of Key Vault's own must be there. */
const isDiagnostics = (sample: Sample): boolean =>
  sample.names.has('TimeGenerated')
    ? hasAny(sample, ['ResourceProvider', 'ResourceType', 'CallerIPAddress', 'Resource']) ||
      [...sample.names].some((name) => suffixed.test(name))
    : hasAny(sample, keyVaultColumns);

const isAudit = (sample: Sample): boolean =>
  hasAny(sample, ['CallerIpAddress', 'HttpStatusCode', 'RequestUri']);

const hasAny = ({ names }: Sample, wanted: readonly string[]): boolean =>
  wanted.some((name) => names.has(name));

/** The first few names for a message, none of them long. */
function listed(names: ReadonlySet<string>): string {
  const shown = [...names].slice(0, 8).map((name) => clip(name, 40));
  const more = names.size - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
