import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
// Loaded now, so that no test waits for it.
import '../../detections/index.js';
import '../../src/cli/run.js';
import { configuredBy } from '../../src/cli/triage/read-configuration.js';
import { runCli } from './run-cli.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultreplay-test-'));
  path = write('vault.jsonl', records.map((row) => `${JSON.stringify(row)}\n`).join(''));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const record = {
  ResourceProvider: 'MICROSOFT.KEYVAULT',
  ResourceType: 'VAULTS',
  Resource: 'KV1',
  ResultType: 'Success',
  SubscriptionId: 'sub-1',
  ResourceGroup: 'RG1',
  CallerIPAddress: '203.0.113.9',
  identity_claim_upn_s: 'mal@contoso.com',
};
const records = [
  {
    ...record,
    TimeGenerated: '2026-04-20T09:00:00.0000000Z',
    OperationName: 'SecretPurge',
    id_s: 'https://kv1.vault.azure.net/deletedsecrets/db',
  },
  {
    ...record,
    TimeGenerated: '2026-04-21T10:30:00.0000000Z',
    OperationName: 'KeyBackup',
    id_s: 'https://kv1.vault.azure.net/keys/signing',
  },
];

const destructive = ['--only', 'published/destructive-operations'];

describe('--pivots', () => {
  test('shows what the findings name', async () => {
    const { code, stdout } = await runCli(['run', path, ...destructive, '--pivots']);
    expect(code).toBe(0);
    expect(stdout).toContain('("kv1/key/signing", "kv1/secret/db")');
    expect(stdout).toContain('("mal@contoso.com")');
  });

  test('adds a key to JSON', async () => {
    const { stdout } = await runCli(['run', path, ...destructive, '--pivots', '--format', 'json']);
    expect(JSON.parse(stdout).pivots.addresses).toEqual([
      {
        value: '203.0.113.9',
        findings: 2,
        severity: 'medium',
        first: '2026-04-20T09:00:00.0000000Z',
        last: '2026-04-21T10:30:00.0000000Z',
      },
    ]);
  });

  test.each(['jsonl', 'csv'])('stand on stderr beside %s', async (format) => {
    const argv = ['run', path, ...destructive, '--pivots', '--format', format];
    const { stdout, stderr } = await runCli(argv);
    expect(stderr).toContain('("KV1")');
    expect(stdout).not.toContain('("KV1")');
    const quiet = await runCli([...argv, '--quiet']);
    expect(quiet.code).toBe(2);
    expect(quiet.stderr).toContain(`--pivots has no room in ${format}`);
  });
});

const configuration = `
detections:
  published/destructive-operations: { severity: low }
  published/firewall-ip-added: { enabled: false }
`;

describe('--config', () => {
  test('changes detections, and the report says so', async () => {
    const config = write('vaultreplay.yaml', configuration);
    const { code, stdout } = await runCli(['run', path, ...destructive, '--config', config]);
    expect(code).toBe(0);
    expect(stdout.replace(/\n +/g, ' ')).toContain(
      `Configuration  ${config}; published/destructive-operations severity low; published/firewall-ip-added off`,
    );
    expect(stdout).toContain('2 findings: 2 low');
    expect((await runCli(['run', path, '--config', config])).stdout).toContain(`off: ${config} turns it off`);
  });

  test('stands in JSON as a key of its own, and nothing does without it', async () => {
    const config = write('other.yaml', configuration);
    const argv = ['run', path, ...destructive, '--format', 'json'];
    const json = JSON.parse((await runCli([...argv, '--config', config])).stdout);
    expect(json.configuration).toEqual({
      path: config,
      changes: [
        { detection: 'published/destructive-operations', severity: 'low' },
        { detection: 'published/firewall-ip-added', enabled: false },
      ],
      noise: { applications: [], clients: [] },
    });
    expect(json.findings.map(({ severity }: { severity: string }) => severity)).toEqual(['low', 'low']);
    expect(Object.keys(JSON.parse((await runCli(argv)).stdout))).toEqual([
      'engine',
      'clock',
      'inputs',
      'troubles',
      'tables',
      'skipped',
      'findings',
    ]);
  });

  test('changes what other commands show of detections', async () => {
    const config = write('vaultreplay.yaml', configuration);
    const listed = (await runCli(['list', '--config', config, '--format', 'json'])).stdout;
    expect(JSON.parse(listed).detections).toContainEqual(
      expect.objectContaining({
        id: 'published/firewall-ip-added',
        on: false,
        offBecause: `${config} turns it off`,
      }),
    );
    const id = 'published/destructive-operations';
    const shown = (await runCli(['show', id, '--config', config, '--format', 'json'])).stdout;
    expect(JSON.parse(shown).severity).toBe('low');
    const explained = await runCli(['explain', id, path, '--config', join(folder, 'none.yaml')]);
    expect(explained.code).toBe(2);
  });

  test.each([
    ['that is wrong', 'detections:\n  published/destructive: {}', ':2:3: detections'],
    ['that is no text', '\u0000', ':1:1: '],
  ])('%s ends the run with its place', async (_, text, message) => {
    const config = write('vaultreplay.yaml', text);
    const { code, stdout, stderr } = await runCli(['run', path, '--config', config]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`${config}${message}`);
  });

  test('must be there, and is not refused in the same breath', async () => {
    const missing = await runCli(['run', path, '--config', join(folder, 'none.yaml')]);
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toContain('none.yaml cannot be read: no such file');
    const both = await runCli(['run', path, '--config', 'x', '--no-config']);
    expect(both).toMatchObject({ code: 2, stdout: '' });
  });
});

