import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { secondWritings } from '../support/extended-by-hand/written.js';
import { clock } from '../support/histories.js';
import { at, cellsOf, type Record, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

const extended = detections.filter(({ id }) => Object.hasOwn(secondWritings, id));
const now = at(clock);

/** What nobody and nothing of the histories is. */
const stranger = {
  ResourceProvider: 'MICROSOFT.KEYVAULT',
  ResourceType: 'VAULTS',
  Category: 'AuditEvent',
  Resource: 'KV-ELSEWHERE',
  ResultType: 'Success',
  httpStatusCode_d: '200',
  identity_claim_upn_s: 'stranger@elsewhere',
  identity_claim_oid_g: '99999999-52be-4f0e-9c11-7e3b6a2d8f01',
  identity_claim_appid_g: '88888888-52be-4f0e-9c11-7e3b6a2d8f01',
  CallerIPAddress: '192.0.2.99',
};

/** A text in other letters, where it names a vault, a user or an id. */
const respelled = (record: Record, isUpper: boolean): Record =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const names = name === 'Resource' || /upn_s|unique_name_s|name_s|_g$/.test(name);
      if (!names || typeof value !== 'string') return [name, value];
      return [name, isUpper ? value.toUpperCase() : value.toLowerCase()];
    }),
  );

describe.each(extended.map((each) => [each.id, each] as const))('what %s finds', (id, detection) => {
  const { histories, example, looksAtAll } = secondWritings[id]!;

  async function rowsOver(records: readonly Record[]) {
    const cells = cellsOf(await replayed([detection], records, { now }), id);
    return multiset(cells.filter((row) => !row.includes('KV-ELSEWHERE')));
  }

  /** Holds the rows over a history against those over what is made of it. */
  const holds = (
    changed: (records: readonly Record[]) => fc.Arbitrary<readonly Record[]>,
    shown: (rows: readonly string[]) => unknown = (rows) => rows,
  ) =>
    fc.assert(
      fc.asyncProperty(
        fc
          .oneof({ weight: 5, arbitrary: histories }, { weight: 1, arbitrary: fc.constant(example) })
          .chain((records) => fc.tuple(fc.constant(records), changed(records))),
        async ([records, others]) => {
          expect(shown(await rowsOver(others))).toEqual(shown(await rowsOver(records)));
        },
      ),
      { numRuns: 6 },
    );

  test('does not depend on the order of records', async () => {
    await holds((records) =>
      fc.shuffledSubarray([...records], { minLength: records.length, maxLength: records.length }),
    );
  }, 120_000);

  test('is the same when records stand there twice', async () => {
    await holds((records) => fc.subarray([...records]).map((copies) => [...copies, ...records]));
  }, 120_000);

  test('is the same when empty cells are left out or written', async () => {
    await holds((records) =>
      fc.constant(
        records.map((record, i) =>
          i % 2 === 0
            ? Object.fromEntries(Object.entries(record).filter(([, value]) => value !== ''))
            : { subnetId_s: '', identity_claim_idtyp_s: '', clientInfo_g: '', ...record },
        ),
      ),
    );
  }, 120_000);

  test('is the same when vaults, users and ids are spelled in other letters', async () => {
    await holds(
      (records) =>
        fc
          .array(fc.boolean(), { minLength: records.length, maxLength: records.length })
          .map((flips) => records.map((record, i) => respelled(record, flips[i]!))),
      (rows) => rows.map((text) => text.toLowerCase()).sort(),
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

  test.skipIf(looksAtAll)(
    'is the same when others do the same elsewhere',
    async () => {
      await holds((records) =>
        fc.constant(
          records.flatMap((record) => [
            record,
            { ...stranger, TimeGenerated: record['TimeGenerated'], OperationName: record['OperationName'] },
          ]),
        ),
      );
    },
    120_000,
  );
});
