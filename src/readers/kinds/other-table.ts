import { clip } from '../clip.js';

/** The reason for what people take for Key Vault's log when it is the subscription's. */
export const activityLog = 'Azure Activity Log records, not Key Vault audit events';

const reasons: ReadonlyMap<string, string> = new Map([
  ['AzureActivity', activityLog],
  [
    'AZKVPolicyEvaluationDetailsLogs',
    'rows of the table AZKVPolicyEvaluationDetailsLogs: Azure Policy results, no access to vaults',
  ],
]);

/** Why rows of a table that is not ours are left out. */
export const tableReason = (table: string): string =>
  reasons.get(table) ?? `rows of the table ${clip(table, 80)}, not AzureDiagnostics`;

/** Columns that only one other table has, for exports that were projected without `Type`. */
const tableOf: ReadonlyMap<string, string> = new Map([
  ['OperationNameValue', 'AzureActivity'],
  ['ActivityStatus', 'AzureActivity'],
  ['ActivityStatusValue', 'AzureActivity'],
  ['EvaluationDetails', 'AZKVPolicyEvaluationDetailsLogs'],
  ['IsComplianceCheck', 'AZKVPolicyEvaluationDetailsLogs'],
  ['ServerLatencyMs', 'StorageBlobLogs'],
  ['DeviceVendor', 'CommonSecurityLog'],
  ['SyslogMessage', 'Syslog'],
  ['ConditionalAccessStatus', 'SigninLogs'],
  ['AADOperationType', 'AuditLogs'],
  ['OfficeWorkload', 'OfficeActivity'],
]);

/** The other table that column names tell; null when they tell none. */
export function tableByColumns(names: ReadonlySet<string>): string | null {
  for (const name of names) {
    const table = tableOf.get(name);
    if (table !== undefined) return table;
  }
  return null;
}
