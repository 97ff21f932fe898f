import { AssertionError } from 'node:assert';
import { describe, expect, test } from 'vitest';
import accessAddedThenRemoved from '../../detections/published/access-added-then-removed.js';
import newAppAccess from '../../detections/published/new-app-access.js';
import { matchers } from '../../src/testing/vitest.js';
import {
  assertFires,
  assertReturnsRows,
  assertStaysQuiet,
  history,
  keyDelete,
  record,
  recordOf,
  replayRecords,
  secretGet,
  vaultPatch,
} from '../../src/testing.js';

expect.extend(matchers);

const addedAndRemoved = (removed: string) =>
  replayRecords(accessAddedThenRemoved, [
    vaultPatch({ at: '-1h', vault: 'kv-a', user: 'eve@x', addedAccessPolicy_ObjectId_g: 'a' }),
    vaultPatch({ at: removed, vault: 'kv-a', removedAccessPolicy_ObjectId_g: 'a' }),
  ]);

describe('matchers', () => {
  test('hold what a detection gave against what is expected', async () => {
    const result = await addedAndRemoved('-1h +9m59.9999999s');
    expect(result).toFire();
    expect(result).toFire({ KeyVaultName: 'KV-A', TimeDelta: '9m59.9999999s' });
    expect(result).not.toFire({ KeyVaultName: 'KV-B' });
    expect(result).not.toStayQuiet();
    expect(result).toReturnRows([{ AccessAddedTime: '-1h' }]);
    expect(await addedAndRemoved('-50m')).toStayQuiet();
    expect(await addedAndRemoved('-50m')).toReturnRows([]);
  });

  test('tell the rows that differ and the step that lost them', async () => {
    const quiet = await addedAndRemoved('-50m');
    expect(() => expect(quiet).toFire({ AddedActor: 'eve@x' })).toThrow(
      /expected at least 1, found 0 rows[\s\S]*missing AddedActor "eve@x"[\s\S]*lost at step 11, `where TimeDelta < 10m`/,
    );
    const fired = await addedAndRemoved('-59m');
    expect(() => expect(fired).toStayQuiet()).toThrow(
      /expected none, found 1 row\n\+ found KeyVaultName "KV-A"/,
    );
    expect(() => expect(fired).not.toFire()).toThrow('expected not to fire like that, and it did');
    expect(() => expect(fired).toReturnRows([{ AddedActor: 'bob@x' }])).toThrow(
      'AddedActor: expected "bob@x", found "eve@x"',
    );
    expect(() => expect(addedAndRemoved('-1h')).toFire()).toThrow('await replayRecords');
  });
});

describe('assertions', () => {
  test('pass and throw as the matchers do', async () => {
    const fired = await addedAndRemoved('-59m');
    assertFires(fired);
    assertFires(fired, { TimeDelta: '1m' });
    assertReturnsRows(fired, [{ KeyVaultName: 'KV-A' }]);
    assertStaysQuiet(await addedAndRemoved('-2d'));
    for (const wrong of [
      () => assertFires(fired, { TimeDelta: '2m' }),
      () => assertStaysQuiet(fired),
      () => assertReturnsRows(fired, []),
      () => assertReturnsRows(fired, [{}, {}]),
    ])
      expect(wrong).toThrow(AssertionError);
  });

  test('are refused columns that the result does not have', async () => {
    const fired = await addedAndRemoved('-59m');
    expect(() => assertFires(fired, { KeyVaultNam: 'KV-A' })).toThrow('Did you mean KeyVaultName?');
    expect(() => assertFires(fired, { TimeDelta: 60 })).toThrow('takes a timespan');
  });
});

describe('replayRecords', () => {
  test('takes histories and the clock', async () => {
    const known = history(secretGet({ application: 'a' }), { from: '-30d', every: '1d', times: 29 });
    const today = secretGet({ at: '-1h', application: 'a', item: undefined } as never);
    expect(await replayRecords(newAppAccess, [known, today])).toStayQuiet();
    expect(await replayRecords(newAppAccess, [today])).toFire({ AppId: 'a' });
    const fixed = secretGet({ TimeGenerated: '2026-04-29T20:00:00Z', application: 'a' });
    expect(await replayRecords(newAppAccess, [fixed], { now: '2026-04-30' })).toFire();
    expect(await replayRecords(newAppAccess, [fixed], { now: '2026-05-02' })).toStayQuiet();
  });

  test('refuses what is no record', async () => {
    const replayed = (...records: Parameters<typeof replayRecords>[1]) =>
      replayRecords(newAppAccess, records);
    await expect(replayed(recordOf('keyDelet'))).rejects.toThrow(
      'record 1: unknown kind keyDelet. Did you mean keyDelete?',
    );
    await expect(replayed(keyDelete(), keyDelete({ at: '9m' }))).rejects.toThrow(
      'record 2, keyDelete: at: takes a time',
    );
    await expect(replayed(keyDelete({ colour_s: 'red' }))).rejects.toThrow(
      'A column of your own stands under extra:',
    );
    await expect(replayed(record({ extra: { colour_s: 'red' } }))).resolves.toBeDefined();
    await expect(replayRecords(newAppAccess, [], { now: '-1d' })).rejects.toThrow('now cannot be -1d');
  });

  test('has columns that the compiler knows', () => {
    // @ts-expect-error: there is no such column
    vaultPatch({ Ressource: 'KV-A' });
    // @ts-expect-error: a status is a number
    vaultPatch({ httpStatusCode_d: '200' });
    expect(record).toBeTypeOf('function');
  });
});
