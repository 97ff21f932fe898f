import { describe, expect, test } from 'vitest';
import { readShape, told } from '../../support/read-shape.js';

const row = {
  CallerIPAddress: '203.0.113.24',
  DurationMs: '41',
  OperationName: 'VaultGet',
  ResultDescription: '',
  TableName: 'PrimaryResult',
  TimeGenerated: '2026-03-11T08:15:30Z',
  certificateProperties_exp_t: 'None',
  clientPort_d: 'None',
  httpStatusCode_d: '200.0',
  identity_claim_appid_g: 'None',
  properties_enableSoftDelete_b: 'True',
  properties_enabledForDeployment_b: 'False',
  properties_enabledForTemplateDeployment_b: 'None',
};

const read = {
  CallerIPAddress: '203.0.113.24',
  DurationMs: 41,
  OperationName: 'VaultGet',
  TimeGenerated: '2026-03-11T08:15:30.0000000Z',
  httpStatusCode_d: 200,
  properties_enableSoftDelete_b: true,
  properties_enabledForDeployment_b: false,
};

describe('what az CLI prints', () => {
  test('is texts that are read as values of their columns, in an array or alone', async () => {
    for (const text of [
      JSON.stringify([row, row]),
      `${JSON.stringify(row, null, 2)}\n${JSON.stringify(row)}`,
    ]) {
      const { rows, troubles } = await readShape('az-cli', text, { more: ['clientPort_d'] });
      expect(rows).toEqual([read, read]);
      expect(troubles).toEqual([]);
    }
  });

  test('has a column less than keys', async () => {
    const { columns } = await readShape('az-cli', JSON.stringify([row]));
    expect(columns).toEqual(Object.keys(row).filter((name) => name !== 'TableName'));
  });

  test('may mean a missing text by None, which is counted once a cell', async () => {
    const given = await readShape(
      'az-cli',
      JSON.stringify([{ ...row, ResultType: 'None', properties_networkAcls_bypass_s: 'None' }]),
    );
    expect(given.rows).toEqual([{ ...read, properties_networkAcls_bypass_s: 'None' }]);
    expect(told(given, 'ambiguous-none')).toEqual([
      '1: ResultType: read as missing',
      '1: properties_networkAcls_bypass_s: read as the text None',
    ]);
  });

  test('may be of the dedicated table', async () => {
    const dedicated = {
      TimeGenerated: row.TimeGenerated,
      HttpStatusCode: '403',
      Identity: 'None',
      IsRbacAuthorized: 'False',
      AppliedAssignmentId: 'None',
    };
    const { rows, columns } = await readShape('az-cli', JSON.stringify([dedicated]), {
      kind: 'AZKVAuditLogs',
    });
    expect(rows).toEqual([
      {
        TimeGenerated: read.TimeGenerated,
        httpStatusCode_d: 403,
        isRbacAuthorized_b: false,
        Category: 'AuditEvent',
        Type: 'AZKVAuditLogs',
      },
    ]);
    expect(columns).not.toContain('identity_s');
  });
});
