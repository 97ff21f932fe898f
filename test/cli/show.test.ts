import { expect, test } from 'vitest';
import { azureDiagnostics } from '../../src/index.js';
import { detectionOf } from '../reports/replay-result.js';
import { runCli } from './run-cli.js';

const detections = [
  detectionOf('published/opened', {
    title: 'Firewall opened',
    description:
      'Identifies vaults that were opened to every address, by whomever and from wherever it was done.',
    source: { title: 'An article', author: 'Somebody' },
    plan: azureDiagnostics
      .where('OperationName', '==', 'VaultPatch')
      .project('TimeGenerated', 'VaultName = Resource').node,
    entities: { vault: 'VaultName' },
    notes: ['Only a PATCH is seen.'],
    offBecause: 'it is noisy',
  }),
];

test('shows what a detection finds, how it differs, and its plan as KQL', async () => {
  expect(await runCli(['show', 'published/opened'], { detections })).toEqual({
    code: 0,
    stderr: '',
    stdout: `Firewall opened
published/opened

Identifies vaults that were opened to every address, by whomever and from
wherever it was done.

Severity  high
ATT&CK    DefenseEvasion, T1562.007
Source    An article, Somebody
Time      TimeGenerated
Entities  vault=VaultName
Runs      off: it is noisy

Notes
  - Only a PATCH is seen.

KQL
AzureDiagnostics
| where OperationName == "VaultPatch"
| project TimeGenerated, VaultName = Resource
`,
  });
});

test('shows it for programs', async () => {
  const { stdout } = await runCli(['show', 'published/opened', '--format', 'json'], { detections });
  expect(JSON.parse(stdout)).toMatchObject({
    id: 'published/opened',
    severity: 'high',
    offBecause: 'it is noisy',
    notes: ['Only a PATCH is seen.'],
    columns: [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'VaultName', type: 'string' },
    ],
    kql: expect.stringMatching(/^AzureDiagnostics\n\| where /),
  });
});
