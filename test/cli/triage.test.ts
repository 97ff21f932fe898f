import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
