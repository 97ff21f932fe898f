import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { azureDiagnostics } from '../../src/index.js';
import { detectionOf } from '../reports/replay-result.js';
import { burst } from '../triage/configurable.js';
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

test('shows what a hardened detection repairs, and which parameters may be set', async () => {
  const hardened = {
    ...burst,
    falsePositives: ['A backup job.'],
    hardens: {
      detection: 'published/opened',
      repairs: [{ fault: 'F01', text: 'order is not looked at' }],
      confirms: () => true,
      unconfirmed: () => null,
    },
  };
  const { stdout } = await runCli(['show', burst.id], { detections: [...detections, hardened] });
  expect(stdout).toContain(`
False positives
  - A backup job.

Repairs of published/opened
  - F01: order is not looked at

Parameters
  within = 00:10:00: How long
  minItems = 5: How many
  share = 0.5: Which part
  coldStart = "mark": What then (one of: mark, suppress)
  usersOnly = true: Whether
  operations = ["SecretGet"]: Which
`);
  const json = await runCli(['show', burst.id, '--format', 'json'], {
    detections: [...detections, hardened],
  });
  expect(JSON.parse(json.stdout)).toMatchObject({
    falsePositives: ['A backup job.'],
    hardens: { detection: 'published/opened', repairs: [{ fault: 'F01', text: 'order is not looked at' }] },
    parameters: [
      { name: 'within', type: 'timespan', default: '00:10:00', description: 'How long' },
      { name: 'minItems', type: 'number', default: 5 },
      { name: 'share' },
      { name: 'coldStart', oneOf: ['mark', 'suppress'] },
      { name: 'usersOnly', default: true },
      { name: 'operations', default: ['SecretGet'] },
      { name: 'zone', default: 'UTC' },
      { name: 'prefixes', default: [24], range: [1, 128] },
      { name: 'lists', type: 'files', default: [] },
      { name: 'noiseApplications' },
    ],
  });
});

test('shows what parameters are set to, and beside it what they are unless set', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vaultreplay-'));
  const config = join(folder, 'rules.yaml');
  await writeFile(
    config,
    `detections: { ${burst.id}: { parameters: { within: 1h, minItems: 5, operations: [KeyGet, KeySign] } } }`,
  );
  const { stdout } = await runCli(['show', burst.id, '--config', config], { detections: [burst] });
  expect(stdout).toContain(`
Parameters
  within = 01:00:00 (00:10:00 unless set): How long
  minItems = 5: How many
  share = 0.5: Which part
`);
  expect(stdout).toContain('\n  operations = ["KeyGet", "KeySign"] (["SecretGet"] unless set): Which\n');
  const json = await runCli(['show', burst.id, '--config', config, '--format', 'json'], {
    detections: [burst],
  });
  expect(JSON.parse(json.stdout).parameters.slice(0, 2)).toEqual([
    { name: 'within', type: 'timespan', value: '01:00:00', default: '00:10:00', description: 'How long' },
    { name: 'minItems', type: 'number', value: 5, default: 5, description: 'How many' },
  ]);
  await rm(folder, { recursive: true });
});
