import { clip } from '../clip.js';
import { isObject, type Json, type JsonObject } from '../recognise/json-outline.js';
import { activityLog } from './other-table.js';

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

/** Operations of Azure's management, such as `MICROSOFT.KEYVAULT/VAULTS/WRITE`; those of Key Vault are one word. */
const managementOperation = /^[^/]+\/[^/]+\//;

/** Why an event that Azure's diagnostic settings wrote is no audit event of Key Vault; null when it is one. */
export function eventFault(event: JsonObject): string | null {
  const category = event.get('category');
  const operation = event.get('operationName');
  if (activityCategories.has(category) || isObject(operation) || managementOperation.test(String(operation)))
    return activityLog;
  const provider = providerOf(event.get('resourceId'));
  if (provider !== null && provider !== 'MICROSOFT.KEYVAULT')
    return `resource logs of ${clip(provider, 80)}, not of Key Vault`;
  if (category === 'AzurePolicyEvaluationDetails')
    return 'Key Vault records of the category AzurePolicyEvaluationDetails: Azure Policy results, no access to vaults';
  if (typeof category === 'string' && category !== 'AuditEvent')
    return `Key Vault records of the category ${clip(category, 80)}, not AuditEvent`;
  return null;
}

/** The resource provider in a resource id, in upper case; null when it names none. */
function providerOf(resourceId: Json | undefined): string | null {
  const parts = typeof resourceId === 'string' ? resourceId.toUpperCase().split('/') : [];
  const at = parts.lastIndexOf('PROVIDERS');
  return at < 0 ? null : (parts[at + 1] ?? null);
}
