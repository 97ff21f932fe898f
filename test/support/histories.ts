import fc from 'fast-check';
import type { HandRecord } from './published-by-hand.js';

/** The clock of generated histories, and its ticks since 1970. */
export const clock = '2026-04-30T12:00:00.0000000Z';

/** Times at, and one tick beside, every boundary of the published queries; unreadable ones too. */
const times = [
  clock,
  '2026-05-02T00:00:00.0000000Z',
  '2026-04-30T03:00:00.0000000Z',
  '2026-04-29T12:00:00.0000001Z',
  '2026-04-29T12:00:00.0000000Z',
  '2026-04-29T11:59:59.9999999Z',
  '2026-04-20T09:00:00.0000000Z',
  '2026-04-20T09:09:59.9999999Z',
  '2026-04-20T09:10:00.0000000Z',
  '2026-04-20T09:10:00.0000001Z',
  '2026-03-31T12:00:00.0000001Z',
  '2026-03-31T12:00:00.0000000Z',
  '2026-03-31T11:59:59.9999999Z',
  '',
  'yesterday',
];

const mostly = (usual: string, ...others: string[]) =>
  fc.oneof(
    { weight: 19, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const upn = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s';

const record = fc
  .record({
    TimeGenerated: fc.constantFrom(...times),
    ResourceType: mostly('VAULTS', 'vaults', 'SERVERS', ''),
    ResultType: mostly('Success', 'Failed', 'success'),
    OperationName: fc.constantFrom(
      ...['VaultPatch', 'VaultPatch', 'VaultPatch', 'SecretGet', 'SecretGet', 'KeyGet', 'VaultGet'],
      ...['SecretList', 'SecretDelete', 'SecretPurge', 'secretpurge', 'CertificateDelete', 'VaultPut'],
    ),
    Resource: fc.constantFrom('KV1', 'KV1', 'KV1', 'KV2', 'KV2', 'kv1', ''),
    ResourceGroup: fc.constantFrom('RG', ''),
    SubscriptionId: fc.constantFrom('s1', 's2'),
    id_s: fc.constantFrom('', 'https://kv1.vault.azure.net/secrets/s'),
    CallerIPAddress: fc.constantFrom('10.0.0.1', '10.0.0.2'),
    [upn]: fc.constantFrom('', 'ann@x', 'bob@x', 'app-1'),
    identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s: fc.constantFrom('', 'Ann'),
    identity_claim_upn_s: fc.constantFrom('', 'ann@x'),
    identity_claim_appid_g: fc.constantFrom('', 'app-1', 'app-2'),
    properties_networkAcls_defaultAction_s: fc.constantFrom('', 'Deny', 'Deny', 'Allow', 'Allow', 'allow'),
    addedIpRule_Value_s: fc.constantFrom('', '', '203.0.113.0/24'),
    addedAccessPolicy_ObjectId_g: fc.constantFrom('', 'o1'),
    addedAccessPolicy_Permissions_keys_s: fc.constantFrom('', '["get"]'),
    addedAccessPolicy_Permissions_secrets_s: fc.constantFrom('', '["get"]'),
    removedAccessPolicy_ObjectId_g: fc.constantFrom('', 'o1', 'o2'),
    removedAccessPolicy_Permissions_keys_s: fc.constantFrom('', '["get"]'),
  })
  .map((cells): HandRecord => {
    if (cells.properties_networkAcls_defaultAction_s !== 'Allow') return cells;
    // KQL leaves open which of two simultaneous Allows arg_max takes, so simultaneous ones are alike.
    const number = times.indexOf(cells.TimeGenerated) % 13;
    return { ...cells, CallerIPAddress: `10.0.1.${number}`, [upn]: `user${number}@x` };
  });

/** Short histories of a few vaults in which the published queries have much to decide. */
export const histories = fc.array(record, { maxLength: 40, size: 'max' });
