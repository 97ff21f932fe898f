import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/findings/finding.js';
import { parseAllowFile } from '../../src/triage/allow-file.js';
import { withAllowTroubles } from '../../src/triage/allow-troubles.js';
import { hideAllowed } from '../../src/triage/allowed.js';
import { detectionOf, findingOf, instant, resultOf, tableOf } from '../reports/replay-result.js';

const detections = [detectionOf('a/one'), detectionOf('b/two')];
const place = { input: 0, line: 1, record: 1 };

const result = (findings: readonly Finding[], now: string | null = '2026-04-30T12:00:00Z') =>
  resultOf({
    clock: { now: now === null ? null : instant(now), from: 'option' },
    detections,
    findings,
    tables: detections.map(({ id }) =>
      tableOf(id, {
        columns: [{ name: 'N', type: 'long' }],
        rows: findings.flatMap(({ detection }, i) => (detection === id ? [[place, i] as const] : [])),
      }),
    ),
  });
const hide = (list: string, findings: readonly Finding[], now?: string | null) =>
  hideAllowed(result(findings, now), parseAllowFile(list, 'allow.yaml', detections));
const hides = (list: string, finding: Finding) => hide(list, [finding]).result.findings.length === 0;

const finding = findingOf({
  entities: {
    account: { fullName: 'Ann@Contoso.com' },
    ip: { address: '192.0.2.7' },
    azureResource: { name: 'KV1' },
    cloudApplication: { appId: 'APP-1' },
  },
  row: {
    ActorObjectId: 'OID-1',
    KeyVaultTarget: 'https://kv1.vault.azure.net/secrets/DB/0123',
    ClientFamily: 'terraform',
  },
});

describe('an entry hides a finding', () => {
  test.each([
    'detection: a/one',
    'detection: a/*',
    'actor: ann@contoso.com',
    'actor: oid-1',
    'app: app-1',
    'ip: 192.0.2.7',
    'ip: 192.0.2.0/24',
    'vault: kv1',
    'item: secret/db',
    'item: kv1/secret/db',
    'client: Terraform',
    'detection: a/one, actor: ANN@CONTOSO.COM, app: app-1, ip: 192.0.2.0/29, vault: KV1, item: secret/db',
  ])('by %s', (named) => {
    expect(hides(`- { ${named}, reason: known }`, finding)).toBe(true);
  });

  test.each([
    'detection: b/two',
    'actor: ann',
    'actor: app-1',
    'app: app-2',
    'ip: 192.0.2.8',
    'vault: kv',
    'item: secret/d',
    'item: key/db',
    'item: kv2/secret/db',
    'client: terra',
    'actor: ann@contoso.com, vault: kv2',
    'detection: b/*, vault: kv1',
  ])('not by %s', (named) => {
    expect(hides(`- { ${named}, reason: known }`, finding)).toBe(false);
  });

  test('that names nothing of a kind is not hidden by that kind', () => {
    const bare = findingOf({ entities: {}, row: {} });
    for (const named of ['actor: x', 'app: x', 'ip: "::/0"', 'vault: x', 'item: secret/x', 'client: x'])
      expect(hides(`- { ${named}, reason: known }`, bare)).toBe(false);
  });
});