const allowList = `
- detection: published/destructive-operations
  item: secret/db
  reason: a test of ours
- vault: kv9
  reason: gone
- vault: kv1
  reason: was allowed
  expires: 2026-04-01
`;

describe('--allow', () => {
  test('hides findings and counts them', async () => {
    const list = write('allow.yaml', allowList);
    const { code, stdout } = await runCli(['run', path, ...destructive, '--allow', list, '--all']);
    expect(code).toBe(0);
    expect(stdout).toContain('\n1 finding: 1 medium\n');
    expect(stdout).toContain('1 finding hidden by allow lists');
    expect(stdout).toContain('Entries of allow lists that have expired: 1');
    expect(stdout).toContain('Entries of allow lists that hide nothing: 1');
    expect(stdout.replace(/\n +/g, ' ')).toContain(`${list}:5  gone`);
    expect(stdout).not.toContain('deletedsecrets/db');
  });

  test('lists them when that is wanted', async () => {
    const list = write('allow.yaml', allowList);
    const argv = ['run', path, ...destructive, '--allow', list, '--show-allowed'];
    const { stdout } = await runCli(argv);
    expect(stdout).toContain('\nAllowed: 1 finding\n');
    expect(stdout.replace(/\n +/g, ' ')).toContain(`${list}:2 a test of ours`);
    expect(stdout).toContain('deletedsecrets/db');
    const json = JSON.parse((await runCli([...argv, '--format', 'json'])).stdout);
    expect(json.allowed).toMatchObject({
      count: 1,
      entries: [
        {
          path: list,
          line: 2,
          detection: 'published/destructive-operations',
          item: 'secret/db',
          reason: 'a test of ours',
          expires: null,
          active: true,
          hides: 1,
        },
        { line: 5, vault: 'kv9', active: true, hides: 0 },
        { line: 7, active: false, expires: '2026-04-01T00:00:00.0000000Z', hides: 0 },
      ],
      findings: [{ detection: 'published/destructive-operations', allowedBy: [{ path: list, line: 2 }] }],
    });
    expect(json.findings).toHaveLength(1);
    expect(json.tables[0].rows).toHaveLength(1);
  });

  test('counts as little for --fail-on as it shows', async () => {
    const list = write('allow.yaml', '- { vault: kv1, reason: ours }');
    const argv = ['run', path, ...destructive, '--fail-on', 'low'];
    expect((await runCli(argv)).code).toBe(1);
    expect((await runCli([...argv, '--allow', list])).code).toBe(0);
  });

  test.each(['jsonl', 'csv'])('is told on stderr beside %s', async (format) => {
    const list = write('allow.yaml', allowList);
    const argv = ['run', path, ...destructive, '--allow', list, '--format', format];
    const { stdout, stderr } = await runCli(argv);
    expect(stdout).not.toContain('SecretPurge');
    expect(stderr).toContain('1 finding hidden by allow lists');
    expect((await runCli([...argv, '--show-allowed'])).stderr).toContain('SecretPurge');
  });

  test('stands in a configuration too, and in files that it names from its own folder', async () => {
    write('allow.yaml', allowList);
    const config = write(
      'vaultreplay.yaml',
      'allowFiles: [allow.yaml]\nallow:\n  - { item: key/signing, reason: a backup }',
    );
    const { stdout } = await runCli(['run', path, ...destructive, '--config', config]);
    expect(stdout).toContain('Nothing found');
    expect(stdout).toContain('2 findings hidden by allow lists');
  });

  test('that is broken ends the run with its line', async () => {
    const list = write('allow.yaml', '- { vault: kv1, reason: ours }\n- { vault: kv1 }');
    const { code, stderr } = await runCli(['run', path, '--allow', list]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${list}:2:3: [1]: the key reason is missing`);
    const missing = await runCli(['run', path, '--allow', 'none.yaml']);
    expect(missing.stderr).toContain('--allow none.yaml cannot be read');
    const config = write('vaultreplay.yaml', 'allowFiles:\n  - none.yaml');
    const named = await runCli(['run', path, '--config', config]);
    expect(named.stderr).toContain(`${config}:2:5: none.yaml cannot be read`);
  });

  test('must be there to be shown', async () => {
    const { code, stderr } = await runCli(['run', path, '--show-allowed']);
    expect(code).toBe(2);
    expect(stderr).toContain('name one with --allow');
  });
});

describe('vaultreplay.yaml', () => {
  test('is used where it stands, unless it is refused', async () => {
    expect(await configuredBy({}, [], folder)).toEqual({ detections: [], configuration: null });
    write('vaultreplay.yaml', 'allow: []');
    expect((await configuredBy({}, [], folder)).configuration).toMatchObject({
      path: join(folder, 'vaultreplay.yaml'),
    });
    expect((await configuredBy({ 'no-config': true }, [], folder)).configuration).toBeNull();
    const other = write('other.yaml', '');
    expect((await configuredBy({ config: other }, [], folder)).configuration).toMatchObject({ path: other });
  });
});
