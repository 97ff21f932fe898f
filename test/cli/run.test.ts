import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from './run-cli.js';
import { TextStream } from './text-stream.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultreplay-test-'));
  path = write('vault.jsonl', records);
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, rows: readonly object[]) => {
  const file = join(folder, name);
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
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
    id_s: '=cmd|calc',
  },
  { ...record, TimeGenerated: '2026-04-22T09:00:00.0000000Z', OperationName: 'SecretGet' },
];

const only = ['--only', 'published/firewall-ip-added,published/destructive-operations'];

describe('the report', () => {
  test('goes to stdout for people', async () => {
    const { code, stdout, stderr } = await runCli(['run', path, ...only]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Clock    2026-04-22 09:00:00Z, the newest record\n');
    expect(stdout).toContain('\n2 findings: 2 medium\n');
    expect(stdout).toContain(`evidence ${path}:2`);
  });

  test('has the same findings and the same exit code in every format', async () => {
    const counts: number[] = [];
    for (const format of ['json', 'jsonl', 'csv']) {
      const output = join(folder, format === 'csv' ? 'tables' : `out.${format}`);
      const { code } = await runCli([
        'run',
        path,
        ...only,
        '--format',
        format,
        '--output',
        output,
        '--fail-on',
        'low',
      ]);
      expect(code).toBe(1);
      if (format === 'json') counts.push(JSON.parse(readFileSync(output, 'utf8')).findings.length);
      else if (format === 'jsonl') counts.push(readFileSync(output, 'utf8').trimEnd().split('\n').length);
      else
        counts.push(
          readdirSync(output).flatMap((name) => parse(readFileSync(join(output, name))).slice(1)).length,
        );
    }
    expect(counts).toEqual([2, 2, 2]);
  });

  test('is the same bytes whatever the order of paths', async () => {
    const other = write('other.jsonl', [{ ...records[1], Resource: 'KV2' }]);
    const [one, two] = await Promise.all(
      [
        [path, other],
        [other, path],
      ].map((paths) => runCli(['run', ...paths, '--format', 'json'])),
    );
    expect(one).toEqual(two);
    expect(JSON.parse(one!.stdout).inputs).toHaveLength(2);
  });

  test('reads standard input', async () => {
    const text = readFileSync(path);
    const stdin = (async function* () {
      yield text;
    })();
    const { stdout } = await runCli(['run', '-', ...only, '--format', 'json'], { stdin });
    expect(JSON.parse(stdout).inputs).toMatchObject([{ path: '-', records: 3 }]);
  });

  test('calls standard input by name in text, and `-` in what programs read', async () => {
    const text = Buffer.concat([readFileSync(path), Buffer.from('{"cut\n')]);
    const given = () =>
      (async function* () {
        yield text;
      })();
    const { stdout } = await runCli(['run', '-', ...only], { stdin: given() });
    expect(stdout).toMatch(/\nrow-lines .* stdin\n/);
    expect(stdout).toContain('evidence stdin:2\n');
    expect(stdout).toContain('\n    stdin:4 ');
    expect(stdout).not.toMatch(/(?:^|\s)-:\d/m);
    const json = await runCli(['run', '-', ...only, '--format', 'json'], { stdin: given() });
    const { troubles, findings } = JSON.parse(json.stdout);
    expect(troubles[0].examples[0]).toMatchObject({ path: '-', line: 4 });
    expect(findings[0].evidence[0]).toMatchObject({ path: '-' });
    const refused = await runCli(['run', '-'], { stdin: (async function* () {})() });
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('inputs: stdin: empty') });
  });

  test('takes the clock and the span of findings from options', async () => {
    const line = [
      'run',
      path,
      ...only,
      '--format',
      'json',
      '--now',
      '2026-05-01',
      '--from',
      '2026-04-21',
      '--to',
      '2026-04-21T10:30:00.1234567Z',
    ];
    const { clock, findings } = JSON.parse((await runCli(line)).stdout);
    expect(clock).toEqual({ now: '2026-05-01T00:00:00.0000000Z', from: 'option' });
    expect(findings).toMatchObject([{ detection: 'published/destructive-operations' }]);
  });

  test('names the detections that are off, unless detections were chosen', async () => {
    const skipped = async (...more: string[]) =>
      JSON.parse((await runCli(['run', path, '--format', 'json', ...more])).stdout).skipped;
    expect(await skipped()).toContainEqual({
      detection: 'published/new-user-access',
      reason: expect.stringMatching(/^off: /),
      columns: [],
    });
    expect(await skipped(...only)).toEqual([]);
  });

  test('skips detections whose columns are missing when asked to', async () => {
    const { stdout } = await runCli(['run', path, ...only, '--format', 'json', '--strict-columns']);
    const { skipped, tables } = JSON.parse(stdout);
    expect(skipped).toMatchObject([
      { detection: 'published/firewall-ip-added' },
      { detection: 'published/destructive-operations' },
    ]);
    expect(tables).toEqual([]);
  });
});

