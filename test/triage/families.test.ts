import { describe, expect, test } from 'vitest';
import destructive from '../../detections/published/destructive-operations.js';
import firewall from '../../detections/published/firewall-allow-all.js';
import newApp from '../../detections/published/new-app-access.js';
import { replay } from '../../src/engine/replay.js';
import { type Detection, detection, type Hardening } from '../../src/findings/detection.js';
import type { ReplayResult } from '../../src/findings/finding.js';
import { azureDiagnostics } from '../../src/plan/azure-diagnostics.js';
import { recordsOf } from '../../src/readers/records-of.js';
import type { Columns } from '../../src/records/schema.js';
import { companionsApart } from '../../src/triage/companions.js';
import { familyCompanions, withFamilies } from '../../src/triage/families.js';
import type { Record } from '../support/replayed.js';

/** Stands for a published detection: done calls of one operation, confirming rows by a rule. */
const hardened = (
  published: Detection,
  operation: string,
  rest: Partial<Hardening<Columns>> = {},
): Detection =>
  detection<Columns>({
    id: `hardened/${operation}`,
    title: 'A hardened one',
    description: '',
    severity: 'high',
    tactics: [],
    techniques: [],
    source: { title: 'a test' },
    query: azureDiagnostics
      .where('OperationName', '==', operation)
      .where('httpStatusCode_d', '<', 300)
      .project('TimeGenerated', 'VaultName = Resource') as never,
    time: 'TimeGenerated' as never,
    entities: { vault: 'VaultName' },
    summary: () => 'it was done',
    notes: [],
    hardens: {
      detection: published.id,
      repairs: [],
      confirms: (own, theirs) => own['TimeGenerated'] === theirs['TimeGenerated'],
      unconfirmed: () => null,
      ...rest,
    },
  });

const record = {
  ResourceProvider: 'MICROSOFT.KEYVAULT',
  ResourceType: 'VAULTS',
  Resource: 'KV1',
  ResultType: 'Success',
  httpStatusCode_d: 200,
};
const purge = (time: string, rest: Record = {}): Record => ({
  ...record,
  OperationName: 'SecretPurge',
  TimeGenerated: `2026-04-20T${time}Z`,
  ...rest,
});

/** Replays as `run` does: with companions, which leave no trace. */
async function triaged(detections: readonly Detection[], records: readonly Record[], strict = false) {
  const companions = familyCompanions(detections);
  const columns = strict ? 'strict' : 'lenient';
  const ran = await replay([...detections, ...companions], recordsOf(records), { columns });
  const { result, tables } = companionsApart(ran, companions);
  return { alone: await replay(detections, recordsOf(records), { columns }), result, tables };
}

const familiesIn = ({ findings }: ReplayResult) =>
  findings.map(({ detection: of, confirms, confirmedBy, unconfirmed }) => ({
    of: of.split('/')[0],
    ...(confirms !== undefined && { confirms: confirms.length }),
    ...(confirmedBy !== undefined && { confirmedBy }),
    ...(unconfirmed !== undefined && { unconfirmed }),
  }));

describe('a hardened and a published finding', () => {
  test('are one family where the hardened one confirms the published row', async () => {
    const { result, tables } = await triaged(
      [destructive, hardened(destructive, 'SecretPurge')],
      [purge('09:00:00'), purge('10:00:00', { Resource: 'KV2' })],
    );
    const told = withFamilies(result, tables);
    const [first, second, own, other] = told.findings;
    expect(first).toMatchObject({ detection: destructive.id, confirmedBy: own!.id });
    expect(second).toMatchObject({ detection: destructive.id, confirmedBy: other!.id });
    expect(own).toMatchObject({ detection: 'hardened/SecretPurge', confirms: [first!.id] });
    expect(other).toMatchObject({ detection: 'hardened/SecretPurge', confirms: [second!.id] });
  });

  test('of different vaults are not', async () => {
    const { result, tables } = await triaged(
      [destructive, hardened(destructive, 'SecretPurge', { confirms: () => true })],
      [purge('09:00:00'), purge('10:00:00', { Resource: 'KV2', OperationName: 'KeyPurge' })],
    );
    expect(familiesIn(withFamilies(result, tables))).toMatchObject([
      { of: 'published', confirmedBy: expect.any(String) },
      { of: 'published', unconfirmed: 'no finding of hardened/SecretPurge confirms it' },
      { of: 'hardened', confirms: 1 },
    ]);
  });

  test('may lie at different times, and vaults be spelled differently', async () => {
    const { result, tables } = await triaged(
      [destructive, hardened(destructive, 'SecretPurge', { confirms: () => true })],
      [purge('09:00:00'), purge('10:00:00', { Resource: 'kv1', OperationName: 'KeyPurge' })],
    );
    expect(familiesIn(withFamilies(result, tables))).toMatchObject([
      { of: 'published', confirmedBy: expect.any(String) },
      { of: 'published', confirmedBy: expect.any(String) },
      { of: 'hardened', confirms: 2 },
    ]);
  });
});

