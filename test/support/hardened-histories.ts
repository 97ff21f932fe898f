import fc from 'fast-check';
import { clock } from './histories.js';
import type { Record } from './replayed.js';

/** Times at, and one tick beside, every boundary of the hardened detections; unreadable ones and ones after the clock too. */
const times = [
  clock,
  '2026-04-30T12:00:00.0000001Z',
  '2026-04-30T03:00:00.0000000Z',
  '2026-04-29T12:00:00.0000001Z',
  '2026-04-29T12:00:00.0000000Z',
  ...['09:00:00.0000000', '09:02:00.0000000', '09:05:00.0000000', '09:05:00.0000001'].map(
    (time) => `2026-04-20T${time}Z`,
  ),
  ...['09:07:00.0000000', '09:09:59.9999999', '09:10:00.0000000', '09:10:00.0000001'].map(
    (time) => `2026-04-20T${time}Z`,
  ),
  ...['03', '04', '05', '06', '07', '08'].map((day) => `2026-04-${day}T08:00:00.0000000Z`),
  '2026-03-31T12:00:00.0000000Z',
  '2026-03-31T11:59:59.9999999Z',
  'yesterday',
];

const mostly = <T>(weight: number, usual: T, ...others: T[]) =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const ann = '1d7a4c90-52be-4f0e-9c11-7e3b6a2d8f01';
const mal = '8b35e6f2-0a9d-4c77-b1e4-93d2c5f8a602';
const cli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const job = '4d9f1c72-6a08-4be3-9f5d-21c8e0b7a345';
const jobObject = 'f2a8c6d4-1b3e-4975-80da-4c7e9b1f5a60';
const longObjectId = 'identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g';
const longUpn = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s';
const longName = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s';

/** Callers as either plane names them, in every way in which a claim can be missing or spelled otherwise. */
const callers: readonly Record[] = [
  { identity_claim_upn_s: 'ann@x', identity_claim_oid_g: ann, identity_claim_appid_g: cli },
  { identity_claim_upn_s: 'Ann@X', identity_claim_oid_g: ann.toUpperCase(), identity_claim_appid_g: cli },
  { [longUpn]: 'ann@x', [longObjectId]: ann, identity_claim_appid_g: cli },
  { [longUpn]: 'mal@x', [longObjectId]: mal, identity_claim_appid_g: cli.toUpperCase() },
  { identity_claim_upn_s: 'mal@x', identity_claim_oid_g: mal, identity_claim_appid_g: job },
  { [longName]: 'mal@x', [longObjectId]: mal.replaceAll('-', '') },
  { identity_claim_unique_name_s: 'live.com#guest@y', identity_claim_oid_s: mal },
  { identity_claim_upn_s: 'guest_y#EXT#@x', identity_claim_scp_s: 'user_impersonation' },
  { identity_claim_scp_s: 'user_impersonation', identity_claim_oid_g: ann, identity_claim_appid_g: cli },
  { identity_claim_idtyp_s: 'app', identity_claim_oid_g: jobObject, identity_claim_appid_g: job },
  { identity_claim_appid_g: job, [longObjectId]: jobObject },
  { identity_claim_idtyp_s: 'app', identity_claim_xms_mirid_s: '/vm', identity_claim_appid_g: job },
  { AdditionalFields: { identity_claim_upn: 'mal@x', identity_claim_oid: mal } },
  { AdditionalFields: { identity_claim_appid_g: job } },
  { identity_claim_appid_g: '509e4652-da8d-478d-a730-e9d4a1996ca4' },
  { identity_claim_ipaddr_s: '203.0.113.9' },
  { ResultDescription: `The caller 'appid=${job};oid=${jobObject};iss=https://x/' may not.` },
  {},
];

/** Spellings of two vaults, and the places where a record names its vault. */
const vaults: readonly Record[] = [
  { Resource: 'KV1' },
  { Resource: 'KV1' },
  { Resource: 'kv1' },
  { Resource: 'KV2' },
  { Resource: '', _ResourceId: '/subscriptions/s1/providers/microsoft.keyvault/vaults/kv1' },
  { Resource: '', ResourceId: '/SUBSCRIPTIONS/S1/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV2' },
  { Resource: '' },
];

const lists = ['', '', '[]', '["get","list"]', '["Purge"]', '["all"]'] as const;

