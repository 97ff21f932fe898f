import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { parseTestFile } from '../../src/testing/parse-test-file.js';
import { type Failure, runTest } from '../../src/testing/run-test.js';

/** Runs the one test of these lines. */
async function failureOf(detection: string, ...lines: string[]): Promise<Failure | null> {
  const text = [
    `detection: published/${detection}`,
    'tests:',
    '  - name: one',
    ...lines.map((line) => `    ${line}`),
  ].join('\n');
  const file = parseTestFile(text, 'samples/one.test.yaml', detections);
  return runTest(file.tests[0]!);
}

const addedAndRemoved = (removed: string) => [
  'records:',
  '  - vaultPatch: {at: -1h, user: eve@x, addedAccessPolicy_ObjectId_g: a}',
  `  - vaultPatch: {at: ${removed}, user: eve@x, removedAccessPolicy_ObjectId_g: a}`,
];

describe('a test', () => {
  test('passes when the expected rows are there, whatever their order and other columns', async () => {
    const lines = [
      ...addedAndRemoved('-1h+9m59.9999999s'),
      'fires: {TimeDelta: 9m59.9999999s, AddedActor: eve@x}',
    ];
    expect(await failureOf('access-added-then-removed', ...lines)).toBeNull();
    const quiet = [...addedAndRemoved('-50m'), 'quiet: true'];
    expect(await failureOf('access-added-then-removed', ...quiet)).toBeNull();
  });

  test('fails at the step that drops what was expected', async () => {
    const failure = await failureOf(
      'access-added-then-removed',
      ...addedAndRemoved('-50m'),
      'fires: {KeyVaultName: KV-TEST, AddedActor: eve@x}',
    );
    expect(failure).toMatchObject({
      count: { expected: 'exactly 1', actual: 0 },
      missing: [
        {
          nearest: null,
          lost: 'lost at step 11, `where TimeDelta < 10m`: 1 row like it came in, none came out',
        },
      ],
    });
  });

  test('names the values that no record has', async () => {
    const lines = [...addedAndRemoved('-1h'), 'fires: {AddedActor: mallory@x}'];
    const failure = await failureOf('access-added-then-removed', ...lines);
    expect(failure!.missing[0]!.lost).toMatch(/^no record has identity_claim_http.*upn_s "mallory@x"$/);
    expect(failure!.missing[0]!.nearest!.differences).toEqual([
      { column: 'AddedActor', expected: 'mallory@x', actual: 'eve@x' },
    ]);
  });

  test('says where rows ended when any would have done', async () => {
    const records = ['records:', '  - secretGet: {}', 'fires: true'];
    expect(await failureOf('firewall-ip-added', ...records)).toMatchObject({
      count: { expected: 'at least 1', actual: 0 },
      lost: 'lost at step 4, `where OperationName == "VaultPatch"`: 1 row like it came in, none came out',
    });
  });

  test('follows a row through an anti-join to its counterpart', async () => {
    const failure = await failureOf(
      'new-app-access',
      'records:',
      '  - secretGet: {at: -20d, application: a}',
      '  - secretGet: {at: -1h, application: a}',
      'fires: {AppId: a}',
    );
    expect(failure!.missing[0]!.lost).toBe(
      'lost at step 14, `join kind=rightanti on KeyVaultName, AppId`: 1 row on the left and 1 row on the right like it came in, none came out',
    );
  });

  test('shows rows that nobody expected', async () => {
    const records = ['records: [{keyDelete: {item: one}}, {keyDelete: {item: two}}]'];
    const one = await failureOf('destructive-operations', ...records, 'fires: {OperationName: KeyDelete}');
    expect(one).toMatchObject({ missing: [], count: { expected: 'exactly 1', actual: 2 } });
    expect(one!.unexpected).toHaveLength(1);
    const quiet = await failureOf('destructive-operations', ...records, 'quiet: true');
    expect(quiet).toMatchObject({ unexpected: { length: 2 }, count: { expected: 'none', actual: 2 } });
    const both = [
      'fires: [{OperationName: KeyDelete}, {KeyVaultTarget: "https://kv-test.vault.azure.net/keys/one"}]',
    ];
    expect(await failureOf('destructive-operations', ...records, ...both)).toBeNull();
    expect(await failureOf('destructive-operations', ...records, 'fires: true', 'exactly: 2')).toBeNull();
    expect(await failureOf('destructive-operations', ...records, 'fires: true', 'atLeast: 3')).toMatchObject({
      count: { expected: 'at least 3', actual: 2 },
    });
  });

  test('reads files of any shape beside it and takes the clock of their newest record', async () => {
    const rows = ['file: rows/web.json', 'fires: {IPRangeAdded: 198.51.100.77/32}'];
    expect(await failureOf('firewall-ip-added', ...rows)).toBeNull();
    await expect(failureOf('firewall-ip-added', 'file: no.json', 'quiet: true')).rejects.toThrow(
      'samples/no.json',
    );
  });
});
