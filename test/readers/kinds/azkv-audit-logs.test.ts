import { describe, expect, test } from 'vitest';
import { readShape } from '../../support/read-shape.js';

const time = '2026-03-11T08:15:30.1234567Z';
const id =
  '/subscriptions/3f9d2a61-7c44-4a1b-9d02-6b1e8c5a7f30/resourcegroups/rg-harbor/providers/microsoft.keyvault/vaults/kv-harbor-prod';

/** Maps one row and gives its columns, save for those that every row has. */
async function mapped(row: object, more: readonly string[] = []) {
  const { rows, columns } = await readShape('row-array', JSON.stringify([{ TimeGenerated: time, ...row }]), {
    kind: 'AZKVAuditLogs',
    more,
  });
  const { TimeGenerated, Category, Type, ...cells } = rows[0]!;
  expect([TimeGenerated, Category, Type]).toEqual([time, 'AuditEvent', 'AZKVAuditLogs']);
  return { cells, columns };
}

describe('a row of AZKVAuditLogs', () => {
  const cases: readonly (readonly [object, object])[] = [
    [
      {
        OperationName: 'KeySign',
        OperationVersion: '7.4',
        ResultType: 'Success',
        ResultSignature: 'OK',
        ResultDescription: 'x',
        CorrelationId: 'c',
        DurationMs: 152,
      },
      {
        OperationName: 'KeySign',
        OperationVersion: '7.4',
        ResultType: 'Success',
        ResultSignature: 'OK',
        ResultDescription: 'x',
        CorrelationId: 'c',
        DurationMs: 152,
      },
    ],
    [
      {
        CallerIpAddress: '203.0.113.24',
        HttpStatusCode: 400,
        ClientInfo: 'azsdk',
        Tlsversion: 'TLS1_3',
        Algorithm: 'ES256',
        SubnetId: 's',
        TrustedService: 't',
      },
      {
        CallerIPAddress: '203.0.113.24',
        httpStatusCode_d: 400,
        clientInfo_s: 'azsdk',
        tlsVersion_s: 'TLS1_3',
        algorithm_s: 'ES256',
        subnetId_s: 's',
        trustedService_s: 't',
      },
    ],
    [
      {
        IsAccessPolicyMatch: true,
        IsRbacAuthorized: false,
        IsAddressAuthorized: true,
        AddressAuthorizationType: 'PublicIP',
        HsmPoolResourceId: 'h',
      },
      {
        isAccessPolicyMatch_b: true,
        isRbacAuthorized_b: false,
        isAddressAuthorized_b: true,
        addrAuthType_s: 'PublicIP',
        hsmPoolResourceId_s: 'h',
      },
    ],
    [
      { AppliedAssignmentId: '4F1E2d3c4b5a69788796a5b4c3d2e1f0' },
      { appliedAssignmentId_g: '4f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0' },
    ],
    [
      {
        EnabledForDeployment: true,
        EnabledForDiskEncryption: false,
        EnabledForTemplateDeployment: true,
        EnableSoftDelete: true,
        SoftDeleteRetentionInDays: 90,
        EnableRbacAuthorization: false,
        EnablePurgeProtection: true,
      },
      {
        properties_enabledForDeployment_b: true,
        properties_enabledForDiskEncryption_b: false,
        properties_enabledForTemplateDeployment_b: true,
        properties_enableSoftDelete_b: true,
        properties_softDeleteRetentionInDays_d: 90,
        properties_enableRbacAuthorization_b: false,
        properties_enablePurgeProtection_b: true,
      },
    ],
    [
      { TenantId: 'w', SourceSystem: 'Azure', _BilledSize: 1.5, _IsBillable: 'True', _ItemId: 'i' },
      { TenantId: 'w', SourceSystem: 'Azure', _BilledSize: 1.5, _IsBillable: 'True', _ItemId: 'i' },
    ],
    [{ IsRbacAuthorized: null, HttpStatusCode: null, ClientInfo: '', Identity: '', Sku: null }, {}],
  ];
  test.each(cases)('has the columns of AzureDiagnostics: %j', async (row, cells) => {
    expect((await mapped(row, Object.keys(cells))).cells).toEqual(cells);
  });

  const dynamics: readonly (readonly [object, object])[] = [
    [
      {
        Identity: {
          claim: {
            oid: 'c2a4e6f8-0b1d-4c3e-9f5a-7b8c9d0e1f23',
            'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': 'a@b',
            xms_az_nwperimid: [],
          },
        },
      },
      {
        identity_claim_oid_g: 'c2a4e6f8-0b1d-4c3e-9f5a-7b8c9d0e1f23',
        identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s: 'a@b',
        identity_claim_xms_az_nwperimid_s: '[]',
      },
    ],
    [
      { Sku: { family: 'A', NAME: 'standard' } },
      { properties_sku_Family_s: 'A', properties_sku_Name_s: 'standard' },
    ],
    [
      { NetworkAcls: { Bypass: 'None', DefaultAction: 'Deny' } },
      { properties_networkAcls_bypass_s: 'None', properties_networkAcls_defaultAction_s: 'Deny' },
    ],
    [
      {
        VaultProperties: {
          addedIpRule: { Value: '203.0.113.7' },
          addedAccessPolicy: { Permissions: { keys: ['get'] } },
          other: { a: 1 },
        },
      },
      {
        addedIpRule_Value_s: '203.0.113.7',
        addedAccessPolicy_Permissions_keys_s: '["get"]',
        VaultProperties_other_a_d: 1,
      },
    ],
    [
      {
        KeyProperties: { type: 'RSA', size: 4096 },
        SecretProperties: { type: 's' },
        CertificateProperties: { subject: 'CN=x' },
        CertificatePolicyProperties: { keyProperties: { reuse: true } },
        CertificateIssuerProperties: { a: 'i' },
        CertificateRequestProperties: { a: 'r' },
        StorageAccountProperties: { a: 'st' },
        StorageSasDefinitionProperties: { a: 'sas' },
        Nsp: { a: 'n' },
      },
      {
        keyProperties_type_s: 'RSA',
        keyProperties_size_d: 4096,
        secretProperties_type_s: 's',
        certificateProperties_subject_s: 'CN=x',
        certificatePolicyProperties_keyProperties_reuse_b: true,
        certificateIssuerProperties_a_s: 'i',
        certificateRequestProperties_a_s: 'r',
        storageAccountProperties_a_s: 'st',
        storageSasDefinitionProperties_a_s: 'sas',
        nsp_a_s: 'n',
      },
    ],
    [
      {
        Properties: { id: 'from properties', clientInfo: 'kept', properties: { sku: { Name: 'premium' } } },
        Id: 'https://example.org/',
      },
      { id_s: 'https://example.org/', clientInfo_s: 'kept', properties_sku_Name_s: 'premium' },
    ],
  ];
  test.each(
    dynamics,
  )('has dynamic columns flattened, given as objects or as JSON text: %j', async (row, cells) => {
    const texts = Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'object' ? JSON.stringify(value) : (value as unknown),
      ]),
    );
    const more = Object.keys(cells);
    for (const given of [row, texts]) {
      const read = await mapped(given, more);
      expect(read.cells).toEqual(cells);
      expect(read.columns).toEqual(expect.arrayContaining(more));
      for (const name of Object.keys(row)) if (name !== 'Id') expect(read.columns).not.toContain(name);
    }
  });

  test('keeps a dynamic column that holds no object', async () => {
    expect((await mapped({ Identity: 'System.Object[]' }, ['identity_s'])).cells).toEqual({
      identity_s: 'System.Object[]',
    });
    expect((await mapped({ VaultProperties: '[1]' }, ['VaultProperties_s'])).cells).toEqual({
      VaultProperties_s: '[1]',
    });
  });

  const parts = {
    ResourceId: id.toUpperCase(),
    SubscriptionId: '3f9d2a61-7c44-4a1b-9d02-6b1e8c5a7f30',
    ResourceGroup: 'RG-HARBOR',
    ResourceProvider: 'MICROSOFT.KEYVAULT',
    ResourceType: 'VAULTS',
    Resource: 'KV-HARBOR-PROD',
    _ResourceId: id,
  };

  test('is of the resource in its id', async () => {
    expect((await mapped({ _ResourceId: id, _SubscriptionId: 'ABC' })).cells).toEqual({
      ...parts,
      SubscriptionId: 'abc',
      _SubscriptionId: 'ABC',
    });
    const { cells, columns } = await mapped({ _ResourceId: id });
    expect(cells).toEqual(parts);
    expect(columns).toEqual(expect.arrayContaining([...Object.keys(parts), 'Category', 'Type']));
  });

  test.each([
    ['Id', 'https://kv-harbor-prod.vault.azure.net/secrets/x', 'KV-HARBOR-PROD', 'VAULTS'],
    [
      'RequestUri',
      'https://KV-Harbor-Prod.vault.azure.net:8443/keys/x/?api-version=7.4',
      'KV-HARBOR-PROD',
      'VAULTS',
    ],
    ['Id', 'https://kv.vault.azure.cn', 'KV', 'VAULTS'],
    ['Id', 'https://kv.vault.usgovcloudapi.net/', 'KV', 'VAULTS'],
    ['Id', 'https://kv.vault.microsoftazure.de/', 'KV', 'VAULTS'],
    ['Id', 'https://pool.managedhsm.azure.net/keys/x', 'POOL', 'MANAGEDHSMS'],
    [
      'RequestUri',
      `https://westeurope.management.azure.com${id}?api-version=2023-07-01`,
      'KV-HARBOR-PROD',
      'VAULTS',
    ],
    ['RequestUri', 'https://example.org/vault.azure.net/', undefined, undefined],
    ['Id', 'https://.vault.azure.net.example.org/', undefined, undefined],
  ])('that was projected without its id is of the vault in %s %s', async (field, address, Resource, ResourceType) => {
    const { cells } = await mapped({ [field]: address });
    expect([cells['Resource'], cells['ResourceType']]).toEqual([Resource, ResourceType]);
  });

  test('may have columns that the query named itself', async () => {
    expect((await mapped({ Resource: 'Mine', Id: 'https://kv.vault.azure.net/' })).cells).toMatchObject({
      Resource: 'Mine',
      ResourceType: 'VAULTS',
    });
  });
});

describe('a word for a missing value in AZKVAuditLogs', () => {
  const row = {
    TimeGenerated: time,
    OperationName: 'KeyGet',
    CallerIpAddress: '203.0.113.1',
    _ResourceId: id,
  };

  test('gives way to what follows from the rest of an az CLI row', async () => {
    const printed = {
      TableName: 'PrimaryResult',
      ...row,
      _SubscriptionId: 'None',
      HttpStatusCode: 'None',
      Properties: '{"httpStatusCode":403}',
    };
    const { rows } = await readShape('az-cli', JSON.stringify([printed]), { kind: 'AZKVAuditLogs' });
    expect(rows).toMatchObject([
      { SubscriptionId: '3f9d2a61-7c44-4a1b-9d02-6b1e8c5a7f30', httpStatusCode_d: 403 },
    ]);
  });

  test('is text where the shape spells missing values otherwise', async () => {
    const { rows } = await readShape('row-array', JSON.stringify([{ ...row, ClientInfo: 'None' }]), {
      kind: 'AZKVAuditLogs',
    });
    expect(rows).toMatchObject([{ clientInfo_s: 'None' }]);
  });
});
