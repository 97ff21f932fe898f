import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detections as shipped } from '../../detections/index.js';
import { replay } from '../../src/engine/replay.js';
import { detection } from '../../src/findings/detection.js';
import type { ReplayResult } from '../../src/findings/finding.js';
import { argMax, azureDiagnostics, by, count, countif, makeList, makeSet, on, op } from '../../src/index.js';
import { clock, histories } from '../support/histories.js';
import { at, cellsOf, replayed } from '../support/replayed.js';
import { severalInputs } from '../support/several-inputs.js';

const about = {
  title: 'A detection of the tests',
  description: '',
  severity: 'low',
  tactics: [],
  techniques: [],
  source: { title: 'tests' },
  entities: {},
  summary: () => 'found',
  notes: [],
} as const;

const patches = azureDiagnostics.where('OperationName', '==', 'VaultPatch');
/** Shared by detections that read different columns of it: ties must be broken alike in any company. */
const latest = patches.summarize(argMax('TimeGenerated', '*'), by('Resource'));

/** Plans in which KQL leaves much open: ties, unsorted takes, lists. */
const open = [
  detection({
    ...about,
    id: 'tests/latest-address',
    time: 'TimeGenerated',
    query: latest.project('TimeGenerated', 'Resource', 'CallerIPAddress'),
  }),
  detection({
    ...about,
    id: 'tests/latest-group',
    time: 'TimeGenerated',
    query: latest.project('TimeGenerated', 'Resource', 'ResourceGroup', 'id_s'),
  }),
  detection({
    ...about,
    id: 'tests/first-match',
    time: 'TimeGenerated',
    query: patches
      .project('TimeGenerated', 'Resource', 'id_s')
      .join('innerunique', patches.project('Resource', 'SubscriptionId'), on('Resource')),
  }),
  detection({
    ...about,
    id: 'tests/some',
    time: 'TimeGenerated',
    query: patches.take(3).project('TimeGenerated', 'CallerIPAddress'),
  }),
  detection({
    ...about,
    id: 'tests/newest',
    time: 'TimeGenerated',
    query: patches.top(4, 'TimeGenerated').project('TimeGenerated', 'Resource', 'SubscriptionId'),
  }),
  detection({
    ...about,
    id: 'tests/lists',
    time: 'TimeGenerated',
    query: patches
      .summarize(
        (row) => ({
          Rows: count(),
          Allowed: countif(op(row.properties_networkAcls_defaultAction_s, '==', 'Allow')),
          Addresses: makeSet(row.CallerIPAddress, 1),
          Items: makeList(row.id_s, 2),
        }),
        by('TimeGenerated', 'Resource'),
      )
      .sort('Rows'),
  }),
];

// The extended ones have laws of their own.
const detections = [...shipped.filter(({ id }) => !id.startsWith('extended/')), ...open];
const now = at(clock);

/** The tables and the ids of findings, which do not say where in the input a row came from. */
const outcome = (result: ReplayResult) => ({
  tables: result.tables.map(({ name }) => ({ name, rows: cellsOf(result, name) })),
  findings: result.findings.map(({ id, detection }) => ({ id, detection })),
});

const runs = { numRuns: 25 };

describe('the outcome of a replay', () => {
  test('does not depend on the order of records', async () => {
    const shuffled = histories.chain((records) =>
      fc.tuple(
        fc.constant(records),
        fc.shuffledSubarray([...records], { minLength: records.length, maxLength: records.length }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([records, others]) => {
        const expected = outcome(await replayed(detections, records, { now }));
        expect(outcome(await replayed(detections, others, { now }))).toEqual(expected);
      }),
      runs,
    );
  }, 30_000);

  test('is for all detections together what it is for each alone, in any order of detections', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (records) => {
        const together = outcome(await replayed(detections, records, { now }));
        const backwards = outcome(await replayed(detections.toReversed(), records, { now }));
        expect(backwards.tables.toReversed()).toEqual(together.tables);
        for (const [i, each] of detections.entries())
          expect(outcome(await replayed([each], records, { now })).tables[0]).toEqual(together.tables[i]);
      }),
      { numRuns: 15 },
    );
  }, 30_000);

  test('does not change when records of other services come in between', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (records) => {
        const others = records.flatMap((record) => [
          { ...record, ResourceType: 'SERVERS', OperationName: 'Other' },
          record,
          { ...record, ResourceType: 'VAULTS', ResultType: 'Failed', OperationName: 'Other' },
        ]);
        const expected = outcome(await replayed(detections, records, { now }));
        expect(outcome(await replayed(detections, others, { now }))).toEqual(expected);
      }),
      runs,
    );
  }, 30_000);

  test('does not depend on how records are spread over inputs', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat({ max: 40 }), async (records, cut) => {
        const source = severalInputs([records.slice(0, cut), records.slice(cut)]);
        const expected = outcome(await replayed(detections, records, { now }));
        expect(outcome(await replay(detections, source, { now }))).toEqual(expected);
      }),
      runs,
    );
  }, 30_000);

  test('is the same twice', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (records) => {
        expect(await replayed(detections, records, { now })).toEqual(
          await replayed(detections, records, { now }),
        );
      }),
      { numRuns: 10 },
    );
  }, 30_000);
});
