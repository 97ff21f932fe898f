import { describe, expect, test } from 'vitest';
import { readShape, told } from '../../support/read-shape.js';

const resourceId =
  '/SUBSCRIPTIONS/3F9D2A61-7C44-4A1B-9D02-6B1E8C5A7F30/RESOURCEGROUPS/RG-HARBOR/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV-HARBOR-PROD';

const resource = {
  ResourceId: resourceId,
  SubscriptionId: '3f9d2a61-7c44-4a1b-9d02-6b1e8c5a7f30',
  ResourceGroup: 'RG-HARBOR',
  ResourceProvider: 'MICROSOFT.KEYVAULT',
  ResourceType: 'VAULTS',
  Resource: 'KV-HARBOR-PROD',
  _ResourceId: resourceId.toLowerCase(),
};

const event = {
  time: '2026-03-11T08:21:07.3145920Z',
  category: 'AuditEvent',
  operationName: 'VaultPatch',
  resultType: 'Success',
  callerIpAddress: '203.0.113.24',
  identity: {
    claim: {
      'http://schemas.microsoft.com/identity/claims/objectidentifier': 'C2A4E6F8-0b1d-4c3e-9f5a-7b8c9d0e1f23',
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': 'vault.admin@harbor.example',
      appid: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
    },
  },
  properties: {
    id: 'https://kv-harbor-prod.vault.azure.net/',
    httpStatusCode: 200,
    properties: {
      sku: { Family: 'A', Name: 'standard', Capacity: null },
      networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny' },
      enableRbacAuthorization: false,
      enablePurgeProtection: null,
    },
  },
  resourceId,
  operationVersion: '2023-07-01',
  resultSignature: 'OK',
  durationMs: '64',
};

/** Reads one event and gives its columns, save for those that every event of these tests has. */
async function flattened(fields: object, more: readonly string[] = []) {
  const { rows, columns } = await readShape('audit-object', JSON.stringify({ time: event.time, ...fields }), {
    kind: 'audit event',
    more,
  });
  const { TimeGenerated, Type, ...cells } = rows[0]!;
  return { cells, columns: columns.filter((name) => name !== 'TimeGenerated' && name !== 'Type') };
}

