import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { events } from '../../detections/normal-view/events.js';
import { backgroundReaders } from '../../detections/normal-view/noise.js';
import { canonicalOrder } from '../../detections/normal-view/order.js';
import { detection } from '../../src/findings/detection.js';
import { eventByHand, eventsByHand } from '../support/event-by-hand.js';
import { viewHistories } from '../support/event-histories.js';
import { about } from '../support/patches.js';
import { at, cellsOf, type Record, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

const now = '2026-04-30T12:00:00.0000000Z';

const columns = [
  'TimeGenerated',
  'OperationName',
  'VaultName',
  'VaultKey',
  'Status',
  'Outcome',
  'Actor',
  'ActorType',
  'ActorObjectId',
  'AppId',
  'CallerIPAddress',
  'ClientFamily',
  'Item',
  'Target',
  'PolicyCall',
  'IsData',
  'IsNoise',
] as const;

const viewed = detection({
  ...about,
  id: 'tests/viewed',
  query: events().project(...columns),
  time: 'TimeGenerated',
});

const merged = detection({
  ...about,
  id: 'tests/merged',
  query: events()
    .merge(...canonicalOrder)
    .project(...columns),
  time: 'TimeGenerated',
});

const record = (cells: Record): Record => ({
  TimeGenerated: '2026-04-20T09:00:00.0000000Z',
  ResourceProvider: 'MICROSOFT.KEYVAULT',
  ResourceType: 'VAULTS',
  OperationName: 'SecretGet',
  ...cells,
});

/** The columns of the only event of a record. */
async function view(cells: Record): Promise<{ [Name in (typeof columns)[number]]: unknown }> {
  const rows = cellsOf(await replayed([viewed], [record(cells)], { now: at(now) }), viewed.id);
  expect(rows).toHaveLength(1);
  return Object.fromEntries(columns.map((name, i) => [name, rows[0]![i]])) as never;
}

const id = 'AAAAAAAABBBBCCCCDDDDEEEEEEEEEEEE';
const dashed = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';

describe('a record as the normal view shows it', () => {
  test.each([
    [{ httpStatusCode_d: 403, ResultType: 'Success' }, 403, 'denied'],
    [{ httpStatusCode_d: 204 }, 204, 'ok'],
    [{ httpStatusCode_s: '404', ResultType: 'Success' }, 404, 'other'],
    [{ ResultSignature: 'Forbidden', ResultType: 'Success' }, 403, 'denied'],
    [{ ResultSignature: 'Not_Found' }, 404, 'other'],
    [{ ResultSignature: '202' }, 202, 'ok'],
    [{ ResultSignature: 'constructor', ResultType: 'Success' }, null, 'ok'],
    [{ ResultType: 'succeeded' }, null, 'ok'],
    [{ ResultType: 'Failed' }, null, 'other'],
    [{ OperationName: 'Authentication', httpStatusCode_d: 401 }, 401, 'challenge'],
    [{ AdditionalFields: { httpStatusCode: 403 } }, 403, 'denied'],
  ])('%j has status %s and outcome %s', async (cells, status, outcome) => {
    expect(await view(cells)).toMatchObject({ Status: status, Outcome: outcome });
  });

  test.each([
    [{ identity_claim_upn_s: 'Ann@X', identity_claim_appid_g: id }, 'user', 'ann@x'],
    [{ identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s: 'Ann@X' }, 'user', 'ann@x'],
    [{ identity_claim_unique_name_s: 'live.com#ann@x' }, 'user', 'ann@x'],
    [{ identity_claim_unique_name_s: 'ann_x#EXT#@y' }, 'user', 'ann_x#ext#@y'],
    [{ identity_claim_scp_s: 'user_impersonation', identity_claim_oid_g: id }, 'user', dashed],
    [{ identity_claim_appid_g: id, identity_claim_oid_g: 'x' }, 'app', dashed],
    [{ identity_claim_appid_s: id }, 'app', dashed],
    [
      { identity_claim_idtyp_s: 'app', identity_claim_upn_s: 'ann@x', identity_claim_oid_g: id },
      'app',
      dashed,
    ],
    [{ identity_claim_appid_g: id, identity_claim_xms_mirid_s: '/x' }, 'managedIdentity', dashed],
    [{ identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g: id }, 'app', dashed],
    [{ AdditionalFields: { identity_claim_upn: 'ann@x' } }, 'user', 'ann@x'],
    [{ ResultDescription: `Caller is not authorized: appid=${dashed};oid=${id};iss=x` }, 'app', dashed],
    [{ ResultDescription: `appid=${dashed}`, identity_claim_amr_s: '["pwd"]' }, 'unknown', ''],
    [{}, 'unknown', ''],
  ])('%j was done by a %s, %s', async (cells, type, actor) => {
    expect(await view(cells)).toMatchObject({ ActorType: type, Actor: actor });
  });

  test.each([
    [{ Resource: 'KV1', id_s: 'https://kv2.vault.azure.net/secrets/x' }, 'KV1'],
    [{ _ResourceId: '/x/providers/microsoft.keyvault/vaults/kv1' }, 'kv1'],
    [{ ResourceId: '/X/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV1' }, 'KV1'],
    [{ id_s: 'https://Kv1.vault.azure.net:443/secrets/x' }, 'Kv1'],
    [{ id_s: 'https://kv1.evil.example/secrets/x' }, ''],
    [{ requestUri_s: 'https://kv1.vault.usgovcloudapi.net/secrets?api-version=7.0' }, 'kv1'],
    [{ requestUri_s: 'https://management.azure.com/x/vaults/kv1?api-version=1' }, 'kv1'],
  ])('%j is of the vault %s', async (cells, vault) => {
    expect(await view(cells)).toMatchObject({ VaultName: vault, VaultKey: vault.toLowerCase() });
  });

  test.each([
    ['SecretGet', 'https://kv1.vault.azure.net/secrets/DB%2Dpassword/0123', '', 'secret/db-password'],
    ['SecretPurge', 'https://kv1.vault.azure.net/deletedsecrets/x', '', 'secret/x'],
    ['KeySign', '', 'https://kv1.vault.azure.net/keys/k/1/sign?api-version=7.0', 'key/k'],
    ['SecretList', '', 'https://kv1.vault.azure.net/secrets?maxresults=25', ''],
    ['SecretRestore', '', 'https://kv1.vault.azure.net/secrets/restore?x', ''],
    ['SecretRestore', 'https://kv1.vault.azure.net/secrets/restore', '', 'secret/restore'],
    ['CertificateContactsSet', '', 'https://kv1.vault.azure.net/certificates/contacts?x', ''],
    ['CertificateGet', '', 'https://kv1.vault.azure.net/certificates/contacts?x', 'certificate/contacts'],
    ['VaultGet', 'https://kv1.vault.azure.net/secrets/x', '', ''],
    ['SecretGet', 'https://kv1.vault.azure.net/secrets/100%', '', 'secret/100%'],
  ])('%s of %s %s is about %j', async (OperationName, id_s, requestUri_s, item) => {
    expect(await view({ OperationName, id_s, requestUri_s })).toMatchObject({ Item: item });
  });

  test.each([
    ['', 'none'],
    ['Go/1.2 HashiCorp Terraform/1.5', 'terraform'],
    ['AZURECLI/2.34.1 (HOMEBREW)', 'azure-cli'],
    ['Mozilla/5.0 (x) AzurePowershell/Az5.0', 'azure-powershell'],
    ['azsdk-net-Security.KeyVault/4.5.0', 'azsdk-net'],
    ['AzureResourceGraph.IngestionWorkerService.global/1.24', 'azure-resource-graph'],
    ['Mozilla/5.0 (Windows)', 'browser'],
    [dashed, 'guid'],
    ['python-requests/2.31', 'python-requests'],
    ['Curl 8', 'curl'],
  ])('the client %j is of the family %s', async (clientInfo_s, family) => {
    expect(await view({ clientInfo_s })).toMatchObject({ ClientFamily: family });
  });

  test.each([
    ['  secretget ', 'SecretGet', true],
    ['SecretSomethingNew', 'SecretSomethingNew', true],
    ['constructor', 'constructor', false],
    ['VaultPatch', 'VaultPatch', false],
    ['SecretNearExpiryEventGridNotification', 'SecretNearExpiryEventGridNotification', false],
  ])('the operation %j is %s', async (OperationName, operation, isData) => {
    expect(await view({ OperationName })).toMatchObject({ OperationName: operation, IsData: isData });
  });

  test('a call of access policies is told by its address', async () => {
    const requestUri_s =
      'https://management.azure.com/x/vaults/kv1/accessPolicies/Add?api-version=2023-07-01';
    expect(await view({ OperationName: 'Whatever', requestUri_s })).toMatchObject({ PolicyCall: 'add' });
  });

  test("background is a reader's VaultGet, never its other calls", async () => {
    const [application] = backgroundReaders.applications;
    const by = { identity_claim_appid_g: application };
    expect(await view({ ...by, OperationName: 'VaultGet' })).toMatchObject({ IsNoise: true });
    expect(await view({ ...by, OperationName: 'SecretGet' })).toMatchObject({ IsNoise: false });
    expect(await view({ OperationName: 'VaultGet' })).toMatchObject({ IsNoise: false });
  });

  test('readers can be added, and equal lists give one step', () => {
    const more = { applications: [...backgroundReaders.applications, dashed], clients: ['scanner'] };
    expect(events(more)).toBe(events({ ...more }));
    expect(events(more)).not.toBe(events());
    expect(events({ ...backgroundReaders })).toBe(events());
  });
});

test('records of other services, of Managed HSM, without a time, or later than the clock are left out', async () => {
  const left = [
    { Category: 'Other' },
    { ResourceType: 'MANAGEDHSMS' },
    { ResourceProvider: 'MICROSOFT.RECOVERYSERVICES' },
    { ResourceProvider: '', _ResourceId: '/x/microsoft.recoveryservices/vaults/kv1' },
    { ResourceProvider: '', OperationName: 'BackupCreate' },
    { ResourceProvider: '', ResourceType: '' },
    { TimeGenerated: 'yesterday' },
    { TimeGenerated: '2026-04-30T12:00:00.0000001Z' },
  ].map(record);
  const kept = [
    {},
    { Category: 'auditevent', ResourceProvider: 'microsoft.keyvault', ResourceType: 'vaults' },
    { ResourceProvider: '', _ResourceId: '/x/Microsoft.KeyVault/Vaults/kv1' },
    { ResourceProvider: '' },
    { TimeGenerated: '2026-04-30T12:00:00.0000000Z' },
  ].map(record);
  const rows = async (records: readonly Record[]) =>
    cellsOf(await replayed([viewed], records, { now: at(now) }), viewed.id).length;
  expect(await rows(left)).toBe(0);
  expect(await rows(kept)).toBe(kept.length);
});

const cells = (event: NonNullable<ReturnType<typeof eventByHand>>) => [
  event.timeText,
  event.operation,
  event.vaultName,
  event.vault,
  event.status,
  event.outcome,
  event.actor,
  event.actorType,
  event.objectId,
  event.appId,
  event.ip,
  event.client,
  event.item,
  event.target,
  event.policyCall,
  event.isData,
  event.isNoise,
];

test('the view is what plain code makes of any record, alone and with copies merged', async () => {
  const clock = BigInt(at(now));
  await fc.assert(
    fc.asyncProperty(viewHistories, async (records) => {
      const result = await replayed([viewed, merged], records, { now: at(now) });
      const byHand = records.flatMap((each) => eventByHand(each, clock) ?? []);
      expect(multiset(cellsOf(result, viewed.id))).toEqual(multiset(byHand.map(cells)));
      // Copies may differ in how they spell the vault.
      const unspelled = (rows: readonly (readonly unknown[])[]) =>
        multiset(rows.map((row) => row.toSpliced(2, 1)) as never);
      const once = eventsByHand(records, clock);
      expect(unspelled(cellsOf(result, merged.id)).length).toBe(once.length);
    }),
    { numRuns: 100 },
  );
}, 30_000);
