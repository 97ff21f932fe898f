import { type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const program = fileURLToPath(new URL('../../dist/bin/vaultreplay.js', import.meta.url));
const samples = fileURLToPath(new URL('../../samples', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built program to its end. */
const run = (
  argv: readonly string[],
  stdio: SpawnOptions['stdio'] = 'pipe',
  whenStarted?: (child: ReturnType<typeof spawn>) => void,
) =>
  new Promise<Ended>((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...argv], {
      stdio,
      env: { ...process.env, FORCE_COLOR: undefined },
    });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
      });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...texts }));
    whenStarted?.(child);
  });

describe.skipIf(!existsSync(program))('the built program (`npm run build` makes it)', () => {
  test('prints its version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  test('replays the samples, without colours in a pipe', async () => {
    const { code, stdout, stderr } = await run(['run', samples]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('contractor@tern.example');
    expect(stdout).not.toContain('\u001b');
  });

  test('leaves with 1 when --fail-on is reached', async () => {
    expect((await run(['run', samples, '--fail-on', 'high', '--format', 'json'])).code).toBe(1);
  });

  test('leaves with 2 and one line on wrong usage', async () => {
    const { code, stdout, stderr } = await run(['run', samples, '--output', '/no/such/folder/report.txt']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^vaultreplay: .*there is no folder \/no\/such\/folder; make it first\n$/);
  });

  test('ends quietly with 0 when nobody reads its output', async () => {
    const { code, stderr } = await run(['run', samples, '--format', 'json'], 'pipe', (child) =>
      child.stdout!.destroy(),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.skipIf(!existsSync('/dev/full'))('leaves with 2 and one line when the disk is full', async () => {
    const { code, stderr } = await run(['run', samples], ['ignore', openSync('/dev/full', 'w'), 'pipe']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^vaultreplay: the output cannot be written: .*no space left on device.*\n$/);
    const named = await run(['run', samples, '--output', '/dev/full']);
    expect(named.code).toBe(2);
    expect(named.stderr).toMatch(
      /^vaultreplay: \/dev\/full cannot be written: .*no space left on device.*\n$/,
    );
  });

  test('reads standard input', async () => {
    const { code, stdout } = await run(
      ['run', '-', '--only', 'published/*', '--format', 'json'],
      'pipe',
      (child) => {
        child.stdin!.end(
          '{"TimeGenerated":"2026-04-20T09:00:00Z","ResourceProvider":"MICROSOFT.KEYVAULT","ResourceType":"VAULTS","ResultType":"Success","Resource":"KV1","OperationName":"SecretPurge"}\n',
        );
      },
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).findings).toMatchObject([{ detection: 'published/destructive-operations' }]);
  });
});
