import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { patched, patchedLately } from '../support/patches.js';
import { runCli } from './run-cli.js';

const detections = [patched, patchedLately];

const good = `detection: tests/patched
tests:
  - name: fires on a change
    records: [{vaultPatch: {at: -1h, vault: kv-a}}]
    fires: {Resource: KV-A}
  - name: stays quiet on a read
    records: [{vaultGet: {}}]
    quiet: true
`;

const bad = `detection: tests/patched-lately
tests:
  - name: 'fires on a change <of> "yesterday" & #before'
    records: [{vaultPatch: {at: -1d, vault: kv-a}}, {vaultPatch: {vault: kv-b}}]
    fires: [{Resource: KV-A}]
`;

describe('test', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vaultreplay-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const run = (...argv: readonly string[]) => runCli(['test', ...argv], { detections });

  test('runs the tests of a folder', async () => {
    mkdirSync(join(folder, 'inner'));
    write('inner/good.test.yaml', good);
    write('notes.yaml', 'not: a test');
    const { code, stdout, stderr } = await run(folder);
    expect(stdout).toBe(`passed  ${folder}/inner/good.test.yaml  2 tests\n\n2 tests in 1 file: 2 passed\n`);
    expect([code, stderr]).toEqual([0, '']);
  });

  test('fails with the rows that differ and the step that lost them', async () => {
    const { code, stdout } = await run(write('bad.test.yaml', bad));
    expect(code).toBe(1);
    const lines = stdout.split('\n').map((line) => line.trim());
    expect(lines).toContain('- missing Resource "KV-A"');
    expect(lines).toContain('Resource: expected "KV-A", found "KV-B"');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'lost at step 3, `where TimeGenerated > ago(1d)`: 1 row like it came in, none came out',
    );
    expect(stdout).toContain('tests/patched-lately has no test that sees it stay quiet');
    expect(stdout).toContain('1 test in 1 file: 0 passed, 1 failed');
  });

  test('leaves with 2 when a file is broken, and runs the others', async () => {
    write('a.test.yaml', good.replace('Resource: KV-A', 'Ressource: KV-A'));
    write('b.test.yaml', good);
    const { code, stdout } = await run(folder);
    expect(code).toBe(2);
    expect(stdout.replace(/\s+/g, ' ')).toContain('a.test.yaml:5:13: tests[0].fires.Ressource: there is no');
    expect(stdout).toContain('3 tests in 2 files: 2 passed, 1 broken');
  });

  test('leaves with 2 when a test names a file that cannot be read', async () => {
    const path = write('a.test.yaml', good.replace('records: [{vaultGet: {}}]', 'file: no.json'));
    const { code, stdout } = await run(path);
    expect(code).toBe(2);
    expect(stdout).toContain('no.json');
  });

  test.each([
    [['no-such-folder'], 'no-such-folder cannot be read: no such file or folder'],
    [['src/yaml'], 'src/yaml holds no test: names of test files end in .test.yaml'],
    [['--format', 'xml'], '--format cannot be xml'],
    [['detections', '--filter', 'zzz'], '--filter zzz fits no test'],
  ])('refuses %j', async (argv, message) => {
    const { code, stderr } = await runCli(['test', ...argv]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('runs only what the filter takes, by name or id', async () => {
    write('a.test.yaml', good);
    write('b.test.yaml', bad);
    expect((await run(folder, '--filter', 'A READ')).stdout).toContain('1 test in 1 file: 1 passed');
    expect((await run(folder, '--filter', 'patched-late')).stdout).toContain(
      '1 test in 1 file: 0 passed, 1 failed',
    );
  });

  test('can hold detections to both sides', async () => {
    const quiet = bad.replace('fires: [{Resource: KV-A}]', 'fires: {Resource: KV-B}');
    const path = write('a.test.yaml', quiet);
    expect((await run(path)).code).toBe(0);
    const { code, stdout } = await run(path, '--require-both');
    expect(code).toBe(1);
    expect(stdout).toContain('tests/patched-lately has no test that sees it stay quiet');
    expect((await run(write('a.test.yaml', good), '--require-both')).code).toBe(0);
  });

  test('gives JSON that is equal for equal files', async () => {
    write('a.test.yaml', good);
    write('b.test.yaml', bad);
    const [one, other] = [await run(folder, '--format', 'json'), await run(folder, '--format', 'json')];
    expect(one.stdout).toBe(other.stdout);
    const report = JSON.parse(one.stdout);
    expect(report.summary).toEqual({ tests: 3, passed: 2, failed: 1, broken: 0 });
    expect(report.files[1].tests[0]).toMatchObject({
      status: 'failed',
      line: 3,
      failure: { missing: [{ expected: { Resource: 'KV-A' } }], rows: [{ Resource: 'KV-B' }] },
    });
    expect(report.untested).toEqual([{ detection: 'tests/patched-lately', lacks: ['quiet'] }]);
  });

  test('gives TAP whose numbers are its plan', async () => {
    write('a.test.yaml', bad);
    write('b.test.yaml', 'tests: []');
    const { code, stdout } = await run(folder, '--format', 'tap');
    expect(code).toBe(2);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 2)).toEqual(['TAP version 14', '1..2']);
    expect(lines.filter((line) => /^(?:not )?ok \d/.test(line))).toEqual([
      `not ok 1 - ${folder}/a.test.yaml: fires on a change <of> "yesterday" & \\#before`,
      `not ok 2 - ${folder}/b.test.yaml`,
    ]);
    expect(lines.filter((line) => line === '  ---')).toHaveLength(2);
    expect(lines.filter((line) => line === '  ...')).toHaveLength(2);
  });

  test('gives JUnit XML with counts that fit and text that cannot leave its place', async () => {
    write('a.test.yaml', good);
    write('b.test.yaml', bad.replace('KV-A}]', '"\\u0001</failure>"}]'));
    write('c.test.yaml', 'tests: []');
    const { stdout } = await run(folder, '--format', 'junit');
    const suites = [...stdout.matchAll(/<testsuite ([^>]*)>([\s\S]*?)<\/testsuite>/g)];
    const attribute = (text: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(` ${text}`)![1];
    const counted = suites.map(([, attributes, body]) => ({
      tests: [attribute(attributes!, 'tests'), String(body!.match(/<testcase/g)!.length)],
      failures: [attribute(attributes!, 'failures'), String(body!.match(/<failure/g)?.length ?? 0)],
      errors: [attribute(attributes!, 'errors'), String(body!.match(/<error/g)?.length ?? 0)],
    }));
    expect(counted).toEqual([
      { tests: ['2', '2'], failures: ['0', '0'], errors: ['0', '0'] },
      { tests: ['1', '1'], failures: ['1', '1'], errors: ['0', '0'] },
      { tests: ['1', '1'], failures: ['0', '0'], errors: ['1', '1'] },
    ]);
    expect(stdout).toContain('classname="tests.patched"');
    expect(stdout).toContain('&lt;of&gt; &quot;yesterday&quot; &amp; #before');
    expect(stdout).not.toContain('\u0001');
    for (const [, attributes] of suites)
      expect(attribute(attributes!, 'timestamp')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    const steady = (text: string) => text.replace(/ (?:time|timestamp)="[^"]*"/g, '');
    expect(steady((await run(folder, '--format', 'junit')).stdout)).toBe(steady(stdout));
  });

  test('updates what failing tests expect, in the columns that they name, and leaves the rest as it is', async () => {
    const text = `# about
detection: tests/patched
tests:
  - name: one
    fires: # wrong
      - {Resource: KV-X}
    exactly: 1
    records: [{vaultPatch: {at: -1h, vault: kv-a}}, {vaultPatch: {vault: kv-b}}] # kept
  - {name: two, quiet: true, records: [{vaultPatch: {id_s: a}}]}
  - name: three
    records: [{vaultGet: {}}]
    fires: true
`;
    const path = write('a.test.yaml', text);
    const { code, stdout } = await run(path, '--update');
    expect(code).toBe(1);
    expect(stdout).toContain('2 passed, 1 failed');
    expect(readFileSync(path, 'utf8')).toBe(`# about
detection: tests/patched
tests:
  - name: one
    fires:
      - Resource: "KV-A"
      - Resource: "KV-B"
    exactly: 2
    records: [{vaultPatch: {at: -1h, vault: kv-a}}, {vaultPatch: {vault: kv-b}}] # kept
  - {name: two, fires: [{"TimeGenerated":"2026-04-30T12:00:00.0000000Z","Resource":"KV-TEST","id_s":"a"}], records: [{vaultPatch: {id_s: a}}]}
  - name: three
    records: [{vaultGet: {}}]
    fires: true
`);
  });

  test('updates nothing in CI', async () => {
    const path = write('bad.test.yaml', bad);
    const { code, stderr } = await runCli(['test', path, '--update'], { detections, env: { CI: 'true' } });
    expect(code).toBe(2);
    expect(stderr).toContain('not in CI');
    expect(readFileSync(path, 'utf8')).toBe(bad);
  });

  test('shows the small changes of a detection that no test notices', async () => {
    const path = write('a.test.yaml', good);
    const { code, stdout } = await run(path, '--mutate');
    expect(code).toBe(0);
    expect(stdout).toContain('100 %  tests/patched  1 of 1 mutant noticed');
    const lone = write('b.test.yaml', good.slice(0, good.indexOf('  - name: stays')));
    const survived = await run(lone, '--mutate', '--min-score', '50');
    expect(survived.code).toBe(1);
    expect(survived.stdout).toContain('  0 %  tests/patched  0 of 1 mutant noticed');
    expect(survived.stdout).toContain(
      'no test notices "2: without the step"\n         where OperationName == "VaultPatch"',
    );
    const json = JSON.parse((await run(lone, '--mutate', '--format', 'json')).stdout);
    expect(json.mutants).toMatchObject([
      {
        detection: 'tests/patched',
        percent: 0,
        survivors: [{ mutant: '2: without the step', because: null }],
      },
    ]);
  });

  test('takes explanations of mutants, and refuses those that explain nothing', async () => {
    const explained = (mutant: string) => `survivors:\n  - {mutant: "${mutant}", because: it is so}\n`;
    const lone = good.slice(0, good.indexOf('  - name: stays'));
    const fits = await run(write('a.test.yaml', lone + explained('2: without the step')), '--mutate');
    expect(fits.code).toBe(0);
    expect(fits.stdout).toContain('100 %  tests/patched  0 of 1 mutant noticed, 1 explained');
    const wrong = await run(write('a.test.yaml', good + explained('2: without the step')), '--mutate');
    expect([wrong.code, wrong.stdout.replace(/\s+/g, ' ')]).toEqual([
      2,
      expect.stringContaining('a test notices the mutant'),
    ]);
    const none = await run(write('a.test.yaml', lone + explained('2: without a step')), '--mutate');
    expect([none.code, none.stdout.replace(/\s+/g, ' ')]).toEqual([
      2,
      expect.stringContaining('Did you mean 2: without the step?'),
    ]);
  });

  test.each([
    [['--min-score', '50'], '--min-score needs --mutate'],
    [['--mutate', '--min-score', '200'], '--min-score takes a whole number from 0 to 100'],
    [['--mutate', '--format', 'junit'], '--mutate reports as text or json'],
  ])('refuses %j', async (argv, message) => {
    const { code, stderr } = await run(write('a.test.yaml', good), ...argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('writes to a file', async () => {
    const output = join(folder, 'report.xml');
    const { code, stdout } = await run(write('a.test.yaml', good), '--format', 'junit', '--output', output);
    expect([code, stdout]).toEqual([0, '']);
  });
});
