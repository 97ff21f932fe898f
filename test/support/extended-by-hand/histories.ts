import fc from 'fast-check';
import type { Record } from '../replayed.js';

/** What histories of a detection are made of. */
export interface HistoryParts {
  /** Instants at, and one tick beside, what the detection decides by. */
  readonly times: readonly string[];
  /** What is called: the operation, with the columns that go with it. */
  readonly calls: readonly Record[];
  readonly length?: number;
}

const ann = '1d7a4c90-52be-4f0e-9c11-7e3b6a2d8f01';
const mal = '8b35e6f2-0a9d-4c77-b1e4-93d2c5f8a602';
const cli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46';
const job = '4d9f1c72-6a08-4be3-9f5d-21c8e0b7a345';
const long = 'identity_claim_http_schemas_';

/** The object ids of two callers. */
export const objectIds = { ann, mal } as const;

/** Few callers, so that they meet; each as both planes name them. */
const callers: readonly Record[] = [
  { identity_claim_upn_s: 'ann@x', identity_claim_oid_g: ann, identity_claim_appid_g: cli },
  { identity_claim_upn_s: 'Ann@X', identity_claim_oid_g: ann.toUpperCase(), identity_claim_appid_g: cli },
  {
    [`${long}xmlsoap_org_ws_2005_05_identity_claims_upn_s`]: 'mal@x',
    [`${long}microsoft_com_identity_claims_objectidentifier_g`]: mal,
    identity_claim_appid_g: cli,
  },
  { identity_claim_upn_s: 'mal@x', identity_claim_oid_g: mal, identity_claim_appid_g: cli },
  { identity_claim_upn_s: 'mal@x', identity_claim_oid_g: mal, identity_claim_appid_g: job },
  { identity_claim_idtyp_s: 'app', identity_claim_appid_g: job, identity_claim_oid_g: mal },
  {},
];

const vaults = ['KV1', 'KV1', 'KV1', 'kv1', 'KV2'];

const mostly = (usual: string, ...others: string[]) =>
  fc.oneof(
    { weight: 14, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

/** Columns with the item of a vault. */
export const itemIn = (path: string): Record => ({
  id_s: `https://kv1.vault.azure.net/${path}`,
  requestUri_s: `https://kv1.vault.azure.net/${path}?api-version=7.4`,
});

/** Histories of a few vaults and callers; no two records are copies of one another. */
export const historiesOf = ({ times, calls, length = 24 }: HistoryParts): fc.Arbitrary<readonly Record[]> =>
  fc
    .array(
      fc
        .record({
          TimeGenerated: fc.constantFrom(...times),
          Resource: fc.constantFrom(...vaults),
          caller: fc.constantFrom(...callers),
          call: fc.constantFrom(...calls),
          httpStatusCode_d: mostly('200', '403', '401', '404', ''),
          ResultType: mostly('Success', 'Failed'),
          CallerIPAddress: fc.constantFrom('203.0.113.9', '203.0.113.10', '198.51.100.1', ''),
          clientInfo_s: fc.constantFrom('', 'AZURECLI/2.74.0', 'Mozilla/5.0 (X11)', 'curl/8.1'),
          ResourceGroup: fc.constantFrom('RG', ''),
        })
        .map(
          ({ caller, call, ...cells }): Record => ({
            Category: 'AuditEvent',
            ResourceType: 'VAULTS',
            ResourceProvider: 'MICROSOFT.KEYVAULT',
            SubscriptionId: 's1',
            ...cells,
            ...caller,
            ...call,
          }),
        ),
      { maxLength: length, size: 'max' },
    )
    .map((records) =>
      records.map((cells, i): Record => ({ ...cells, CorrelationId: `c${(i * 7919) % 1000}` })),
    );

/** A record of somebody that a history of its own begins with. */
export const recordOf = (
  TimeGenerated: string,
  who: 'ann' | 'mal',
  call: Record,
  more: Record = {},
): Record => ({
  TimeGenerated,
  Category: 'AuditEvent',
  ResourceType: 'VAULTS',
  ResourceProvider: 'MICROSOFT.KEYVAULT',
  SubscriptionId: 's1',
  ResourceGroup: 'RG',
  Resource: 'KV1',
  CallerIPAddress: '203.0.113.9',
  clientInfo_s: 'curl/8.1',
  ResultType: 'Success',
  httpStatusCode_d: '200',
  identity_claim_upn_s: `${who}@x`,
  identity_claim_oid_g: objectIds[who],
  identity_claim_appid_g: cli,
  ...call,
  ...more,
});

/** Times of changes of vaults, at and beside an hour after one another. */
export const changeTimes = [
  ...['08:00:00.0000000', '09:00:00.0000000', '09:30:00.0000000', '10:00:00.0000000', '10:00:00.0000001'],
  '11:00:00.0000000',
].map((time) => `2026-04-20T${time}Z`);

/** A deletion of a vault. */
export const deletion: Record = { OperationName: 'VaultDelete' };