describe('a raw audit event', () => {
  test('becomes a row of AzureDiagnostics', async () => {
    const { rows, columns } = await readShape('audit-object', JSON.stringify(event), { kind: 'audit event' });
    const row = {
      TimeGenerated: '2026-03-11T08:21:07.3145920Z',
      Category: 'AuditEvent',
      OperationName: 'VaultPatch',
      OperationVersion: '2023-07-01',
      ResultType: 'Success',
      ResultSignature: 'OK',
      DurationMs: 64,
      CallerIPAddress: '203.0.113.24',
      ...resource,
      id_s: 'https://kv-harbor-prod.vault.azure.net/',
      httpStatusCode_d: 200,
      identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g:
        'c2a4e6f8-0b1d-4c3e-9f5a-7b8c9d0e1f23',
      identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s: 'vault.admin@harbor.example',
      identity_claim_appid_g: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
      properties_sku_Family_s: 'A',
      properties_sku_Name_s: 'standard',
      properties_networkAcls_bypass_s: 'AzureServices',
      properties_networkAcls_defaultAction_s: 'Deny',
      properties_enableRbacAuthorization_b: false,
      Type: 'AzureDiagnostics',
    };
    expect(rows).toEqual([row]);
    expect([...columns].sort()).toEqual(Object.keys(row).sort());
  });

  test('has the parts of its resource in upper case even where the id is not', async () => {
    const id =
      '/subscriptions/3f9d2a61-7c44-4a1b-9d02-6b1e8c5a7f30/resourceGroups/providers/providers/Microsoft.KeyVault/managedHSMs/pool';
    expect((await flattened({ resourceId: id })).cells).toEqual({
      ResourceId: id.toUpperCase(),
      SubscriptionId: resource.SubscriptionId,
      ResourceGroup: 'PROVIDERS',
      ResourceProvider: 'MICROSOFT.KEYVAULT',
      ResourceType: 'MANAGEDHSMS',
      Resource: 'POOL',
      _ResourceId: id.toLowerCase(),
    });
  });

  const suffixes: readonly (readonly [rule: string, properties: object, cells: object])[] = [
    ['a text gets _s', { a: 'x' }, { a_s: 'x' }],
    ['a bool gets _b', { a: false }, { a_b: false }],
    ['a number gets _d', { a: 1.5 }, { a_d: 1.5 }],
    ['an ISO date gets _t', { a: '2026-03-11T08:14:12+00:00' }, { a_t: '2026-03-11T08:14:12.0000000Z' }],
    [
      'a GUID gets _g',
      { a: 'C2A4E6F8-0B1D-4C3E-9F5A-7B8C9D0E1F23' },
      { a_g: 'c2a4e6f8-0b1d-4c3e-9f5a-7b8c9d0e1f23' },
    ],
    [
      '32 hex digits are a GUID, shown with dashes',
      { appliedAssignmentId: '4F1e2d3c4b5a69788796a5b4c3d2e1f0' },
      { appliedAssignmentId_g: '4f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0' },
    ],
    [
      'a blacked-out GUID is a text',
      { tenantId: '3f9d2a61-7c44-4a1b-9d02-XXXXXXXXXXXX' },
      { tenantId_s: '3f9d2a61-7c44-4a1b-9d02-XXXXXXXXXXXX' },
    ],
    [
      'epoch seconds stay a number',
      { keyProperties: { attributes: { exp: 1773216930 } } },
      { keyProperties_attributes_exp_d: 1773216930 },
    ],
    [
      'a known column of text keeps a GUID',
      { clientInfo: '3686488a-04fc-4d8a-b967-61f98ec41efe' },
      { clientInfo_s: '3686488a-04fc-4d8a-b967-61f98ec41efe' },
    ],
    [
      'a known column of text keeps a number and a bool',
      { subnetId: 5, tlsVersion: true },
      { subnetId_s: '5', tlsVersion_s: 'true' },
    ],
    ['a known column of numbers keeps digits', { httpStatusCode: '200' }, { httpStatusCode_d: 200 }],
    ['a known column of numbers leaves other texts', { httpStatusCode: 'OK' }, { httpStatusCode_s: 'OK' }],
    ['a known column of bools keeps the words', { isRbacAuthorized: 'True' }, { isRbacAuthorized_b: true }],
    ['null gives no column', { a: null, b: { c: null } }, {}],
    ['an empty object gives no column', { a: {}, b: { c: {} } }, {}],
    [
      'an array is JSON without spaces',
      { a: [], b: [1, { c: null }, 'x'] },
      { a_s: '[]', b_s: '[1,{"c":null},"x"]' },
    ],
    ['levels are joined', { a: { B: { c: 'x' } } }, { a_B_c_s: 'x' }],
    [
      'letter case tells columns apart',
      { clientIP: 'x', clientIp: 'y' },
      { clientIP_s: 'x', clientIp_s: 'y' },
    ],
    [
      'symbols become one underscore',
      { $schema: 'x', 'a--b': { 'http://c/d': 'y' }, xms_az_x: 'z' },
      { _schema_s: 'x', a_b_http_c_d_s: 'y', xms_az_x_s: 'z' },
    ],
    [
      'one leading properties is dropped, and no more',
      { properties: { properties: { a: 1 } } },
      { properties_properties_a_d: 1 },
    ],
    [
      'hostile names are names',
      { constructor: 'x', toString: { valueOf: 'y' } },
      { constructor_s: 'x', toString_valueOf_s: 'y' },
    ],
  ];
  test.each(suffixes)('%s', async (_, properties, cells) => {
    const given = await flattened({ properties }, Object.keys(cells));
    expect(given.cells).toEqual(cells);
    expect([...given.columns].sort()).toEqual(Object.keys(cells).sort());
  });

  test('with the name __proto__ pollutes nothing', async () => {
    const text = `{"time":"${event.time}","__proto__":{"polluted":"x"},"properties":{"__proto__":{"polluted":"y"}}}`;
    const { rows } = await readShape('audit-object', text, {
      kind: 'audit event',
      more: ['_proto__polluted_s'],
    });
    expect(rows[0]).toMatchObject({ _proto__polluted_s: 'x' });
    expect('polluted' in {}).toBe(false);
  });

  test('whose identity is empty has no column of it', async () => {
    expect(await flattened({ identity: {} })).toEqual({ cells: {}, columns: [] });
    expect(await flattened({ identity: { claim: {} } })).toEqual({ cells: {}, columns: [] });
  });

  test('of a managed HSM has its identity as text and fields at the top', async () => {
    const { cells } = await flattened(
      {
        identity: '{"claim":{"appid":"6f1b3d5e-8a2c-4e7f-b9d1-0c2e4a6b8d10"}}',
        clientInfo: 'azsdk',
        httpStatusCode: 202,
        subnetId: '(unknown)',
        durationMs: 488,
        properties: { PoolType: 'M-HSM' },
        resource: 'pool',
        resourceGroup: 'rg',
        resourceProvider: 'MICROSOFT.KEYVAULT',
        resourceType: 'managedHSMs',
      },
      ['PoolType_s'],
    );
    expect(cells).toEqual({
      identity_claim_appid_g: '6f1b3d5e-8a2c-4e7f-b9d1-0c2e4a6b8d10',
      clientInfo_s: 'azsdk',
      httpStatusCode_d: 202,
      subnetId_s: '(unknown)',
      DurationMs: 488,
      PoolType_s: 'M-HSM',
    });
  });

  test.each([
    'not json',
    '{"a":',
    `{"a":${'['.repeat(300)}${']'.repeat(300)}}`,
  ])('keeps an identity that is other text: %.12s', async (identity) => {
    expect((await flattened({ identity }, ['identity_s'])).cells).toEqual({ identity_s: identity });
  });

  test('whose properties are no object keeps them as they are', async () => {
    expect((await flattened({ properties: 'x' })).cells).toEqual({ properties_s: 'x' });
    expect((await flattened({ properties: ['x'] })).cells).toEqual({ properties_s: '["x"]' });
  });

  test('shows access policies and IP rules under the names of the published queries', async () => {
    const { cells } = await flattened({
      properties: {
        addedAccessPolicy: {
          ObjectId: 'c2a4e6f8-0b1d-4c3e-9f5a-7b8c9d0e1f23',
          Permissions: { keys: ['get', 'list'] },
        },
        addedIpRule: { Value: '203.0.113.0/24' },
      },
    });
    expect(cells).toEqual({
      addedAccessPolicy_ObjectId_g: 'c2a4e6f8-0b1d-4c3e-9f5a-7b8c9d0e1f23',
      addedAccessPolicy_Permissions_keys_s: '["get","list"]',
      addedIpRule_Value_s: '203.0.113.0/24',
    });
  });

  test('of another category or resource is counted with its reason and left out', async () => {
    const lines = [
      event,
      { ...event, category: 'AzurePolicyEvaluationDetails' },
      {
        ...event,
        resourceId: '/SUBSCRIPTIONS/X/RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.STORAGE/STORAGEACCOUNTS/S',
      },
      { ...event, category: { value: 'Administrative' } },
      { hello: 1 },
      { ...event, category: null, resourceId: '' },
    ].map((line) => JSON.stringify(line));
    const read = await readShape('audit-lines', lines.join('\n'), { kind: 'audit event' });
    expect(read.lines).toEqual([1, 6]);
    expect(told(read, 'other-table')).toEqual([
      '2: Key Vault records of the category AzurePolicyEvaluationDetails: Azure Policy results, no access to vaults',
      '3: resource logs of MICROSOFT.STORAGE, not of Key Vault',
      `4: no audit event of Key Vault: category {"value":"Administrative"}, resource "${resourceId.slice(0, 56)}…`,
      '5: no event: it has neither time nor operationName',
    ]);
    expect(read.rejected).toBe(0);
  });

  test('of absurdly many fields is read, though not all names are kept', async () => {
    const many = Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`f${i}`, i]));
    const long = { [`k${'x'.repeat(2_000)}`]: 1 };
    const { cells, columns } = await flattened({ properties: { ...long, ...many } }, ['f29999_d']);
    expect(cells).toEqual({ f29999_d: 29_999 });
    expect(columns.length).toBeLessThanOrEqual(5_000);
  });
});