const changes = fc.record({
  OperationName: fc.constantFrom('VaultPatch', 'VaultPatch', 'VaultPut', 'vaultpatch ', 'VaultGet'),
  requestUri_s: mostly(
    9,
    'https://management.azure.com/subscriptions/s1/providers/Microsoft.KeyVault/vaults/kv1?api-version=1',
    ...['add', 'Replace', 'remove'].map(
      (verb) =>
        `https://management.azure.com/s/providers/Microsoft.KeyVault/vaults/kv1/accessPolicies/${verb}?v=1`,
    ),
  ),
  properties_networkAcls_defaultAction_s: fc.constantFrom('', 'Deny', 'Deny', 'Allow', 'Allow'),
  properties_publicNetworkAccess_s: mostly(5, '', 'Enabled', 'Disabled', 'SecuredByPerimeter'),
  properties_sku_Family_s: fc.constantFrom('A', ''),
  properties_enableRbacAuthorization_b: fc.constantFrom('', 'true', 'false', 'false'),
  addedIpRule_Value_s: mostly(
    3,
    '',
    ...['203.0.113.9/32', '203.0.113.0/24, 0.0.0.0/0', '["10.0.0.0/16","10.0.0.0/17"]', '198.51.100.1'],
  ),
  addedAccessPolicy_ObjectId_g: fc.constantFrom('', ann, mal, jobObject, ann.toUpperCase()),
  addedAccessPolicy_Permissions_secrets_s: fc.constantFrom(...lists),
  addedAccessPolicy_Permissions_keys_s: fc.constantFrom(...lists),
  addedAccessPolicy_Permissions_storage_s: mostly(9, '', '["all"]'),
  removedAccessPolicy_ObjectId_g: fc.constantFrom('', '', ann, mal, jobObject),
  removedAccessPolicy_Permissions_secrets_s: mostly(3, '', '["get"]'),
});

/** A change that shows nothing of what it changed. */
const opaqueChanges = changes.map(({ OperationName, requestUri_s, ...cells }) => ({
  OperationName,
  requestUri_s,
  properties_networkAcls_defaultAction_s: cells.properties_networkAcls_defaultAction_s,
  properties_sku_Family_s: cells.properties_sku_Family_s,
  properties_enableRbacAuthorization_b: cells.properties_enableRbacAuthorization_b,
}));

const calls = fc.record({
  OperationName: fc.constantFrom(
    ...['SecretGet', 'SecretGet', 'secretget', 'KeyGet', 'SecretList', 'KeySign', 'KeyVerify', 'SecretSet'],
    ...['SecretDelete', 'SecretPurge', 'KeyBackup', 'SecretRestore', 'CertificateListDeleted'],
    ...['VaultDelete', 'VaultGet', 'Authentication', 'Unheard', 'SecretDeletes'],
  ),
  id_s: fc.constantFrom(
    '',
    'https://kv1.vault.azure.net/secrets/s',
    'https://KV2.vault.azure.net:443/keys/k',
  ),
  requestUri_s: fc.constantFrom('', 'https://kv1.vault.azure.net/secrets?maxresults=25'),
});

const notices = fc.record({
  OperationName: fc.constant('VaultAccessPolicyChangedEventGridNotification'),
});

const frame = fc
  .record({
    TimeGenerated: fc.constantFrom(...times),
    Category: mostly(19, 'AuditEvent', '', 'AzurePolicyEvaluationDetails'),
    ResourceType: mostly(19, 'VAULTS', 'vaults', 'SERVERS', ''),
    ResourceProvider: mostly(9, 'MICROSOFT.KEYVAULT', '', 'Microsoft.KeyVault', 'MICROSOFT.STORAGE'),
    ResourceGroup: fc.constantFrom('RG', ''),
    SubscriptionId: fc.constantFrom('s1', 's2'),
    CallerIPAddress: fc.constantFrom('203.0.113.9', '198.51.100.1', ''),
    clientInfo_s: fc.constantFrom(
      ...['', 'AZURECLI/2.74.0 (MSI)', 'azsdk-net-Security/4.6', 'Mozilla/5.0 (X11)', 'curl/8.1'],
      ...['AzureResourceGraph.Ingestion/1', 'AZURECLI/2 terraform', cli, 'custom thing/2'],
    ),
    ResultType: mostly(9, 'Success', 'Failed'),
    ...{
      httpStatusCode_d: mostly(9, '200', '', '201', '204', '401', '403', '404'),
      ResultSignature: mostly(9, 'OK', '', 'Forbidden', 'Not Found', '201'),
    },
  })
  .chain((cells) =>
    fc
      .tuple(fc.constantFrom(...vaults), fc.constantFrom(...callers))
      .map(([vault, caller]): Record => ({ ...cells, ...vault, ...caller })),
  );

const record = fc
  .tuple(
    frame,
    fc.oneof(
      { weight: 4, arbitrary: changes },
      { weight: 2, arbitrary: opaqueChanges },
      { weight: 5, arbitrary: calls },
      { weight: 1, arbitrary: notices },
    ),
  )
  .map(([cells, what]): Record => ({ ...cells, ...what }));

/** Short histories of a few vaults in which the hardened detections have much to decide. No two records are copies of one another. */
export const hardenedHistories = fc
  .array(record, { maxLength: 40, size: 'max' })
  .map((records) =>
    records.map((cells, i): Record => ({ ...cells, CorrelationId: `c${(i * 7919) % 1000}` })),
  );
