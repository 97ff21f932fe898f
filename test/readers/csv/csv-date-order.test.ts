import { expect, test } from 'vitest';
import { readShape, told } from '../../support/read-shape.js';

test('the order of day and month is decided over the column where it is the only time of a record', async () => {
  const text = [
    'Resource,ResourceType,OperationName,"certificateProperties_nbf_t [UTC]"',
    'KV,VAULTS,CertificateGet,"3/4/2026, 8:15:30 AM"',
    'KV,VAULTS,CertificateGet,"13/4/2026, 8:15:30 AM"',
  ].join('\n');
  const read = await readShape('portal-csv', text, { kind: 'AzureDiagnostics' });
  expect(read.rows.map((row) => row['certificateProperties_nbf_t'])).toEqual([
    '2026-04-03T08:15:30.0000000Z',
    '2026-04-13T08:15:30.0000000Z',
  ]);
  expect(told(read, 'ambiguous-date')).toEqual([]);
});