describe('a finding on many calls', () => {
  const many = findingOf({
    entities: {},
    row: { CallerIPs: '["192.0.2.1","198.51.100.1"]', Vaults: '["kv1","kv2"]' },
  });

  test('is hidden when an entry allows all of them', () => {
    expect(hides('- { vault: kv1, reason: known }', many)).toBe(false);
    expect(hides('- { ip: 192.0.2.0/24, reason: known }', many)).toBe(false);
    expect(hides('- { ip: 0.0.0.0/0, reason: known }', many)).toBe(true);
  });

  test('is hidden when entries together allow each of them', () => {
    const first = '- { ip: 192.0.2.0/24, reason: office }';
    const second = '- { ip: 198.51.100.0/24, reason: home }';
    const { allowed } = hide(`${first}\n${second}`, [many]);
    expect(allowed.findings[0]!.entries.map(({ reason }) => reason)).toEqual(['office', 'home']);
    const narrower = '- { ip: 198.51.100.0/24, vault: kv1, reason: home }';
    expect(hides(`${first}\n${narrower}`, many)).toBe(false);
    expect(hides(`${first}\n${narrower}\n${narrower.replace('kv1', 'kv2')}`, many)).toBe(true);
  });

  test('is hidden when everybody who acted is allowed', () => {
    const grant = (removedBy: string) =>
      findingOf({
        entities: { account: { fullName: 'Ann' } },
        row: { ActorObjectId: 'OID-1', RemovedActor: removedBy },
      });
    const ann = '- { actor: ann, reason: known }';
    const mal = '- { actor: mal, reason: known }';
    expect(hides(ann, grant('ann'))).toBe(true);
    expect(hides(ann, grant('mal'))).toBe(false);
    expect(hides(`${ann}\n${mal}`, grant('mal'))).toBe(true);
    expect(hides(ann.replace('ann', 'oid-1'), grant('ANN'))).toBe(true);
    expect(hides(ann.replace('ann', 'oid-1'), grant('mal'))).toBe(false);
    expect(hides(ann, grant(''))).toBe(false);
    expect(hides('- { detection: a/one, reason: known }', grant(''))).toBe(true);
  });

  test('is not hidden by who acted when some who did are not named', () => {
    const burst = (ActorCount: number) =>
      findingOf({
        entities: { account: { fullName: 'ann' }, cloudApplication: { appId: 'app-1' } },
        row: { ActorObjectId: 'oid-1', ActorCount },
      });
    for (const named of ['actor: ann', 'actor: oid-1', 'app: app-1']) {
      expect(hides(`- { ${named}, reason: known }`, burst(1))).toBe(true);
      expect(hides(`- { ${named}, reason: known }`, burst(2))).toBe(false);
    }
  });

  test('of a caller with no name is hidden by the object id', () => {
    const nameless = findingOf({ entities: {}, row: { ActorObjectId: 'OID-1' } });
    expect(hides('- { actor: oid-1, reason: known }', nameless)).toBe(true);
    expect(hides('- { actor: oid-2, reason: known }', nameless)).toBe(false);
  });

  test('is not hidden when the list of what it names may be cut', () => {
    const addresses = (count: number) =>
      findingOf({
        entities: {},
        row: { CallerIPs: JSON.stringify(Array.from({ length: count }, (_, i) => `192.0.2.${i}`)) },
      });
    expect(hides('- { ip: 192.0.2.0/24, reason: known }', addresses(19))).toBe(true);
    expect(hides('- { ip: 192.0.2.0/24, reason: known }', addresses(20))).toBe(false);
    expect(hides('- { detection: a/one, reason: known }', addresses(20))).toBe(true);
  });
});

test('what is hidden leaves findings and tables, and stays in sight', () => {
  const findings = [
    findingOf({ id: '1', row: { ClientFamily: 'x' } }),
    findingOf({ id: '2', row: { ClientFamily: 'y' } }),
    findingOf({ id: '3', detection: 'b/two', row: { ClientFamily: 'x' } }),
  ];
  const { result: left, allowed } = hide('- { client: x, reason: known }', findings);
  expect(left.findings.map(({ id }) => id)).toEqual(['2']);
  expect(left.tables.map(({ rows }) => rows.map(([, i]) => i))).toEqual([[1], []]);
  expect(allowed.findings.map(({ finding: { id } }) => id)).toEqual(['1', '3']);
  expect(allowed.entries).toMatchObject([{ active: true, hides: 2 }]);
});

describe('an entry that expires', () => {
  const entry = '- { detection: a/one, reason: known, expires: 2026-04-30T12:00:00Z }';
  test('hides until then, by the clock of the run', () => {
    expect(hide(entry, [finding], '2026-04-30T11:59:59.9999999Z').result.findings).toEqual([]);
    expect(hide(entry, [finding], '2026-04-30T12:00:00Z').result.findings).toEqual([finding]);
  });

  test('hides nothing without a clock', () => {
    expect(hide(entry, [finding], null).result.findings).toEqual([finding]);
  });

  test('and has, is told apart from one that hides nothing', () => {
    const idle = '- { detection: b/two, reason: no longer }';
    const { allowed } = hide(`${entry}\n${idle}\n- { vault: kv1, reason: known }`, [finding]);
    const other = { kind: 'left-out', count: 1, examples: [] } as const;
    expect(withAllowTroubles([other], allowed)).toEqual([
      {
        kind: 'expired-allowance',
        count: 1,
        examples: [{ path: 'allow.yaml', line: 1, detail: 'known' }],
      },
      {
        kind: 'idle-allowance',
        count: 1,
        examples: [{ path: 'allow.yaml', line: 2, detail: 'no longer' }],
      },
      other,
    ]);
  });
});

test('entries that hide are no trouble', () => {
  expect(withAllowTroubles([], hide('- { vault: kv1, reason: known }', [finding]).allowed)).toEqual([]);
});
