import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/findings/finding.js';
import { pivotsOf } from '../../src/triage/pivots.js';
import { findingOf, instant } from '../reports/replay-result.js';

const nine = instant('2026-04-20T09:00:00Z');
const ten = instant('2026-04-20T10:00:00Z');
const eleven = instant('2026-04-20T11:00:00Z');

const by = (fullName: string, rest: Partial<Finding> = {}) =>
  findingOf({ entities: { account: { fullName } }, row: {}, ...rest });

const nothing = { actors: [], applications: [], addresses: [], vaults: [], items: [] };

test('finds every kind of thing that a finding names', () => {
  const finding = findingOf({
    time: nine,
    severity: 'medium',
    entities: {
      account: { fullName: 'mal@contoso.com' },
      ip: { address: '203.0.113.9' },
      azureResource: { name: 'KV1' },
      cloudApplication: { appId: 'app-1' },
    },
    row: { KeyVaultTarget: 'https://kv1.vault.azure.net/secrets/db' },
  });
  const seen = { findings: 1, severity: 'medium', first: nine, last: nine };
  expect(pivotsOf({ findings: [finding] })).toEqual({
    actors: [{ value: 'mal@contoso.com', ...seen }],
    applications: [{ value: 'app-1', ...seen }],
    addresses: [{ value: '203.0.113.9', ...seen }],
    vaults: [{ value: 'KV1', ...seen }],
    items: [{ value: 'kv1/secret/db', ...seen }],
  });
});

test('counts findings, keeps the first and last time and the highest severity, in any order', () => {
  const findings = [
    by('mal', { time: ten, severity: 'low' }),
    by('mal', { time: eleven, severity: 'high' }),
    by('mal', { time: null, severity: 'low' }),
    by('mal', { time: nine, severity: 'medium' }),
  ];
  const expected = [{ value: 'mal', findings: 4, severity: 'high', first: nine, last: eleven }];
  expect(pivotsOf({ findings }).actors).toEqual(expected);
  expect(pivotsOf({ findings: findings.toReversed() }).actors).toEqual(expected);
});

test('a name seen at no known time has none', () => {
  expect(pivotsOf({ findings: [by('mal', { time: null })] }).actors).toMatchObject([
    { first: null, last: null },
  ]);
});

test('takes names that differ in letter case for one, spelled as it comes first', () => {
  const { actors } = pivotsOf({ findings: [by('Ann@Contoso.com'), by('ann@contoso.com')] });
  expect(actors).toMatchObject([{ value: 'Ann@Contoso.com', findings: 2 }]);
});

test('what most findings name comes first, then by name', () => {
  const { actors } = pivotsOf({ findings: ['b', 'c', 'a', 'C'].map((name) => by(name)) });
  expect(actors.map(({ value }) => value)).toEqual(['c', 'a', 'b']);
});

describe('lists in a row', () => {
  test('name each of their members once', () => {
    const finding = findingOf({
      entities: { ip: { address: '["192.0.2.1","192.0.2.2"]' }, azureResource: { name: 'kv1' } },
      row: {
        CallerIPs: '["192.0.2.1","2001:db8::1"]',
        Vaults: '["kv1","kv2"]',
        ItemSample: '["secret/a","kv2/key/b",7]',
      },
    });
    const { addresses, vaults, items } = pivotsOf({ findings: [finding] });
    expect(addresses.map(({ value }) => value)).toEqual(['192.0.2.1', '192.0.2.2', '2001:db8::1']);
    expect(vaults.map(({ value, findings }) => [value, findings])).toEqual([
      ['kv1', 1],
      ['kv2', 1],
    ]);
    expect(items.map(({ value }) => value)).toEqual(['kv1/secret/a', 'kv2/key/b']);
  });

  test('that cannot be read are one name', () => {
    const { addresses } = pivotsOf({ findings: [findingOf({ row: { CallerIPs: '[::1]:443' } })] });
    expect(addresses.map(({ value }) => value)).toEqual(['[::1]:443']);
  });
});

test('findings that name nothing give nothing', () => {
  expect(pivotsOf({ findings: [] })).toEqual(nothing);
  expect(pivotsOf({ findings: [findingOf({ row: { KeyVaultTarget: '', Item: null } })] })).toEqual(nothing);
});

test('counts add up whatever the names', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 })), (names) => {
      const { actors } = pivotsOf({ findings: names.map((name) => by(name)) });
      expect(actors.reduce((sum, { findings }) => sum + findings, 0)).toBe(names.length);
      for (const [i, { findings }] of actors.entries())
        if (i > 0) expect(findings).toBeLessThanOrEqual(actors[i - 1]!.findings);
    }),
  );
});
