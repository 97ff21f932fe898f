import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { hardenedHistories } from '../support/hardened-histories.js';
import { clock } from '../support/histories.js';
import { at, cellsOf, type Record, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

const hardened = detections.filter(({ id }) => id.startsWith('hardened/'));

async function rowsOf(records: readonly Record[]) {
  const result = await replayed(hardened, records, { now: at(clock) });
  return hardened.map(({ id }) => [id, ...multiset(cellsOf(result, id))]);
}

/** A record of a vault, an actor and an address that stand nowhere else, and records of other services. */
const unrelated: readonly Record[] = [
  {
    TimeGenerated: '2026-04-20T09:03:00.0000000Z',
    ResourceProvider: 'MICROSOFT.KEYVAULT',
    OperationName: 'SecretSet',
    Resource: 'KV-ELSEWHERE',
    CallerIPAddress: '192.0.2.99',
    identity_claim_upn_s: 'nobody@elsewhere.example',
  },
  {
    TimeGenerated: '2026-04-20T09:03:00.0000000Z',
    ResourceProvider: 'MICROSOFT.RECOVERYSERVICES',
    ResourceType: 'VAULTS',
    OperationName: 'VaultDelete',
    Resource: 'KV1',
  },
  { TimeGenerated: '2026-04-20T09:03:00.0000000Z', ResourceType: 'MANAGEDHSMS', OperationName: 'KeyDelete' },
];

test('order, copies, empty cells and unrelated records change nothing of what the hardened detections give', async () => {
  await fc.assert(
    fc.asyncProperty(hardenedHistories, async (records) => {
      const rows = await rowsOf(records);
      expect(await rowsOf(records.toReversed())).toEqual(rows);
      expect(await rowsOf([...records, ...records])).toEqual(rows);
      expect(await rowsOf([...unrelated, ...records])).toEqual(rows);
      expect(
        await rowsOf(records.map((record) => ({ subnetId_s: '', clientInfo_g: '', ...record }))),
      ).toEqual(rows);
    }),
    { numRuns: 15 },
  );
}, 120_000);
