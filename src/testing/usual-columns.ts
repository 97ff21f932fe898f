import type { RecordKind } from './record-kinds.js';

/** Values of a record by column, in the JSON form of an export. */
export type Cells = { readonly [column: string]: unknown };

/** What a record is about, in short. */
export interface Subject {
  readonly vault: string;
  /** The name of a key, secret or certificate. */
  readonly item: string;
  /** The user name of a person who calls; null when an application calls by itself. */
  readonly user: string | null;
  /** The application id of the client. */
  readonly application: string;
}

/** What records are about that do not say. */
export const usualSubject: Subject = {
  vault: 'kv-test',
  item: 'item',
  user: 'tester@vault.example',
  application: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
};

const tenant = '9d1a4f7e-2c5b-4e8a-b6d3-0f1e2d3c4b5a';
const schemas = 'identity_claim_http_schemas';
const userId = '5e0c9a31-7b42-4d68-8f15-a3b2c1d0e9f8';
const applicationId = 'b81f63d2-4a97-4c0e-9e25-6d7f8a9b0c1d';

/**
 * The columns of a record of a kind with their usual values, complete as Azure writes them. Where a column follows from another, such as
 * `id_s` from `Resource`, it follows from the value that `given` has for that one.
 */
export function usualColumns(kind: RecordKind, subject: Subject, given: Cells): Cells {
  const text = (column: string, usual: string) =>
    typeof given[column] === 'string' ? (given[column] as string) : usual;
  const vault = text('Resource', subject.vault.toUpperCase());
  const group = text('ResourceGroup', 'RG-TEST');
  const subscription = text('SubscriptionId', '3f9d2a61-7c44-4a1b-9d02-6b1e8c5a7f30');
  const id = `/SUBSCRIPTIONS/${subscription}/RESOURCEGROUPS/${group}/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/${vault}`;
  const status = typeof given['httpStatusCode_d'] === 'number' ? given['httpStatusCode_d'] : 200;
  const usual = kind.operation === 'Authentication' ? 401 : status;
  return {
    Category: 'AuditEvent',
    OperationName: kind.operation,
    ResultType: 'Success',
    ResultSignature: signatures.get(usual) ?? 'OK',
    CorrelationId: '7c6b5a49-3827-4160-9504-d3c2b1a09f8e',
    DurationMs: 24,
    CallerIPAddress: text('CallerIPAddress', '203.0.113.10'),
    SubscriptionId: subscription,
    ResourceGroup: group,
    ResourceProvider: 'MICROSOFT.KEYVAULT',
    ResourceType: 'VAULTS',
    Resource: vault,
    ResourceId: id.toUpperCase(),
    _ResourceId: id.toLowerCase(),
    Type: 'AzureDiagnostics',
    httpStatusCode_d: usual,
    clientInfo_s: 'vaultreplay-test',
    tlsVersion_s: 'TLS1_3',
    ...addresses(kind, subject, vault.toLowerCase(), id),
    ...claims[kind.plane](subject, text('CallerIPAddress', '203.0.113.10')),
    ...(kind.plane === 'management' ? settings : {}),
    ...(kind.plane === 'data' ? { isAccessPolicyMatch_b: status < 400 } : {}),
  };
}

/** HTTP status as words, as Azure spells them. */
const signatures: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [202, 'Accepted'],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [409, 'Conflict'],
]);

function addresses(
  { plane, item, operation }: RecordKind,
  subject: Subject,
  vault: string,
  id: string,
): Cells {
  const host = `https://${vault}.vault.azure.net/`;
  if (plane === 'management')
    return {
      OperationVersion: '2023-07-01',
      id_s: host,
      requestUri_s: `https://management.azure.com${id.toLowerCase()}?api-version=2023-07-01`,
    };
  if (item === null) return { OperationVersion: '7.4', requestUri_s: `${host}?api-version=7.4` };
  // Calls that list name no single item.
  if (/List/.test(operation))
    return { OperationVersion: '7.4', requestUri_s: `${host}${item}?api-version=7.4` };
  const folder = /Purge|GetDeleted|Recover/.test(operation) ? `deleted${item}` : item;
  const address = `${host}${folder}/${subject.item}`;
  return { OperationVersion: '7.4', id_s: address, requestUri_s: `${address}?api-version=7.4` };
}

/** The claims of a caller: short names on the data plane, long ones on the management plane. */
const claims: Record<RecordKind['plane'], (subject: Subject, ip: string) => Cells> = {
  none: () => ({}),
  management: ({ user, application }) => ({
    identity_claim_appid_g: application,
    [`${schemas}_microsoft_com_identity_claims_objectidentifier_g`]: user === null ? applicationId : userId,
    ...(user === null
      ? {}
      : {
          [`${schemas}_microsoft_com_identity_claims_scope_s`]: 'user_impersonation',
          [`${schemas}_xmlsoap_org_ws_2005_05_identity_claims_upn_s`]: user,
          [`${schemas}_xmlsoap_org_ws_2005_05_identity_claims_name_s`]: user,
        }),
  }),
  data: ({ user, application }, ip) => ({
    identity_claim_appid_g: application,
    identity_claim_oid_g: user === null ? applicationId : userId,
    identity_claim_iss_s: `https://sts.windows.net/${tenant}/`,
    identity_claim_xms_az_nwperimid_s: '[]',
    ...(user === null
      ? { identity_claim_appidacr_s: '2', identity_claim_idtyp_s: 'app' }
      : {
          identity_claim_appidacr_s: '0',
          identity_claim_idtyp_s: 'user',
          identity_claim_scp_s: 'user_impersonation',
          identity_claim_upn_s: user,
          identity_claim_unique_name_s: user,
          identity_claim_ipaddr_s: ip,
          identity_claim_amr_s: '["pwd","mfa"]',
        }),
  }),
};

/** The settings of a vault that no firewall was ever configured for. */
const settings: Cells = {
  properties_sku_Family_s: 'A',
  properties_sku_Name_s: 'standard',
  properties_tenantId_g: tenant,
  properties_enabledForDeployment_b: false,
  properties_enabledForDiskEncryption_b: false,
  properties_enabledForTemplateDeployment_b: false,
  properties_enableSoftDelete_b: true,
  properties_softDeleteRetentionInDays_d: 90,
  properties_enableRbacAuthorization_b: false,
};
