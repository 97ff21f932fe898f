import { describe, expect, test } from 'vitest';
import { azureDiagnosticsTable } from '../../src/records/azure-diagnostics.js';
import type { Column } from '../../src/records/schema.js';
import { expandRecord, type RecordFields } from '../../src/testing/expand-record.js';
import { kindNames } from '../../src/testing/record-kinds.js';
import { usualNow } from '../../src/testing/test-time.js';

const columns: ReadonlyMap<string, Column> = new Map(
  Object.entries(azureDiagnosticsTable.columns).map(([name, type]) => [name, { name, type }]),
);
const refused = (path: readonly string[], message: string) => new Error(`${path.join('.')}: ${message}`);
const refuse = { field: refused, value: refused };

const one = (kind: string, fields: RecordFields = {}) =>
  expandRecord(kind, fields, { columns, now: usualNow, refuse })[0]!;

const claimsOf = (record: object) => Object.keys(record).filter((name) => name.startsWith('identity_claim'));

describe('the usual columns of a record', () => {
  test.each(kindNames)('of %s are columns of the table, with values of their types', (kind) => {
    const forms = { string: 'string', datetime: 'string', real: 'number', long: 'number', bool: 'boolean' };
    for (const [name, value] of Object.entries(one(kind)))
      expect([name, typeof value]).toEqual([name, forms[columns.get(name)!.type as keyof typeof forms]]);
  });

  test('say the same of the vault wherever it stands', () => {
    expect(one('vaultPatch', { vault: 'kv-harbor', ResourceGroup: 'RG-HARBOR' })).toMatchObject({
      TimeGenerated: '2026-04-30T12:00:00.0000000Z',
      OperationName: 'VaultPatch',
      Resource: 'KV-HARBOR',
      ResourceId:
        '/SUBSCRIPTIONS/3F9D2A61-7C44-4A1B-9D02-6B1E8C5A7F30/RESOURCEGROUPS/RG-HARBOR/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV-HARBOR',
      _ResourceId:
        '/subscriptions/3f9d2a61-7c44-4a1b-9d02-6b1e8c5a7f30/resourcegroups/rg-harbor/providers/microsoft.keyvault/vaults/kv-harbor',
      id_s: 'https://kv-harbor.vault.azure.net/',
    });
    expect(one('secretGet', { Resource: 'KV-A', item: 'x' })).toMatchObject({
      id_s: 'https://kv-a.vault.azure.net/secrets/x',
    });
    expect(one('keyPurge', { item: 'x' })).toMatchObject({
      id_s: 'https://kv-test.vault.azure.net/deletedkeys/x',
    });
    expect(one('secretList')).not.toHaveProperty('id_s');
  });

  test('carry long claims on the management plane, short ones on the data plane, and none without a caller', () => {
    const long = claimsOf(one('vaultPatch', { user: 'eve@x' }));
    expect(long.filter((name) => !name.includes('http_schemas'))).toEqual(['identity_claim_appid_g']);
    const short = one('secretGet', { user: 'eve@x', CallerIPAddress: '198.51.100.7' });
    expect(claimsOf(short).some((name) => name.includes('http_schemas'))).toBe(false);
    expect(short).toMatchObject({
      identity_claim_upn_s: 'eve@x',
      identity_claim_idtyp_s: 'user',
      identity_claim_ipaddr_s: '198.51.100.7',
    });
    expect(claimsOf(one('authentication'))).toEqual([]);
    expect(one('authentication')).toMatchObject({ httpStatusCode_d: 401, ResultSignature: 'Unauthorized' });
  });

  test('are those of an application that calls by itself, unless there is a user too', () => {
    const alone = one('secretGet', { application: 'a' });
    expect(alone).toMatchObject({ identity_claim_appid_g: 'a', identity_claim_idtyp_s: 'app' });
    expect(alone).not.toHaveProperty('identity_claim_upn_s');
    expect(one('secretGet', { user: null })).not.toHaveProperty('identity_claim_scp_s');
    expect(one('secretGet', { application: 'a', user: 'eve@x' })).toMatchObject({
      identity_claim_appid_g: 'a',
      identity_claim_upn_s: 'eve@x',
    });
  });

  test('follow the status, but say Success as Azure does', () => {
    expect(one('secretGet', { httpStatusCode_d: 403 })).toMatchObject({
      ResultType: 'Success',
      ResultSignature: 'Forbidden',
      isAccessPolicyMatch_b: false,
    });
  });

  test('of the bare kind are none', () => {
    expect(one('record', { Resource: 'A' })).toEqual({
      TimeGenerated: '2026-04-30T12:00:00.0000000Z',
      Resource: 'A',
    });
  });
});
