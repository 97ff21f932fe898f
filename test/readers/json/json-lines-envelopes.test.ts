import { describe, expect, test } from 'vitest';
import { readShape } from '../../support/read-shape.js';

const resourceId =
  '/SUBSCRIPTIONS/3F9D2A61-7C44-4A1B-9D02-6B1E8C5A7F30/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV';
const event = (operationName: string, more: object = {}) => ({
  time: '2026-03-11T08:15:30.1234567Z',
  category: 'AuditEvent',
  operationName,
  resourceId,
  ...more,
});

describe('lines of raw audit events', () => {
  test('may hold whole message bodies between single events', async () => {
    const lines = [event('SecretGet'), { records: [event('KeyGet'), event('KeySign')] }, [event('VaultGet')]];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    const { rows } = await readShape('audit-lines', text, { kind: 'audit event' });
    expect(rows.map((row) => row['OperationName'])).toEqual(['SecretGet', 'KeyGet', 'KeySign', 'VaultGet']);
  });

  test('give a column the value that is not empty, in whichever order a field comes twice', async () => {
    const twice = event('SecretGet', { clientInfo: '', properties: { clientInfo: 'agent' } });
    const { rows } = await readShape('audit-lines', JSON.stringify(twice), { kind: 'audit event' });
    expect(rows).toMatchObject([{ clientInfo_s: 'agent' }]);
  });
});
