import fc from 'fast-check';
import type { Record } from './replayed.js';

const ids = ['aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee', 'AAAAAAAABBBBCCCCDDDDEEEEEEEEEEEE'];
const objectIds = ['11111111-2222-3333-4444-555555555555', '22222222-2222-3333-4444-555555555555'];
const long = 'identity_claim_http_schemas_';

/** Who calls, by the claims of each family. */
const callers: readonly Record[] = [
  { identity_claim_upn_s: 'ann@x', identity_claim_oid_g: objectIds[0], identity_claim_appid_g: ids[0] },
  { identity_claim_upn_s: 'Ann@X', identity_claim_oid_g: objectIds[0] },
  { identity_claim_upn_s: 'mal@x', identity_claim_oid_g: objectIds[1], identity_claim_appid_g: ids[0] },
  {
    [`${long}xmlsoap_org_ws_2005_05_identity_claims_upn_s`]: 'mal@x',
    [`${long}microsoft_com_identity_claims_objectidentifier_g`]: objectIds[1],
  },
  { identity_claim_unique_name_s: 'live.com#guest@y', identity_claim_scp_s: 'user_impersonation' },
  { identity_claim_scp_s: 'user_impersonation', identity_claim_oid_s: objectIds[0] },
  { identity_claim_appid_g: ids[1], identity_claim_oid_g: objectIds[1] },
  { identity_claim_idtyp_s: 'app', identity_claim_appid_g: ids[0], identity_claim_xms_mirid_s: '/x' },
  { identity_claim_idtyp_s: 'app', identity_claim_oid_g: objectIds[1] },
  { AdditionalFields: { identity_claim_upn: 'mal@x' } },
  { ResultDescription: `appid=${ids[0]};oid=${objectIds[0]}` },
  {},
];

/** Times at, and one tick beside, the boundaries of the hardened detections. */
const eventTimes = [
  '2026-04-30T12:00:00.0000000Z',
  '2026-04-30T12:00:00.0000001Z',
  '2026-04-30T03:00:00.0000000Z',
  '2026-04-29T12:00:00.0000001Z',
  '2026-04-29T12:00:00.0000000Z',
  '2026-04-20T09:00:00.0000000Z',
  '2026-04-20T09:00:00.0000001Z',
  '2026-04-20T09:05:00.0000000Z',
  '2026-04-20T09:05:00.0000001Z',
  '2026-04-20T09:10:00.0000000Z',
  '2026-04-20T09:10:00.0000001Z',
  '2026-04-10T09:00:00.0000000Z',
  '2026-03-31T12:00:00.0000000Z',
  '2026-03-31T11:59:59.9999999Z',
];

const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const some = (...values: unknown[]) => fc.constantFrom<unknown>(undefined, undefined, ...values);

const clients = [
  '',
  'AZURECLI/2.34.1',
  'Mozilla/5.0 (x)',
  'azsdk-net-Security/1',
  'python-requests/2',
  'PolicyScan/1',
  ids[0]!,
];

const item = fc.constantFrom(
  '',
  'https://kv1.vault.azure.net/secrets/x',
  'https://kv1.vault.azure.net/secrets/X/1',
  'https://kv1.vault.azure.net/keys/k',
  'https://kv1.vault.azure.net/certificates/contacts',
);
const request = fc.constantFrom(
  '',
  'https://kv1.vault.azure.net/secrets?x',
  'https://kv1.vault.azure.net/secrets/restore?x',
  'https://kv1.vault.azure.net/deletedkeys/K%31?x',
  'https://management.azure.com/x/vaults/kv1?x',
  'https://management.azure.com/x/vaults/kv1/accessPolicies/add?x',
  'https://management.azure.com/x/vaults/kv1/accessPolicies/remove?x',
);

const outcome = mostly<Record>(
  { httpStatusCode_d: 200, ResultType: 'Success' },
  { httpStatusCode_d: 201, ResultType: 'Success' },
  { httpStatusCode_d: 403, ResultType: 'Success' },
  { httpStatusCode_s: '404', ResultType: 'Success' },
  { ResultSignature: 'OK' },
  { ResultSignature: 'Forbidden', ResultType: 'Success' },
  { ResultType: 'Success' },
  { ResultType: 'Failed' },
  { httpStatusCode_d: 401 },
);

/** Records of any operation of a list, with every claim, outcome and way of naming a vault. */
const recordsOf = (operations: readonly string[], settings: fc.Arbitrary<Record>): fc.Arbitrary<Record> =>
  fc
    .tuple(
      fc.record({
        TimeGenerated: fc.constantFrom(...eventTimes),
        ResourceProvider: mostly('MICROSOFT.KEYVAULT', 'microsoft.keyvault', '', 'MICROSOFT.SQL'),
        ResourceType: mostly('VAULTS', 'vaults', '', 'MANAGEDHSMS'),
        Category: mostly('AuditEvent', '', 'Other'),
        OperationName: fc.constantFrom(...operations),
        Resource: mostly('KV1', 'KV2', 'kv1', ''),
        ResourceGroup: fc.constantFrom('RG', ''),
        SubscriptionId: fc.constantFrom('s1', 's2'),
        CorrelationId: fc.constantFrom('', 'c1', 'c2'),
        CallerIPAddress: fc.constantFrom('203.0.113.7', '198.51.100.9', ''),
        clientInfo_s: fc.constantFrom(...clients),
        id_s: item,
        requestUri_s: request,
      }),
      fc.constantFrom(...callers),
      outcome,
      settings,
    )
    .map(([cells, caller, result, changed]) =>
      Object.fromEntries(
        Object.entries({ ...cells, ...caller, ...result, ...changed }).filter(
          ([, value]) => value !== undefined,
        ),
      ),
    );

const dataOperations = [
  'SecretGet',
  'SecretGet',
  'SecretList',
  'KeyGet',
  'KeySign',
  'KeyBackup',
  'SecretDelete',
  'KeyPurge',
  'CertificateBackup',
  'SecretRestore',
  'SecretListDeleted',
  'CertificateContactsGet',
  'SecretUnheardOf',
];

const vaultOperations = ['VaultPatch', 'VaultPatch', 'VaultPut', 'VaultPut', 'VaultGet', 'VaultDelete'];

/** What a record says of settings, policies and rules. */
const settings: fc.Arbitrary<Record> = fc.record({
  properties_sku_Family_s: some('A', 'A'),
  properties_networkAcls_defaultAction_s: some('Deny', 'Deny', 'Allow', 'deny'),
  properties_publicNetworkAccess_s: some('Disabled', 'Enabled'),
  properties_enableRbacAuthorization_b: some(true, false),
  addedAccessPolicy_ObjectId_g: some(objectIds[0], objectIds[1], objectIds[1]!.toUpperCase()),
  addedAccessPolicy_Permissions_secrets_s: some('["get"]', '["Purge"]', '[]'),
  addedAccessPolicy_Permissions_storage_s: some('["all"]'),
  removedAccessPolicy_ObjectId_g: some(objectIds[0], objectIds[1]),
  removedAccessPolicy_Permissions_secrets_s: some('["get"]'),
  addedIpRule_Value_s: some('203.0.113.0/24', '["198.51.100.9","0.0.0.0/8"]', '203.0.113.7, x'),
});

const none = fc.constant<Record>({});

/** Short histories of every kind of record. */
export const viewHistories = fc.array(
  fc.oneof(
    recordsOf([...dataOperations, 'Authentication', ' secretget', 'VaultGet', 'Unknown'], none),
    recordsOf(vaultOperations, settings),
  ),
  { maxLength: 30, size: 'max' },
);
