import { describe, expect, test } from 'vitest';
import newApp from '../../detections/published/new-app-access.js';
import newUser from '../../detections/published/new-user-access.js';
import { type ReplayOptions, replay } from '../../src/engine/replay.js';
import { type Detection, detection } from '../../src/findings/detection.js';
import { recordsOf } from '../../src/readers/records-of.js';
import { historyCompanions, withColdStarts } from '../../src/triage/cold-start.js';
import { companionsApart } from '../../src/triage/companions.js';
import { findingOf, resultOf } from '../reports/replay-result.js';
import { about, patches } from '../support/patches.js';
import { at, type Record } from '../support/replayed.js';

const now = at('2026-04-30T12:00:00Z');
const read = (time: string, rest: Record = {}): Record => ({
  TimeGenerated: `2026-${time}Z`,
  ResourceProvider: 'MICROSOFT.KEYVAULT',
  ResourceType: 'VAULTS',
  Resource: 'KV1',
  ResultType: 'Success',
  OperationName: 'SecretGet',
  identity_claim_appid_g: 'old',
  ...rest,
});
const newcomer = read('04-30T09:00:00', { identity_claim_appid_g: 'new' });

async function told(
  records: readonly Record[],
  options: ReplayOptions = {},
  detections: readonly Detection[] = [newApp],
) {
  const companions = historyCompanions(detections);
  const ran = await replay([...detections, ...companions], recordsOf(records), { now, ...options });
  const { result, tables } = companionsApart(ran, companions);
  expect(result).toEqual(await replay(detections, recordsOf(records), { now, ...options }));
  return withColdStarts(result, tables).findings.map(({ coldStart }) => coldStart);
}

describe('a finding of a baseline detection', () => {
  test('says that the records begin later than the baseline', async () => {
    expect(await told([read('04-20T09:00:00'), newcomer])).toEqual([
      'the baseline begins 2026-03-31 12:00:00Z, and the records 2026-04-20 09:00:00Z',
    ]);
  });

  test('says that those of its vault do', async () => {
    const other = read('03-31T12:00:00', { Resource: 'KV2' });
    expect(await told([other, read('04-20T09:00:00'), newcomer])).toEqual([
      'the baseline begins 2026-03-31 12:00:00Z, and the records of KV1 later',
    ]);
  });

  test('says nothing when all but a twentieth of the baseline is there', async () => {
    const other = read('03-31T12:00:00', { Resource: 'KV2' });
    expect(await told([other, read('04-02T00:00:00'), newcomer])).toEqual([undefined]);
    expect(await told([other, read('04-02T00:00:00.0000001'), newcomer])).toEqual([
      expect.stringContaining('the records of KV1 later'),
    ]);
    expect(await told([read('04-02T00:00:00'), newcomer])).toEqual([undefined]);
  });

  test('says the same whatever letter case the vault has, and whichever findings are shown', async () => {
    const early = read('03-31T12:00:00', { Resource: 'kv1' });
    const from = at('2026-04-30T08:00:00Z');
    expect(await told([early, newcomer], { from })).toEqual([undefined]);
  });

  test('says nothing of vaults where records do not name theirs', async () => {
    const nameless = read('03-31T12:00:00', { Resource: '' });
    expect(await told([nameless, newcomer])).toEqual([undefined]);
  });
});

test('a detection that compares with no history is never cold', async () => {
  const recent = detection({ ...about, id: 'tests/recent', query: patches, time: 'TimeGenerated' });
  expect(historyCompanions([recent])).toEqual([]);
  const patch = read('04-30T09:00:00', { OperationName: 'VaultPatch' });
  expect(await told([patch], {}, [recent])).toEqual([undefined]);
});

test('equal baselines are looked for once', () => {
  expect(historyCompanions([newApp, newUser])).toHaveLength(1);
});

test('a row may say itself that it is cold', () => {
  const cold = (row: object) => findingOf({ row: { Confidence: 'cold', ...row } });
  const findings = [
    cold({ BaselineDays: 3 }),
    cold({ BaselineDays: 1 }),
    cold({}),
    findingOf({ row: { Confidence: 'observed', BaselineDays: 3 } }),
  ];
  const { findings: marked } = withColdStarts(resultOf({ findings }), new Map());
  expect(marked.map(({ coldStart }) => coldStart)).toEqual([
    'the baseline has records of the vault on 3 days',
    'the baseline has records of the vault on 1 day',
    'too little history',
    undefined,
  ]);
});

test('without cold findings the result stays as it is', () => {
  const result = resultOf({ findings: [findingOf()] });
  expect(withColdStarts(result, new Map())).toBe(result);
});
