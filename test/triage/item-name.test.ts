import { expect, test } from 'vitest';
import { itemName } from '../../src/triage/item-name.js';

test.each([
  ['https://kv1.vault.azure.net/secrets/db-password/0123456789abcdef', 'kv1/secret/db-password'],
  ['https://KV1.VAULT.AZURE.NET:443/Keys/Signing?api-version=7.4', 'kv1/key/signing'],
  ['https://kv1.vault.azure.cn/deletedcertificates/web', 'kv1/certificate/web'],
  ['https://kv1.vault.azure.net/secrets/a%20b', 'kv1/secret/a b'],
  ['https://kv1.vault.azure.net/secrets/%E0%A4%A', 'kv1/secret/%e0%a4%a'],
  ['secret/db-password', 'kv2/secret/db-password'],
  ['KV3/key/signing', 'kv3/key/signing'],
])('%s names %s', (text, item) => {
  expect(itemName(text, 'KV2')).toBe(item);
});

test.each([
  'https://kv1.vault.azure.net/secrets',
  'https://kv1.vault.azure.net/secrets?maxresults=25',
  'https://kv1.vault.azure.net/secrets/restore?api-version=7.4',
  'https://kv1.vault.azure.net.evil.example/secrets/x',
  'https://management.azure.com/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/kv1',
  '/subscriptions/s/resourceGroups/r',
  'secret/',
  '',
])('%s names no item', (text) => {
  expect(itemName(text, 'kv1')).toBeNull();
});

test('without a vault, a kind and a name are no item', () => {
  expect(itemName('secret/x', '')).toBeNull();
});
