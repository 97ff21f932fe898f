import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const program = join(dist, 'bin', 'vaultreplay.js');
const hook = join(dist, 'src', 'cli', 'detections', 'own-package-hook.js');

describe.skipIf(!existsSync(hook))(
  'the built program, on detections of one who has not installed it',
  {
    timeout: 60_000,
  },
  () => {
    let folder = '';
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'vaultreplay-user-'));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const run = (...argv: readonly string[]) =>
      promisify(execFile)(process.execPath, [program, ...argv], {
        cwd: folder,
        env: { ...process.env, CI: '' },
      });

    test('writes, tests and lists them', async () => {
      await run('new', 'detection', 'team/gone', '--detections', 'rules');
      const tested = await run('test', 'rules', '--detections', 'rules');
      expect(tested.stdout).toBe(
        'passed  rules/team/gone.test.yaml  4 tests\n\n4 tests in 1 file: 4 passed\n',
      );
      expect((await run('list', '--detections', 'rules')).stdout).toContain('team/gone');
    });

    test('leaves with 1 when a test fails, until it is updated', async () => {
      await run('new', 'detection', 'gone', '--detections', 'rules');
      const path = join(folder, 'rules', 'gone.test.yaml');
      writeFileSync(path, readFileSync(path, 'utf8').replace('VaultName: KV-PROD', 'VaultName: KV-DEV'));
      await expect(run('test', 'rules', '--detections', 'rules')).rejects.toMatchObject({ code: 1 });
      expect((await run('test', 'rules', '--detections', 'rules', '--update')).stdout).toContain('4 passed');
    });
  },
);