describe('csv', () => {
  test('writes one table to stdout, without formulas', async () => {
    const line = ['run', path, '--only', 'published/destructive-operations', '--format', 'csv'];
    const { stdout, stderr } = await runCli(line);
    expect(stdout).toMatch(/^TimeGenerated,.*\r\n2026-04-21T10:30:00.1234567Z,.*,'=cmd\|calc,.*\r\n$/);
    expect(stderr).toContain('missing-column');
    expect((await runCli([...line, '--raw-csv', '--quiet'])).stdout).toContain(',=cmd|calc,');
    expect((await runCli([...line, '--quiet'])).stderr).toBe('');
  });

  test('writes a table without rows with its header', async () => {
    const { stdout } = await runCli([
      'run',
      path,
      '--only',
      'published/firewall-allow-all',
      '--format',
      'csv',
    ]);
    expect(stdout).toBe(
      'DetectionTime,VaultName,ExistingACL,NewACL,SubscriptionId,IPAddressofActor,Actor\r\n',
    );
  });

  test('refuses several tables on stdout', async () => {
    expect(await runCli(['run', path, '--format', 'csv'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'vaultreplay: csv holds one table: choose one detection with --only, or name a folder with --output\n',
    });
  });

  test('writes one file a detection into a folder', async () => {
    const output = join(folder, 'tables');
    expect(
      (await runCli(['run', path, ...only, '--format', 'csv', '--output', output, '--quiet'])).code,
    ).toBe(0);
    expect(readdirSync(output).sort()).toEqual([
      'published.destructive-operations.csv',
      'published.firewall-ip-added.csv',
    ]);
  });
});

describe('exit codes', () => {
  test.each([
    ['high', 0],
    ['medium', 1],
    ['informational', 1],
  ])('--fail-on %s', async (severity, code) => {
    const outcome = await runCli(['run', path, ...only, '--fail-on', severity]);
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toBe(
      code === 0 ? '' : `vaultreplay: --fail-on ${severity} is reached by 2 findings\n`,
    );
  });

  test('--strict turns trouble with the data into 2, after the report', async () => {
    writeFileSync(path, '{"TimeGenerated": cut\n', { flag: 'a' });
    expect((await runCli(['run', path, ...only])).code).toBe(0);
    const { code, stdout, stderr } = await runCli(['run', path, ...only, '--strict', '--fail-on', 'low']);
    expect(code).toBe(2);
    expect(stdout).toContain('2 findings: 2 medium');
    expect(stderr).toMatch(/^vaultreplay: trouble with the data, and --strict: .*malformed-record/);
  });

  test('--strict is content with sound data', async () => {
    expect((await runCli(['run', path, ...only, '--strict'])).code).toBe(0);
  });
});

describe('--output', () => {
  test('writes a file and says so', async () => {
    const output = join(folder, 'report.txt');
    const stdout = new TextStream({ isTTY: true, columns: 100 });
    expect(await runCli(['run', path, ...only, '--output', output], { stdout })).toEqual({
      code: 0,
      stdout: '',
      stderr: `vaultreplay: 2 findings, written to ${output}\n`,
    });
    expect(readFileSync(output, 'utf8')).toMatch(/^vaultreplay /);
  });

  test('leaves the inputs alone', async () => {
    const before = readFileSync(path, 'utf8');
    const { code, stderr } = await runCli(['run', path, ...only, '--output', path]);
    expect(code).toBe(2);
    expect(stderr).toBe(`vaultreplay: ${path} is one of the inputs: name another place with --output\n`);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('needs a folder that is there, before anything is read', async () => {
    const output = join(folder, 'no', 'report.txt');
    const { code, stderr } = await runCli(['run', 'no/such/input', '--output', output]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `vaultreplay: --output ${output}: there is no folder ${join(folder, 'no')}; make it first\n`,
    );
  });
});

test('shows progress on a terminal and takes it away', async () => {
  const stderr = new TextStream({ isTTY: true, columns: 80 });
  expect((await runCli(['run', path, ...only], { stderr })).stderr).toMatch(
    /^\r\u001b\[K\d+% .*\r\u001b\[K$/,
  );
  const quiet = new TextStream({ isTTY: true, columns: 80 });
  expect((await runCli(['run', path, ...only, '--quiet'], { stderr: quiet })).stderr).toBe('');
});

test('inspect and explain read the same exports', async () => {
  const inspected = JSON.parse((await runCli(['inspect', path, '--format', 'json'])).stdout);
  expect(inspected).toMatchObject({
    records: { records: 3, daysWithoutRecords: 0 },
    vaults: [{ name: 'KV1', records: 3 }],
  });
  const explained = JSON.parse(
    (await runCli(['explain', 'published/firewall-ip-added', path, '--format', 'json'])).stdout,
  );
  expect(explained.steps.at(0)).toMatchObject({ text: 'AzureDiagnostics', rows: 3 });
  expect(explained.conclusion).toBe('The detection gives 1 row.');
  expect((await runCli(['inspect', path])).stdout).toContain('Vault  Records');
  expect((await runCli(['explain', 'published/firewall-allow-all', path])).stdout).toContain(
    'The rows end at step 5',
  );
});
