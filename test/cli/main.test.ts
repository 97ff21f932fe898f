import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { main } from '../../src/cli/main.js';
import { detectionOf } from '../reports/replay-result.js';
import { runCli } from './run-cli.js';
import { TextStream } from './text-stream.js';

const detections = [
  detectionOf('published/opened', { title: 'Firewall opened' }),
  detectionOf('published/new-user', { severity: 'low', title: 'New user', offBecause: 'it is noisy' }),
];

describe('version and help', () => {
  test.each(['--version', '-V'])('%s prints the version of the package', async (option) => {
    expect(await runCli([option])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  test.each([['--help'], ['-h'], ['help']])('%s shows all commands', async (...argv) => {
    const { code, stdout, stderr } = await runCli(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const usage of [
      'run [paths..]',
      'list',
      'show <id>',
      'inspect [paths..]',
      'explain <id> [paths..]',
      'test [paths..]',
      'new detection <name>',
    ])
      expect(stdout).toContain(`vaultreplay ${usage}`);
    expect(stdout).toContain('Exit codes: 0 ran, 1 --fail-on reached or a test failed, 2 ');
  });

  test.each([
    'run',
    'list',
    'show',
    'inspect',
    'explain',
    'test',
    'new',
  ])('%s --help shows its options and examples', async (name) => {
    const { code, stdout } = await runCli([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`vaultreplay ${name}`);
    expect(stdout).toContain(name === 'new' ? '--detections' : '--format');
    expect(stdout).toContain('Examples:');
    expect(await runCli(['help', name])).toEqual({ code, stdout, stderr: '' });
  });

  test('run --help names every option of the contract', async () => {
    const { stdout } = await runCli(['run', '--help']);
    for (const option of [
      'only',
      'except',
      'now',
      'from',
      'to',
      'min-severity',
      'format',
      'output',
      'fail-on',
      'strict',
      'strict-columns',
      'quiet',
      'no-color',
      'all',
      'raw-csv',
      'shape',
      'local-zone',
      'date-order',
    ])
      expect(stdout).toMatch(new RegExp(`^ +--${option} `, 'm'));
  });
});

describe('wrong usage', () => {
  test.each([
    [[], 'name a command: run, list, show, inspect, explain, test, new; `vaultreplay --help` explains them'],
    [
      ['rnu'],
      'unknown command rnu. Did you mean run? The commands are run, list, show, inspect, explain, test, new',
    ],
    [
      ['--quiet', 'run'],
      'the command comes first, then its options: --quiet is none of run, list, show, inspect, explain, test, new',
    ],
    [['run'], 'usage: vaultreplay run [paths..] - name exported files, folders, or - for standard input'],
    [
      ['inspect'],
      'usage: vaultreplay inspect [paths..] - name exported files, folders, or - for standard input',
    ],
    [['show'], 'usage: vaultreplay show <id>'],
    [['explain'], 'usage: vaultreplay explain <id> [paths..]'],
    [['list', 'more'], 'more is one word too many'],
    [['run', '--ony', 'x'], 'unknown option --ony. Did you mean --only?'],
    [
      ['run', 'x', '--now', 'tomorrow'],
      '--now cannot be tomorrow: write a date or a date and time, such as 2026-04-30 or 2026-04-30T12:00:00Z',
    ],
    [
      ['run', 'x', '--format', 'jsn'],
      '--format cannot be jsn. Did you mean json? It takes one of: text, json, jsonl, csv',
    ],
    [['list', '--format', 'csv'], '--format cannot be csv. It takes one of: text, json'],
    [
      ['run', 'x', '--fail-on', 'critical'],
      '--fail-on cannot be critical. It takes one of: informational, low, medium, high',
    ],
    [['run', 'x', '--only', 'opened'], '--only opened fits no detection. Did you mean published/opened?'],
    [
      ['run', 'x', '--only', 'published/opened', 'published/new-user'],
      'published/new-user is a detection, not a path: give --only one value, with commas between ids',
    ],
    [['show', 'opened'], 'no detection is called opened. Did you mean published/opened?'],
    [
      ['run', 'x\u001b[2J', '--only', '\u202e'],
      '--only \\u202e fits no detection. `vaultreplay list` names them all.',
    ],
  ])('%j is one line and exit code 2', async (argv, line) => {
    expect(await runCli(argv, { detections })).toEqual({
      code: 2,
      stdout: '',
      stderr: `vaultreplay: ${line}\n`,
    });
  });

  test('a path that is not there is one line and exit code 2', async () => {
    const { code, stdout, stderr } = await runCli(['run', 'no/such/file.csv'], { detections });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('vaultreplay: no/such/file.csv cannot be read: no such file or folder\n');
  });
});

describe('faults of our own', () => {
  const broken = async () => {
    throw new TypeError('a detection\nis broken');
  };
  const run = async (env: { readonly [name: string]: string }) => {
    const [stdin, stdout, stderr] = [(async function* () {})(), new TextStream(), new TextStream()];
    const code = await main(['list'], broken, { stdin, stdout, stderr, env });
    return { code, stdout: stdout.text, stderr: stderr.text };
  };

  test('are one line, a request to report them, and exit code 3', async () => {
    expect(await run({})).toEqual({
      code: 3,
      stdout: '',
      stderr:
        'vaultreplay: a fault of ours: a detection\\nis broken. Please report it with the command line and VAULTREPLAY_DEBUG=1 set\n',
    });
  });

  test('show where they happened on request', async () => {
    expect((await run({ VAULTREPLAY_DEBUG: '1' })).stderr).toMatch(/\n +at /);
  });
});

describe('streams', () => {
  test('a reader that has gone is no failure', async () => {
    const stdout = new TextStream();
    stdout._write = (_chunk, _encoding, done) =>
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' }));
    expect(await runCli(['list'], { detections, stdout })).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a full disk is one line and exit code 2', async () => {
    const stdout = new TextStream();
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    stdout._write = (_chunk, _encoding, done) => done(full);
    const { code, stderr } = await runCli(['list'], { detections, stdout });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^vaultreplay: the output cannot be written: .*no space left on device.*\n$/);
  });
});
