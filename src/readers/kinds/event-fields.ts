/** The fields of an audit event that have a column of their own. */
export const columnOfField: ReadonlyMap<string, string> = new Map([
  ['time', 'TimeGenerated'],
  ['category', 'Category'],
  ['operationName', 'OperationName'],
  ['operationVersion', 'OperationVersion'],
  ['resultType', 'ResultType'],
  ['resultSignature', 'ResultSignature'],
  ['resultDescription', 'ResultDescription'],
  ['correlationId', 'CorrelationId'],
  ['callerIpAddress', 'CallerIPAddress'],
  ['durationMs', 'DurationMs'],
  ['level', 'Level'],
]);

/** Fields of Managed HSM events that repeat parts of the resource id. */
export const repeatedFields: ReadonlySet<string> = new Set([
  'resource',
  'resourceGroup',
  'resourceProvider',
  'resourceType',
]);

/** The fields that say whether an event is an audit event of Key Vault. */
export const tellingFields: ReadonlySet<string> = new Set([
  'time',
  'category',
  'operationName',
  'resourceId',
]);

/** Whether a category is that of audit events; an event may leave it out. */
export const isAuditCategory = (category: unknown): boolean =>
  category === undefined || category === null || category === '' || category === 'AuditEvent';

/** Whether a resource is one of Key Vault; an event may leave it out. */
export const isKeyVaultResource = (resourceId: unknown): boolean =>
  resourceId === undefined ||
  resourceId === null ||
  resourceId === '' ||
  String(resourceId).toUpperCase().includes('/MICROSOFT.KEYVAULT/');
