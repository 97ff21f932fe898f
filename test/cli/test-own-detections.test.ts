import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from './run-cli.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaultreplay-own-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const one = (line: string) => line.replace(/\s+/g, ' ');

describe('new detection', { timeout: 60_000 }, () => {
  test('writes a detection and tests that pass and notice every change', async () => {
    const made = await runCli(['new', 'detection', 'team/secret-gone', '--detections', folder]);
    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain(`${folder}/team/secret-gone.mjs\n${folder}/team/secret-gone.test.yaml\n`);
    const tested = await runCli([
      'test',
      folder,
      '--detections',
      folder,
      '--require-both',
      '--mutate',
      '--min-score',
      '100',
    ]);
    expect(tested.stdout).toContain('4 tests in 1 file: 4 passed');
    expect(tested.code).toBe(0);
  });

  test('writes TypeScript', async () => {
    await runCli(['new', 'detection', 'gone', '--detections', folder, '--typescript']);
    expect(readdirSync(folder).sort()).toEqual(['gone.test.yaml', 'gone.ts']);
  });

  test('overwrites nothing', async () => {
    write('gone.test.yaml', 'mine');
    const { code, stderr } = await runCli(['new', 'detection', 'gone', '--detections', folder]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('gone.test.yaml is there already: nothing was written'),
    ]);
    expect(readdirSync(folder)).toEqual(['gone.test.yaml']);
    expect(readFileSync(join(folder, 'gone.test.yaml'), 'utf8')).toBe('mine');
  });

  test('writes nothing through links that lead out of its folder', async () => {
    const inner = join(folder, 'rules');
    mkdirSync(join(folder, 'elsewhere'));
    mkdirSync(inner);
    symlinkSync(join(folder, 'elsewhere'), join(inner, 'team'));
    const { code, stderr } = await runCli(['new', 'detection', 'team/deep/gone', '--detections', inner]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('leads out of')]);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  });

  test.each([
    [['new'], 'usage: vaultreplay new detection <name>'],
    [['new', 'detections', 'x'], 'Did you mean detection?'],
    [['new', 'detection', '../x'], '../x is no name'],
    [['new', 'detection', 'a/../../x'], 'is no name'],
    [['new', 'detection', '/tmp/x'], 'is no name'],
    [['new', 'detection', "a'b"], 'is no name'],
    [['new', 'detection', 'published/firewall-allow-all'], 'is a detection of vaultreplay'],
    [['new', 'detection', 'a', 'b'], 'b is one word too many'],
  ])('refuses %j', async (argv, message) => {
    const { code, stderr } = await runCli([...argv, '--detections', join(folder, 'rules')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(join(folder, 'rules'))).toBe(false);
  });
});

describe('--detections', { timeout: 60_000 }, () => {
  const detection = (id: string, change: (text: string) => string = (text) => text) =>
    change(`import { azureDiagnostics, detection } from 'vaultreplay';
export default detection({
  id: '${id}',
  title: 'Patched',
  description: 'Identifies changes.',
  severity: 'low',
  tactics: [],
  techniques: [],
  source: { title: 'own' },
  query: azureDiagnostics.where('OperationName', '==', 'VaultPatch').project('TimeGenerated', 'Resource'),
  time: 'TimeGenerated',
  entities: { vault: 'Resource' },
  summary: (row) => row.Resource,
  notes: [],
});
`);

  test('adds those of a folder, shared parts and foreign files aside', async () => {
    write('b.mjs', detection('own/b'));
    write('a.mjs', detection('own/a'));
    write('shared.mjs', 'export const part = 1;');
    write('a.test.mjs', 'throw new Error("not for you")');
    mkdirSync(join(folder, 'node_modules'));
    write('node_modules/x.mjs', 'throw new Error("not for you")');
    const { code, stdout } = await runCli(['list', '--detections', folder, '--format', 'json']);
    expect(code).toBe(0);
    const ids = JSON.parse(stdout).detections.map(({ id }: { id: string }) => id);
    expect(ids.slice(-2)).toEqual(['own/a', 'own/b']);
    const shown = await runCli(['show', 'own/a', '--detections', folder]);
    expect(shown.stdout).toContain('where OperationName == "VaultPatch"');
    const run = await runCli([
      'run',
      'samples',
      '--detections',
      folder,
      '--only',
      'own/a',
      '--format',
      'json',
      '--quiet',
    ]);
    expect(JSON.parse(run.stdout).tables[0].rows.length).toBeGreaterThan(0);
    const explained = await runCli(['explain', 'own/a', 'samples', '--detections', folder, '--quiet']);
    expect(one(explained.stdout)).toContain('The detection gives');
  });

  test.each<[string, string]>([
    ['export default 3;', 'it is no detection'],
    ['export default { query: 1 };', 'it is not made into a detection'],
    ['export default { id: "x" };', 'it has no plan'],
    ['export default {', 'cannot be loaded: '],
    ['import "./nowhere.mjs"; export default 1;', 'cannot be loaded: '],
    ['throw new Error("oh no");', 'cannot be loaded: Error: oh no'],
    [detection('../x'), 'its id must be words'],
    [detection('published/firewall-allow-all'), 'is that of a detection of vaultreplay'],
    [detection('x', (text) => text.replace("'low'", "'lowish'")), 'its severity must be one of'],
    [
      detection('x', (text) => text.replace('tactics: []', 'tactics: "Impact"')),
      'its tactics must be a list',
    ],
    [
      detection('x', (text) => text.replace("time: 'TimeGenerated'", "time: 'TimeGenerate'")),
      'Did you mean TimeGenerated?',
    ],
    [
      detection('x', (text) => text.replace("time: 'TimeGenerated'", "time: 'Resource'")),
      'its time Resource is a string',
    ],
    [
      detection('x', (text) => text.replace("vault: 'Resource'", "vault: 'Resourc'")),
      'its vault "Resourc" is no column',
    ],
    [
      detection('x', (text) => text.replace('vault:', 'vualt:')),
      'there is no entity vualt. Did you mean vault?',
    ],
    [
      detection('x', (text) => text.replace("source: { title: 'own' }", 'source: {}')),
      'its source must have a title',
    ],
    [detection('x', (text) => text.replace('(row) => row.Resource', '3')), 'its summary must be a function'],
    [
      detection('x', (text) => text.replace("'OperationName'", "'OperationNam'")),
      'there is no column "OperationNam"',
    ],
  ])('refuses what is no detection: %#', async (text, message) => {
    write('x.mjs', text);
    const { code, stderr } = await runCli(['list', '--detections', folder]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).toContain(`${folder}/x.mjs`);
  });

  test('refuses two of one id, a folder without any, and one that is not there', async () => {
    const list = async (path: string) => (await runCli(['list', '--detections', path])).stderr;
    expect(await list(folder)).toContain('holds no detection');
    expect(await list(join(folder, 'nowhere'))).toContain('no such file or folder');
    write('a.mjs', detection('x'));
    write('b.mjs', detection('x'));
    expect(await list(folder)).toContain('b.mjs: its id x is that of');
  });

  test('says whose summary fails', async () => {
    write(
      'a.mjs',
      detection('x', (text) => text.replace('(row) => row.Resource', '(row) => row.No.length')),
    );
    const { code, stderr } = await runCli([
      'run',
      'samples',
      '--detections',
      folder,
      '--only',
      'x',
      '--quiet',
    ]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('a.mjs: its summary fails')]);
  });
});
