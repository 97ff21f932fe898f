import { describe, expect, test } from 'vitest';
import { entitiesOf } from '../../src/findings/entities.js';
import { evidenceOf } from '../../src/findings/evidence.js';
import { namedCells, namedRow } from '../../src/findings/named-row.js';
import { ticks } from '../../src/records/instant.js';
import type { RecordPlace } from '../../src/records/row.js';
import type { InputReport } from '../../src/records/scan.js';
import type { Value } from '../../src/records/value.js';

describe('the entities of a row', () => {
  const columns = {
    account: 'Who',
    ip: 'From',
    vault: 'Vault',
    subscription: 'Subscription',
    resourceGroup: 'Group',
    application: 'App',
  };

  test('have the names that Sentinel gives them, and the resource id of the vault when all its parts are there', () => {
    const row = { Who: 'ann@x', From: '10.0.0.1', Vault: 'KV1', Subscription: 's', Group: 'RG', App: 'app' };
    expect(entitiesOf(columns, row)).toEqual({
      account: { fullName: 'ann@x' },
      ip: { address: '10.0.0.1' },
      azureResource: {
        name: 'KV1',
        resourceId: '/subscriptions/s/resourceGroups/RG/providers/Microsoft.KeyVault/vaults/KV1',
      },
      cloudApplication: { appId: 'app' },
    });
  });

  test('are only those that the row names', () => {
    expect(
      entitiesOf(columns, { Who: '', From: null, Vault: 'KV1', Subscription: 's', Group: '', App: '' }),
    ).toEqual({
      azureResource: { name: 'KV1' },
    });
    expect(entitiesOf({ account: 'Who' }, { Who: 'ann@x', Vault: 'KV1' })).toEqual({
      account: { fullName: 'ann@x' },
    });
    expect(entitiesOf({}, {})).toEqual({});
  });

  test('are named by a list that holds one, and not by one that holds several', () => {
    expect(entitiesOf({ ip: 'From' }, { From: ['10.0.0.1'] })).toEqual({ ip: { address: '10.0.0.1' } });
    expect(entitiesOf({ ip: 'From' }, { From: ['10.0.0.1', '10.0.0.2'] })).toEqual({});
    expect(entitiesOf({ ip: 'From' }, { From: [] })).toEqual({});
  });
});

describe('evidence', () => {
  const inputs = [
    { path: 'a.jsonl', sharedLines: false },
    { path: 'b.json', sharedLines: true },
  ] as unknown as readonly InputReport[];
  const place = (input: number, line: number, record: number): RecordPlace => ({ input, line, record });

  test('is every record once, in the order of the inputs, with its number where records share lines', () => {
    const origin = [place(1, 1, 12), [place(1, 1, 3), place(0, 9, 9)], place(1, 1, 12)];
    expect(evidenceOf(origin, inputs)).toEqual([
      { path: 'a.jsonl', line: 9 },
      { path: 'b.json', line: 1, record: 3 },
      { path: 'b.json', line: 1, record: 12 },
    ]);
  });

  test('of a row that no record stands behind is empty', () => {
    expect(evidenceOf([], inputs)).toEqual([]);
  });
});

test('a row by column name has its values, and in JSON their printed forms', () => {
  const columns = [
    { name: 'Time', type: 'datetime' },
    { name: 'For', type: 'timespan' },
    { name: '__proto__', type: 'string' },
  ] as const;
  const row = [[], ticks(0) as Value, ticks(600_000_000) as Value, 'x'] as const;
  expect(Object.entries(namedRow(columns, row))).toEqual([
    ['Time', 0],
    ['For', 600_000_000],
    ['__proto__', 'x'],
  ]);
  expect(Object.entries(namedCells(columns, row))).toEqual([
    ['Time', '2020-01-01T00:00:00.0000000Z'],
    ['For', '00:01:00'],
    ['__proto__', 'x'],
  ]);
});
