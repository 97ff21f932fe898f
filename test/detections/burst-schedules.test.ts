import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { replaySchedule } from '../../src/engine/schedule/replay-schedule.js';
import { recordsOf } from '../../src/readers/records-of.js';
import { formatInstant, hours, later, minutes } from '../../src/records/instant.js';
import { at, cellsOf, type Record, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

const id = 'extended/mass-read';
const massRead = detections.find((each) => each.id === id)!;
const now = at('2026-04-20T12:00:00Z');

/** Reads of as many items, one every so many minutes from a time on. */
const reads = (from: string, count: number, every: number): readonly Record[] =>
  Array.from({ length: count }, (_, i) => ({
    TimeGenerated: formatInstant(later(at(from), minutes(i * every))),
    ResourceType: 'VAULTS',
    ResourceProvider: 'MICROSOFT.KEYVAULT',
    Category: 'AuditEvent',
    OperationName: 'SecretGet',
    ResultType: 'Success',
    httpStatusCode_d: 200,
    Resource: 'KV1',
    id_s: `https://kv1.vault.azure.net/secrets/item-${i % 23}`,
    identity_claim_upn_s: 'busy@x.example',
  }));

describe('bursts by their own schedule', () => {
  test('are raised whole at the next midnight, those over midnight a day later', async () => {
    const records = [
      ...reads('2026-04-17T13:00:00Z', 12, 2),
      ...reads('2026-04-17T23:50:00Z', 12, 2),
      ...reads('2026-04-18T18:00:00Z', 12, 2),
    ];
    const scheduled = await replaySchedule([massRead], recordsOf(records), { now });
    const raised = scheduled.findings.map(({ raisedAt }) => formatInstant(raisedAt!).slice(0, 13));
    expect(raised).toEqual(['2026-04-18T00', '2026-04-19T00', '2026-04-19T00']);
    const once = await replayed([massRead], records, { now });
    expect(multiset(cellsOf(scheduled, id))).toEqual(multiset(cellsOf(once, id)));
  });

  test('shortly before midnight may be told again by what the next window sees of them', async () => {
    const records = reads('2026-04-17T22:50:00Z', 26, 2);
    const { findings } = await replaySchedule([massRead], recordsOf(records), { now });
    expect(
      findings.map(({ row, raisedAt }) => [formatInstant(raisedAt!).slice(0, 13), row['EventCount']]),
    ).toEqual([
      ['2026-04-18T00', 26],
      ['2026-04-19T00', 21],
    ]);
  });

  test('of a caller who never rests are told about as often as by one run, and not at every step anew', async () => {
    const records = reads('2026-04-10T01:00:00Z', 2000, 5);
    const once = (await replayed([massRead], records, { now })).findings.length;
    const countOf = async (choice: Parameters<typeof replaySchedule>[2]) =>
      (await replaySchedule([massRead], recordsOf(records), { now, ...choice })).findings.length;
    expect(once).toBeGreaterThan(100);
    const own = await countOf({});
    expect(own).toBeGreaterThanOrEqual(once);
    expect(own).toBeLessThan(once * 1.2);
    expect(await countOf({ frequency: hours(1), period: hours(24) })).toBeGreaterThan(once * 2);
  }, 30_000);
});
