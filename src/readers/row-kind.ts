import { azureDiagnosticsTable } from '../records/azure-diagnostics.js';
import { isObject, type Json, type JsonObject } from './json-outline.js';
import type { RowKind } from './reader.js';
import type { Sample } from './sample.js';

/** What the records of an input are: rows of ours, or the reason why they are none. */
export type Verdict = { readonly kind: RowKind } | { readonly reason: string };

/** A way to tell records by their names and values; null when it says nothing. The first that speaks decides. */
type Rule = (sample: Sample) => Verdict | null;

/** Finds what the records of an input are. */
export function rowKind(sample: Sample): Verdict {
  for (const rule of rules) {
    const verdict = rule(sample);
    if (verdict !== null) return verdict;
  }
  return { reason: `no columns of Key Vault logs; it has ${listed(sample.names)}` };
}

const rules: readonly Rule[] = [
  byTableName,
  byEvent,
  (sample) => (hasAny(sample, activityNames) ? activityLog : null),
  byForeignColumn,
  (sample) => (isDiagnostics(sample) ? { kind: 'AzureDiagnostics' } : null),
  (sample) => (isAudit(sample) ? { kind: 'AZKVAuditLogs' } : null),
  ({ names }) =>
    names.has('TimeGenerated') ? { reason: `rows of another table; its columns are ${listed(names)}` } : null,
  ({ names }) => (names.size === 0 ? { reason: 'no records' } : null),
];

const activityLog = { reason: 'Azure Activity Log records, not Key Vault audit events' };

/** Names of the Activity Log in its REST form and in its table. */
const activityNames = [
  'eventTimestamp',
  'eventDataId',
  'OperationNameValue',
  'ActivityStatus',
  'ActivityStatusValue',
];

/** Other tables whose name an analyst should read, not guess. */
const otherTables: ReadonlyMap<string, { readonly reason: string }> = new Map([
  ['AzureActivity', activityLog],
  [
    'AZKVPolicyEvaluationDetailsLogs',
    {
      reason: 'rows of the table AZKVPolicyEvaluationDetailsLogs: Azure Policy results, no access to vaults',
    },
  ],
]);

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
  if (table === undefined || !names.has('TimeGenerated')) return null;
  return otherTables.get(table) ?? { reason: `rows of the table ${table}, not AzureDiagnostics` };
}

/** A column that only one other table has, and that table, for exports that were projected without `Type`. */
const foreignColumns: readonly (readonly [column: string, table: string])[] = [
  ['EvaluationDetails', 'AZKVPolicyEvaluationDetailsLogs'],
  ['IsComplianceCheck', 'AZKVPolicyEvaluationDetailsLogs'],
  ['ServerLatencyMs', 'StorageBlobLogs'],
  ['DeviceVendor', 'CommonSecurityLog'],
  ['SyslogMessage', 'Syslog'],
  ['ConditionalAccessStatus', 'SigninLogs'],
  ['AADOperationType', 'AuditLogs'],
  ['OfficeWorkload', 'OfficeActivity'],
];

function byForeignColumn({ names }: Sample): Verdict | null {
  const found = foreignColumns.find(([column]) => names.has(column));
  if (found === undefined) return null;
  const [, table] = found;
  return otherTables.get(table) ?? { reason: `rows of the table ${table}, not AzureDiagnostics` };
}

const isAudit = (sample: Sample): boolean =>
  hasAny(sample, ['CallerIpAddress', 'HttpStatusCode', 'RequestUri']);

const suffixed = /_[sdbgt]$/;
const knownSuffixed = Object.keys(azureDiagnosticsTable.columns).filter((name) => suffixed.test(name));

/** Projected exports may lack even the time; then a column of Key Vault's own must be there. */
const isDiagnostics = (sample: Sample): boolean =>
  sample.names.has('TimeGenerated')
    ? hasAny(sample, ['ResourceProvider', 'ResourceType', 'CallerIPAddress', 'Resource']) ||
      [...sample.names].some((name) => suffixed.test(name))
    : hasAny(sample, knownSuffixed);

/** Raw audit events, and what else Azure's diagnostic settings write in the same form. */
function byEvent(sample: Sample): Verdict | null {
  const { names, records } = sample;
  if (!names.has('time') || !hasAny(sample, ['operationName', 'category', 'resourceId'])) return null;
  const reasons = records.map(eventFault);
  const [first = null] = reasons;
  return first === null || reasons.includes(null) ? { kind: 'audit event' } : { reason: first };
}

/** Categories of the Activity Log. */
const activityCategories: ReadonlySet<Json | undefined> = new Set([
  'Administrative',
  'Alert',
  'Autoscale',
  'Policy',
  'Recommendation',
  'ResourceHealth',
  'Security',
  'ServiceHealth',
]);

/** Why an event is no audit event of Key Vault; null when it is one. */
function eventFault(event: JsonObject): string | null {
  const category = event.get('category');
  const operation = event.get('operationName');
  if (activityCategories.has(category) || isObject(operation) || /^[^/]+\/[^/]+\//.test(String(operation)))
    return activityLog.reason;
  const provider = providerOf(event.get('resourceId'));
  if (provider !== null && provider !== 'MICROSOFT.KEYVAULT')
    return `resource logs of ${provider}, not of Key Vault`;
  if (category === 'AzurePolicyEvaluationDetails')
    return 'Key Vault records of the category AzurePolicyEvaluationDetails: Azure Policy results, no access to vaults';
  if (typeof category === 'string' && category !== 'AuditEvent')
    return `Key Vault records of the category ${category}, not AuditEvent`;
  return null;
}

/** The resource provider in a resource id, in upper case; null when it names none. */
function providerOf(resourceId: Json | undefined): string | null {
  const parts = typeof resourceId === 'string' ? resourceId.toUpperCase().split('/') : [];
  const at = parts.lastIndexOf('PROVIDERS');
  return at < 0 ? null : (parts[at + 1] ?? null);
}

const hasAny = ({ names }: Sample, wanted: readonly string[]): boolean =>
  wanted.some((name) => names.has(name));

/** The first few names for a message, none of them long. */
function listed(names: ReadonlySet<string>): string {
  const shown = [...names].slice(0, 8).map((name) => (name.length > 40 ? `${name.slice(0, 39)}…` : name));
  const more = names.size - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
