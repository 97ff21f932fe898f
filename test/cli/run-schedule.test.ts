import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/bytes.js';
import { runCli } from './run-cli.js';

const record = {
  ResourceProvider: 'MICROSOFT.KEYVAULT',
  ResourceType: 'VAULTS',
  Resource: 'KV1',
  ResultType: 'Success',
  SubscriptionId: 'sub-1',
  ResourceGroup: 'RG1',
  CallerIPAddress: '203.0.113.9',
};
const records = [
  {
    ...record,
    TimeGenerated: '2026-04-20T09:00:00.0000000Z',
    OperationName: 'VaultPatch',
    addedIpRule_Value_s: '198.51.100.0/24',
  },
  {
    ...record,
    TimeGenerated: '2026-04-21T10:30:00.1234567Z',
    OperationName: 'SecretPurge',
    id_s: 'https://kv1.vault.azure.net/secrets/s',
  },
  { ...record, TimeGenerated: '2026-04-22T09:00:00.0000000Z', OperationName: 'SecretGet' },
];
let path: string;
beforeEach(() => {
  path = join(temporaryFolder(), 'scheduled.jsonl');
  writeFileSync(path, records.map((one) => `${JSON.stringify(one)}\n`).join(''));
});

const only = ['--only', 'published/firewall-ip-added,published/destructive-operations'];
const scheduled = (...more: string[]) => runCli(['run', path, ...only, '--schedule', ...more]);

/** What a scheduled run says on standard error when it is refused. */
async function refusal(...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(['run', path, ...argv]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  return stderr;
}

describe('a scheduled run', () => {
  test('tells in text when each finding was raised and what the schedule was', async () => {
    const { code, stdout } = await scheduled();
    expect(code).toBe(0);
    expect(stdout.replace(/\n +/g, ' ')).toContain(
      'Schedule  every 1h, each time over the 14d before; 49 steps from 2026-04-20 10:00:00Z to 2026-04-22 10:00:00Z\n',
    );
    expect(stdout).toContain('raised 2026-04-20 10:00:00Z, 1h after it happened\n');
    expect(stdout).toContain('raised 2026-04-21 11:00:00Z, 29m 59s after it happened\n');
  });

  test('has the schedule and the times in JSON', async () => {
    const { stdout } = await scheduled('--format', 'json', '--frequency', '1d', '--period', '2.00:00:00');
    const { schedule, findings, tables } = JSON.parse(stdout);
    expect(schedule).toEqual({
      from: '2026-04-21T00:00:00.0000000Z',
      to: '2026-04-23T00:00:00.0000000Z',
      steps: 3,
      detections: [
        { detection: 'published/firewall-ip-added', frequency: '1.00:00:00', period: '2.00:00:00' },
        { detection: 'published/destructive-operations', frequency: '1.00:00:00', period: '2.00:00:00' },
      ],
    });
    expect(findings.map(({ raisedAt }: { raisedAt: string }) => raisedAt)).toEqual([
      '2026-04-21T00:00:00.0000000Z',
      '2026-04-22T00:00:00.0000000Z',
    ]);
    expect(tables[0].columns.at(-1).name).not.toBe('RaisedAt');
  });

  test('has the times in JSON Lines', async () => {
    const { stdout } = await scheduled('--format', 'jsonl');
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).raisedAt),
    ).toEqual(['2026-04-20T10:00:00.0000000Z', '2026-04-21T11:00:00.0000000Z']);
  });

  test('has the times in the last column of CSV', async () => {
    const output = join(temporaryFolder(), 'scheduled.csv');
    await runCli([
      'run',
      path,
      '--only',
      'published/firewall-ip-added',
      '--schedule',
      '--format',
      'csv',
      '--output',
      output,
    ]);
    const rows = parse(readFileSync(output, 'utf8')) as string[][];
    expect(rows.map((row) => row.at(-1))).toEqual(['RaisedAt', '2026-04-20T10:00:00.0000000Z']);
  });

  test('says which detections look further back than it lets them', async () => {
    const { stdout } = await runCli(['run', path, '--only', 'published/new-app-access', '--schedule']);
    expect(stdout.replace(/\n +/g, ' ')).toContain(
      'published/new-app-access looks back 30d, and each run sees 14d',
    );
  });

  test('marks findings whose history had not begun when they were raised', async () => {
    const app = { ...record, OperationName: 'SecretGet', identity_claim_appid_g: 'app-1' };
    const file = join(temporaryFolder(), 'new-app.jsonl');
    const times = ['2026-04-01T09:00:00Z', '2026-04-20T09:00:00Z'];
    writeFileSync(
      file,
      times
        .map((TimeGenerated, i) =>
          JSON.stringify({ ...app, TimeGenerated, identity_claim_appid_g: `app-${i}` }),
        )
        .join('\n'),
    );
    const { stdout } = await runCli([
      ...['run', file, '--only', 'published/new-app-access', '--schedule', '--format', 'json'],
    ]);
    const { findings } = JSON.parse(stdout);
    expect(
      findings.map(({ raisedAt, coldStart }: { raisedAt: string; coldStart?: string }) => [
        raisedAt,
        coldStart,
      ]),
    ).toEqual([
      [
        '2026-04-01T10:00:00.0000000Z',
        'the baseline begins 2026-03-18 10:00:00Z, and the records 2026-04-01 09:00:00Z',
      ],
      ['2026-04-20T10:00:00.0000000Z', undefined],
    ]);
  });

  test('has no times without --schedule', async () => {
    const { stdout } = await runCli(['run', path, ...only, '--format', 'json']);
    const report = JSON.parse(stdout);
    expect(report).not.toHaveProperty('schedule');
    for (const finding of report.findings) expect(finding).not.toHaveProperty('raisedAt');
  });
});

describe('a schedule that no rule of Sentinel can have is refused', () => {
  test('options of a schedule without one', async () => {
    expect(await refusal('--frequency', '1h')).toContain(
      '--frequency is for a schedule: give --schedule too',
    );
    expect(await refusal('--period', '1d')).toContain('--period is for a schedule: give --schedule too');
  });

  test('what is no length of time, and lengths outside the limits', async () => {
    for (const value of ['often', '0s', '1', '4m59s', '14d1s', '99999999d'])
      expect(await refusal('--schedule', '--frequency', value)).toMatch(
        /--frequency cannot be .*: it takes a length of time from 5m to 14d, such as 1h/,
      );
    for (const value of ['5m', '14d', '00:05:00', '14.00:00:00'])
      expect((await scheduled('--period', value)).code).toBe(0);
  });

  test('a frequency longer than the period', async () => {
    expect(await refusal('--schedule', '--frequency', '2h', '--period', '1h')).toContain(
      'it would run every 2h and see only 1h',
    );
    expect((await scheduled('--frequency', '1h', '--period', '1h')).code).toBe(0);
  });

  test('a long period more often than hourly', async () => {
    expect(await refusal('--schedule', '--frequency', '59m', '--period', '2d')).toContain(
      'a rule that sees 2 days or more runs every hour at most, and this one would run every 59m and see 2d',
    );
    expect((await scheduled('--frequency', '59m', '--period', '1d23h59m')).code).toBe(0);
    expect(await refusal('--schedule', '--frequency', '5m', ...only)).toContain(
      'published/firewall-ip-added and 1 more of 2 detections: ',
    );
    expect(await refusal('--schedule', '--frequency', '5m')).toMatch(
      /published\/firewall-allow-all and \d+ more of \d+ detections: .*; a shorter period, such as 1d, lets it run so/,
    );
  });
});
