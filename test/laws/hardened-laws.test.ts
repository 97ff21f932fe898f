import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { hardenedHistories } from '../support/hardened-histories.js';
import { clock } from '../support/histories.js';
import { at, cellsOf, type Record, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

const hardened = detections.filter(({ id }) => id.startsWith('hardened/'));
const now = at(clock);

/** The rows of every hardened detection. */
async function rowsOver(records: readonly Record[]) {
  const result = await replayed(hardened, records, { now });
  return hardened.map(({ id }) => [id, multiset(cellsOf(result, id))] as const);
}

/** Holds the rows over a history against those over what is made of it. */
const holds = (
  changed: (records: readonly Record[]) => fc.Arbitrary<readonly Record[]>,
  shown: (rows: Awaited<ReturnType<typeof rowsOver>>) => unknown = (rows) => rows,
) =>
  fc.assert(
    fc.asyncProperty(
      hardenedHistories.chain((records) => fc.tuple(fc.constant(records), changed(records))),
      async ([records, others]) => {
        expect(shown(await rowsOver(others))).toEqual(shown(await rowsOver(records)));
      },
    ),
    { numRuns: 15 },
  );

/** What nobody and nothing of the histories is. */
const stranger = {
  ResourceProvider: 'MICROSOFT.KEYVAULT',
  ResourceType: 'VAULTS',
  Category: 'AuditEvent',
  Resource: 'KV-ELSEWHERE',
  ResultType: 'Success',
  httpStatusCode_d: '404',
  identity_claim_upn_s: 'stranger@elsewhere',
  identity_claim_oid_g: '99999999-52be-4f0e-9c11-7e3b6a2d8f01',
  identity_claim_appid_g: '88888888-52be-4f0e-9c11-7e3b6a2d8f01',
  CallerIPAddress: '192.0.2.99',
};

/** A text in other letters, where it names a vault, a user or an id. */
const respelled = (record: Record, isUpper: boolean): Record =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const names =
        ['Resource', '_ResourceId', 'ResourceId'].includes(name) ||
        /upn_s|unique_name_s|name_s|_g$/.test(name);
      if (!names || typeof value !== 'string') return [name, value];
      return [name, isUpper ? value.toUpperCase() : value.toLowerCase()];
    }),
  );

describe.runIf(hardened.length > 0)('what the hardened detections find', () => {
  test('does not depend on the order of records', async () => {
    await holds((records) =>
      fc.shuffledSubarray([...records], { minLength: records.length, maxLength: records.length }),
    );
  }, 120_000);

  test('is the same when records stand there twice', async () => {
    await holds((records) => fc.subarray([...records]).map((copies) => [...copies, ...records]));
  }, 120_000);

  test('is the same when empty cells are left out', async () => {
    await holds((records) =>
      fc.constant(
        records.map((record) =>
          Object.fromEntries(Object.entries(record).filter(([, value]) => value !== '')),
        ),
      ),
    );
  }, 120_000);

  test('is the same when vaults, users and ids are spelled in other letters', async () => {
    const folded = (rows: Awaited<ReturnType<typeof rowsOver>>) =>
      rows.map(([id, texts]) => [id, texts.map((text) => text.toLowerCase()).sort()]);
    await holds(
      (records) =>
        fc
          .array(fc.boolean(), { minLength: records.length, maxLength: records.length })
          .map((flips) => records.map((record, i) => respelled(record, flips[i]!))),
      folded,
    );
  }, 120_000);

  test('is the same when records of other services come in between', async () => {
    await holds((records) =>
      fc.constant(
        records.flatMap((record) => [
          { ...record, ResourceProvider: 'MICROSOFT.RECOVERYSERVICES' },
          record,
          { ...record, Category: 'AzurePolicyEvaluationDetails' },
          { ...record, ResourceType: 'MANAGEDHSMS' },
        ]),
      ),
    );
  }, 120_000);

  test('is the same when others are refused elsewhere', async () => {
    await holds((records) =>
      fc.constant(
        records.flatMap((record) => [
          record,
          {
            ...stranger,
            TimeGenerated: record['TimeGenerated'],
            OperationName: record['OperationName'],
          },
        ]),
      ),
    );
  }, 120_000);

  test('is the same when refused copies of every record come in between', async () => {
    await holds((records) =>
      fc.constant(
        records.flatMap((record) => [
          record,
          { ...record, httpStatusCode_d: '403', CorrelationId: `${String(record['CorrelationId'])} refused` },
        ]),
      ),
    );
  }, 120_000);
});
