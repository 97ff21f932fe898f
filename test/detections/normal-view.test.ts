import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { events } from '../../detections/normal-view/events.js';
import { canonicalOrder } from '../../detections/normal-view/order.js';
import { detection } from '../../src/index.js';
import { hardenedHistories } from '../support/hardened-histories.js';
import { clock } from '../support/histories.js';
import { eventsByHand } from '../support/normal-view-by-hand.js';
import { about } from '../support/patches.js';
import { type HandRecord, ticksOf } from '../support/published-by-hand.js';
import { at, cellsOf, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

const viewed = detection({
  ...about,
  id: 'tests/viewed',
  query: events()
    .merge(...canonicalOrder)
    .project(
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
      'IsNoise',
    ),
  time: 'TimeGenerated',
});

const now = at(clock);

const viewOf = async (records: readonly HandRecord[]) =>
  cellsOf(await replayed([viewed], records, { now }), viewed.id);

const byHand = (records: readonly HandRecord[]) =>
  eventsByHand(records, ticksOf(clock)!).map((event) => [
    event.record['TimeGenerated']!,
    event.operation,
    event.vault,
    event.vaultKey,
    event.status,
    event.outcome,
    event.actor,
    event.actorType,
    event.objectId,
    event.appId,
    event.ip,
    event.family,
    event.item,
    event.target,
    event.policyCall,
    event.isNoise,
  ]);

test('the normal view shows of records what plain loops show, over any history', async () => {
  await fc.assert(
    fc.asyncProperty(hardenedHistories, async (records) => {
      expect(multiset(await viewOf(records))).toEqual(multiset(byHand(records)));
    }),
    { numRuns: 100 },
  );
}, 30_000);

const record = (cells: HandRecord): HandRecord => ({
  TimeGenerated: '2026-04-20T09:00:00.0000000Z',
  OperationName: 'SecretGet',
  ResourceProvider: 'MICROSOFT.KEYVAULT',
  ResourceType: 'VAULTS',
  Resource: 'KV1',
  ResultType: 'Success',
  ...cells,
});

/** One column of the view of one record. */
async function seen(column: string, cells: HandRecord): Promise<unknown> {
  const result = await replayed([viewed], [record(cells)], { now });
  const { columns } = result.tables[0]!;
  return cellsOf(result, viewed.id)[0]?.[columns.findIndex(({ name }) => name === column)];
}

describe('an item', () => {
  const host = 'https://kv1.vault.azure.net';
  test.each([
    ['SecretGet', { id_s: `${host}/secrets/DB-Password/0123` }, 'secret/db-password'],
    ['SecretPurge', { id_s: `${host}/deletedsecrets/a` }, 'secret/a'],
    ['KeySign', { requestUri_s: `${host}:8443/keys/k%20one/1/sign?api-version=7.4` }, 'key/k one'],
    ['KeyGet', { id_s: `${host}/keys/%zz` }, 'key/%zz'],
    ['CertificateGetDeleted', { id_s: `${host}/deletedcertificates/tls` }, 'certificate/tls'],
    ['StorageGet', { id_s: `${host}/storage/acc` }, 'storage/acc'],
    ['SecretList', { requestUri_s: `${host}/secrets?maxresults=25` }, ''],
    ['SecretList', { requestUri_s: `${host}/secrets/?api-version=7.4` }, ''],
    ['SecretRestore', { requestUri_s: `${host}/secrets/restore?api-version=7.4` }, ''],
    ['SecretRestore', { id_s: `${host}/secrets/restore` }, 'secret/restore'],
    ['SecretGet', { requestUri_s: `${host}/secrets/restore` }, 'secret/restore'],
    ['CertificateContactsSet', { requestUri_s: `${host}/certificates/contacts` }, ''],
    ['CertificateIssuerGet', { requestUri_s: `${host}/certificates/issuers/one` }, ''],
    ['CertificateGet', { requestUri_s: `${host}/certificates/contacts` }, 'certificate/contacts'],
    ['VaultGet', { id_s: `${host}/` }, ''],
    ['SecretGet', { id_s: `${host}/other/a` }, ''],
  ])('of %s at %o is "%s"', async (OperationName, cells, item) => {
    expect(await seen('Item', { OperationName, ...cells })).toBe(item);
  });
});

describe('an outcome', () => {
  test.each([
    [{ httpStatusCode_d: '200' }, 'ok'],
    [{ httpStatusCode_d: '299' }, 'ok'],
    [{ httpStatusCode_d: '199' }, 'other'],
    [{ httpStatusCode_d: '300' }, 'other'],
    [{ httpStatusCode_d: '403' }, 'denied'],
    [{ httpStatusCode_d: '401' }, 'denied'],
    [{ httpStatusCode_d: '401', OperationName: 'Authentication' }, 'challenge'],
    [{ httpStatusCode_d: '403', OperationName: 'Authentication' }, 'denied'],
    [{ httpStatusCode_s: '403' }, 'denied'],
    [{ AdditionalFields: '{"httpStatusCode":403}' }, 'denied'],
    [{ ResultSignature: 'Forbidden' }, 'denied'],
    [{ ResultSignature: 'not_FOUND' }, 'other'],
    [{ ResultSignature: 'No-Content' }, 'ok'],
    [{ ResultSignature: '429' }, 'other'],
    [{ ResultSignature: 'Whatever' }, 'ok'],
    [{ ResultType: 'succeeded' }, 'ok'],
    [{ ResultType: 'Failed' }, 'other'],
    [{ ResultType: 'Failed', httpStatusCode_d: '200' }, 'ok'],
  ])('of %o is %s', async (cells, outcome) => {
    expect(await seen('Outcome', cells as HandRecord)).toBe(outcome);
  });
});

describe('a vault', () => {
  const id = '/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/';
  test.each([
    [{}, 'KV1'],
    [{ Resource: '', _ResourceId: `${id}kv2` }, 'kv2'],
    [{ Resource: '', ResourceId: `${id.toUpperCase()}KV2` }, 'KV2'],
    [{ Resource: '', id_s: 'https://kv3.vault.azure.cn/secrets/a' }, 'kv3'],
    [{ Resource: '', id_s: 'https://kv3.vault.azure.net.evil.example/secrets/a' }, ''],
    [{ Resource: '', requestUri_s: 'https://Kv4.vault.usgovcloudapi.net:443/keys' }, 'Kv4'],
    [{ Resource: '', requestUri_s: `https://management.azure.com${id}kv5?api-version=1` }, 'kv5'],
    [{ Resource: '' }, ''],
  ])('of %o is "%s"', async (cells, vault) => {
    expect(await seen('VaultName', cells as HandRecord)).toBe(vault);
  });
});

describe('a record', () => {
  test.each([
    ['is kept', {}, true],
    [
      'is kept whatever the case of its words',
      { ResourceProvider: 'microsoft.KeyVault', ResourceType: 'vaults' },
      true,
    ],
    ['of another provider is not kept', { ResourceProvider: 'MICROSOFT.RECOVERYSERVICES' }, false],
    ['of another category is not kept', { Category: 'AzurePolicyEvaluationDetails' }, false],
    ['of Managed HSM is not kept', { ResourceType: 'MANAGEDHSMS' }, false],
    [
      'is kept by its resource id',
      { ResourceProvider: '', ResourceId: '/X/MICROSOFT.KEYVAULT/VAULTS/KV1' },
      true,
    ],
    [
      'of another resource is not kept',
      { ResourceProvider: '', _ResourceId: '/x/microsoft.recoveryservices/vaults/kv1' },
      false,
    ],
    ['is kept by its operation alone', { ResourceProvider: '' }, true],
    ['of an operation of others is not kept', { ResourceProvider: '', OperationName: 'Backup' }, false],
    ['without provider, id and type is not kept', { ResourceProvider: '', ResourceType: '' }, false],
    ['without a time is not kept', { TimeGenerated: '' }, false],
    ['at the clock is kept', { TimeGenerated: clock }, true],
    ['after the clock is not kept', { TimeGenerated: '2026-04-30T12:00:00.0000001Z' }, false],
  ])('%s', async (_, cells, isKept) => {
    expect((await viewOf([record(cells as HandRecord)])).length).toBe(isKept ? 1 : 0);
  });
});

test('a client family does not know versions', async () => {
  const families = [
    ['', 'none'],
    ['azsdk-python-keyvault-secrets/4.8.0 Python/3.12', 'azsdk-python'],
    ['HashiCorp Terraform/1.9 azsdk-go/1', 'terraform'],
    ['AZURECLI/2.74.0 (MSI)', 'azure-cli'],
    ['AzurePowershell/v12 PSVersion/v7', 'azure-powershell'],
    ['PolicyScan/1', 'azure-policy'],
    ['Mozilla/5.0 (Windows NT 10.0)', 'browser'],
    ['3686488a-04fc-4d8a-b967-61f98ec41efe', 'guid'],
    ['Go-http-client/2.0', 'go-http-client'],
    ['FxVersion 4', 'fxversion'],
  ] as const;
  for (const [clientInfo_s, family] of families)
    expect(await seen('ClientFamily', { clientInfo_s }), clientInfo_s).toBe(family);
});

test('the readers of inventories are noise where they read the settings of a vault, and nowhere else', async () => {
  const reader = { identity_claim_appid_g: '509E4652-DA8D-478D-A730-E9D4A1996CA4' };
  expect(await seen('IsNoise', { ...reader, OperationName: 'VaultGet' })).toBe(true);
  expect(await seen('IsNoise', { ...reader, OperationName: 'SecretGet' })).toBe(false);
  expect(await seen('IsNoise', { OperationName: 'VaultGet' })).toBe(false);
  expect(await seen('IsNoise', { OperationName: 'VaultGet', clientInfo_s: 'PolicyScan/1' })).toBe(true);
  expect(await seen('IsNoise', { OperationName: 'Authentication' })).toBe(true);
  expect(await seen('IsNoise', { OperationName: 'KeyNearExpiryEventGridNotification' })).toBe(true);
});

test('a refusal names its caller in words only where no claim does', async () => {
  const words = "'appid=4d9f1c72-6a08-4be3-9f5d-21c8e0b7a345;oid=F2A8C6D4-1b3e-4975-80da-4c7e9b1f5a60;'";
  expect(await seen('ActorObjectId', { ResultDescription: words })).toBe(
    'f2a8c6d4-1b3e-4975-80da-4c7e9b1f5a60',
  );
  expect(await seen('AppId', { ResultDescription: words })).toBe('4d9f1c72-6a08-4be3-9f5d-21c8e0b7a345');
  expect(await seen('AppId', { ResultDescription: words, identity_claim_ipaddr_s: '10.0.0.1' })).toBe('');
});

test('copies of a record are one event with the evidence of all', async () => {
  const whole = record({ CorrelationId: 'c', clientInfo_s: 'AZURECLI/2', DurationMs: '3' });
  const { DurationMs: _, ...less } = whole;
  const result = await replayed([viewed], [less, whole, record({ CorrelationId: 'd' }), whole], { now });
  expect(result.findings.map(({ evidence }) => evidence.map(({ line }) => line).sort()).sort()).toEqual([
    [1, 2, 4],
    [3],
  ]);
});