describe('a published row that nothing confirms', () => {
  test('says how its call was answered', async () => {
    const { result, tables } = await triaged(
      [destructive, hardened(destructive, 'SecretPurge', { unconfirmed: () => 'told by the row' })],
      [purge('09:00:00', { httpStatusCode_d: 403 })],
    );
    expect(familiesIn(withFamilies(result, tables))).toEqual([
      { of: 'published', unconfirmed: 'answered 403' },
    ]);
  });

  test('says what its detection knows of it, else that nothing confirms it', async () => {
    const none = { confirms: () => false };
    const records = [purge('09:00:00'), purge('10:00:00', { Resource: 'KV2' })];
    const unconfirmed: Hardening<Columns>['unconfirmed'] = (row) =>
      Object.values(row).includes('KV2') ? 'told by the row' : null;
    const { result, tables } = await triaged(
      [destructive, hardened(destructive, 'SecretPurge', { ...none, unconfirmed })],
      records,
    );
    expect(familiesIn(withFamilies(result, tables))).toEqual([
      { of: 'published', unconfirmed: 'no finding of hardened/SecretPurge confirms it' },
      { of: 'published', unconfirmed: 'told by the row' },
      { of: 'hardened', confirms: 0 },
      { of: 'hardened', confirms: 0 },
    ]);
  });

  test('names the failed one of several calls that it rests on', async () => {
    const patch = (time: string, action: string, status: number): Record => ({
      ...purge(time),
      OperationName: 'VaultPatch',
      properties_networkAcls_defaultAction_s: action,
      httpStatusCode_d: status,
    });
    const { result, tables } = await triaged(
      [firewall, hardened(firewall, 'VaultPut')],
      [patch('09:00:00', 'Deny', 200), patch('10:00:00', 'Allow', 409)],
    );
    expect(familiesIn(withFamilies(result, tables))).toEqual([
      { of: 'published', unconfirmed: 'rests on a call answered 409' },
    ]);
  });
});

describe('without a family', () => {
  test.each([
    ['only the published detection', [destructive]],
    ['only the hardened one', [hardened(destructive, 'SecretPurge')]],
    ['neither of the two', [newApp]],
  ])('of %s, nothing runs along and nothing is told', async (_, detections) => {
    expect(familyCompanions(detections)).toEqual([]);
    const { result, tables } = await triaged(detections, [purge('09:00:00')]);
    expect(withFamilies(result, tables)).toBe(result);
  });
});

test.each([
  ['records with all columns', [purge('09:00:00', { httpStatusCode_d: 403 })], false],
  ['a column missing', [{ ...purge('09:00:00'), httpStatusCode_d: undefined }], false],
  ['a column missing, and strict', [{ ...purge('09:00:00'), httpStatusCode_d: undefined }], true],
  ['no records', [], false],
])('what runs along leaves no trace in the result: %s', async (_, records, strict) => {
  const own = [destructive, newApp, hardened(destructive, 'SecretPurge'), hardened(newApp, 'SecretGet')];
  const { alone, result } = await triaged(own, records, strict);
  expect(result).toEqual(alone);
});
