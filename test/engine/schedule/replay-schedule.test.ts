import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detections as shipped } from '../../../detections/index.js';
import { replaySchedule } from '../../../src/engine/schedule/replay-schedule.js';
import { type Detection, detection } from '../../../src/findings/detection.js';
import type { ReplayResult } from '../../../src/findings/finding.js';
import {
  ago,
  argMax,
  azureDiagnostics,
  by,
  count,
  days,
  hours,
  makeList,
  makeSet,
  max,
  min,
  now,
  nullOf,
  on,
  op,
  startofday,
  tolong,
} from '../../../src/index.js';
import { openExports } from '../../../src/readers/exports.js';
import { recordsOf } from '../../../src/readers/records-of.js';
import {
  type Duration,
  formatInstant,
  days as lengthInDays,
  hours as lengthInHours,
} from '../../../src/records/instant.js';
import { jsonReport } from '../../../src/reports/json.js';
import { exportThreads } from '../../../src/threads/export-threads.js';
import { temporaryFolder } from '../../support/bytes.js';
import { hardenedHistories } from '../../support/hardened-histories.js';
import { clock, histories } from '../../support/histories.js';
import { startLocal } from '../../support/local-thread.js';
import { at, type Record } from '../../support/replayed.js';
import { raisedByHand, textOf } from '../../support/scheduled-by-steps.js';
import { severalInputs } from '../../support/several-inputs.js';

/** The findings of each detection as texts, in a fixed order. */
const raisedIn = ({ tables, findings }: ReplayResult) =>
  new Map(
    tables.map(({ name, rows }) => {
      const own = findings.filter(({ detection }) => detection === name);
      return [name, rows.map(([, ...values], i) => `${own[i]!.raisedAt} ${textOf(values)}`).sort()];
    }),
  );

const schedules = fc.constantFrom<readonly [Duration, Duration]>(
  [lengthInHours(12), lengthInDays(14)],
  [lengthInDays(1), lengthInDays(1)],
  [lengthInHours(7), lengthInDays(5)],
  [lengthInDays(3), lengthInDays(14)],
  [lengthInHours(36), lengthInDays(13)],
);

async function expectAsByHand(
  detections: readonly Detection[],
  records: readonly Record[],
  [frequency, period]: readonly [Duration, Duration],
  clockAt = at(clock),
) {
  const result = await replaySchedule(detections, recordsOf(records), { frequency, period, now: clockAt });
  const byHand = await raisedByHand(detections, records, { frequency, period, now: clockAt });
  const expected = new Map(
    [...byHand].map(([id, raised]) => [
      id,
      raised.map(({ values, raisedAt }) => `${raisedAt} ${textOf(values)}`).sort(),
    ]),
  );
  expect(raisedIn(result)).toEqual(expected);
  return result;
}

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
  time: 'TimeGenerated',
} as const;

const patches = azureDiagnostics
  .where('OperationName', '==', 'VaultPatch')
  .project('TimeGenerated', 'Resource', 'SubscriptionId', 'CallerIPAddress', 'id_s');
const reads = azureDiagnostics.where('OperationName', 'in', ['SecretGet', 'KeyGet', 'VaultGet']);

/** Plans that look at the clock where it cannot be lifted out, and steps that only running them anew gives. */
const odd = [
  detection({
    ...about,
    id: 'tests/age',
    query: patches
      .extend((row) => ({ Age: op(now(), '-', row.TimeGenerated) }))
      .where('Age', '>', hours(30))
      .project('TimeGenerated', 'Resource'),
  }),
  detection({
    ...about,
    id: 'tests/clock-after-a-join',
    query: patches
      .join('inner', reads.distinct('Resource'), on('Resource'))
      .where('TimeGenerated', 'between', [startofday(ago(days(3))), ago(hours(5))])
      .project('TimeGenerated', 'Resource'),
  }),
  detection({
    ...about,
    id: 'tests/time-dropped-and-kept',
    query: patches
      .projectRename('Changed = TimeGenerated')
      .where('Changed', '<=', ago(days(1)))
      .extend((row) => ({ TimeGenerated: startofday(row.Changed) }))
      .project('TimeGenerated', 'Resource')
      .where('TimeGenerated', '>', startofday(ago(days(4)))),
  }),
  detection({
    ...about,
    id: 'tests/days-before-the-clock',
    query: patches
      .summarize(
        (row) => ({ TimeGenerated: max(row.TimeGenerated), Rows: count() }),
        by('Resource', (row) => ({ Recent: op(row.TimeGenerated, '>', ago(days(2))) })),
      )
      .where('Rows', '>', 1),
  }),
  detection({
    ...about,
    id: 'tests/nothing-counted',
    query: reads
      .summarize((row) => ({ Reads: count(), TimeGenerated: max(row.TimeGenerated) }))
      .extend(() => ({ One: tolong(1) }))
      .join(
        'inner',
        patches.count().extend(() => ({ One: tolong(1) })),
        on('One'),
      )
      .where('Reads', '>', 0)
      .project('TimeGenerated', 'Reads', 'Count'),
  }),
  detection({
    ...about,
    id: 'tests/newest',
    query: patches.top(3, 'TimeGenerated').project('TimeGenerated', 'Resource'),
  }),
  detection({
    ...about,
    id: 'tests/some-of-sorted',
    query: patches.sort('CallerIPAddress asc', 'TimeGenerated').where('Resource', '!=', 'KV2').take(2),
  }),
  detection({ ...about, id: 'tests/some', query: patches.take(2) }),
  detection({
    ...about,
    id: 'tests/latest-and-lists',
    query: patches
      .summarize(
        (row) => ({ Addresses: makeSet(row.CallerIPAddress), Items: makeList(row.id_s, 2) }),
        by('Resource', 'TimeGenerated'),
      )
      .join(
        'leftouter',
        reads
          .summarize(argMax('TimeGenerated', 'CallerIPAddress'), by('Resource'))
          .project('Resource', 'CallerIPAddress'),
        on('Resource'),
      )
      .project('TimeGenerated', 'Resource', 'Addresses', 'Items', 'CallerIPAddress'),
  }),
  detection({
    ...about,
    id: 'tests/first-matches',
    query: patches.join('innerunique', reads.project('Resource', 'OperationName'), on('Resource')),
  }),
  detection({
    ...about,
    id: 'tests/either',
    query: patches
      .project('TimeGenerated', 'Resource')
      .union(
        reads.where('TimeGenerated', '<', ago(days(1))).project('TimeGenerated', 'Resource', 'OperationName'),
      ),
  }),
  detection({
    ...about,
    id: 'tests/without-reads',
    query: patches.join('leftanti', reads.where('TimeGenerated', '>=', ago(days(2))), on('Resource')),
  }),
];

describe('a schedule raises what its steps raise one by one', () => {
  test('of the published detections', async () => {
    const published = shipped.filter(({ id }) => id.startsWith('published/'));
    await fc.assert(
      fc.asyncProperty(histories, schedules, async (records, schedule) => {
        await expectAsByHand(published, records, schedule);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test('of the hardened detections', async () => {
    const hardened = shipped.filter(({ id }) => id.startsWith('hardened/'));
    await fc.assert(
      fc.asyncProperty(hardenedHistories, schedules, async (records, schedule) => {
        await expectAsByHand(hardened, records, schedule);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  test('of plans that look at the clock anywhere, or choose among rows', async () => {
    await fc.assert(
      fc.asyncProperty(histories, schedules, async (records, schedule) => {
        await expectAsByHand(odd, records, schedule);
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  test('up to a clock before the last records', async () => {
    await fc.assert(
      fc.asyncProperty(histories, schedules, async (records, schedule) => {
        await expectAsByHand(
          [...shipped.filter(({ id }) => id.startsWith('published/')), ...odd],
          records,
          schedule,
          at('2026-04-20T09:00:00Z'),
        );
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

describe('a schedule raises the same', () => {
  test('in whatever order records come, and over however many inputs they are spread', async () => {
    const shuffled = histories.chain((records) =>
      fc.tuple(
        fc.constant(records),
        fc.shuffledSubarray([...records], { minLength: records.length, maxLength: records.length }),
        fc.nat({ max: 40 }),
      ),
    );
    const detections = [...shipped.filter(({ id }) => id.startsWith('published/')), ...odd];
    const options = { frequency: lengthInHours(12), period: lengthInDays(14), now: at(clock) };
    await fc.assert(
      fc.asyncProperty(shuffled, async ([records, others, cut]) => {
        const expected = raisedIn(await replaySchedule(detections, recordsOf(records), options));
        const source = severalInputs([others.slice(0, cut), others.slice(cut)]);
        expect(raisedIn(await replaySchedule(detections, source, options))).toEqual(expected);
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test('when threads read the records, evidence included', async () => {
    const path = join(temporaryFolder(), 'history.jsonl');
    const [records] = fc.sample(fc.array(histories, { minLength: 8, maxLength: 8 }), { numRuns: 1, seed: 1 });
    writeFileSync(
      path,
      records!
        .flat()
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
    );
    const detections = [...shipped, ...odd];
    const options = { frequency: lengthInDays(1), period: lengthInDays(14) };
    const alone = await replaySchedule(detections, await openExports([path]), options);
    const source = await openExports([path]);
    const threads = exportThreads(source, { starts: [startLocal, startLocal], partSize: 20_000 })!;
    const spread = await replaySchedule(detections, source, { ...options, threads });
    expect([...jsonReport(spread)].join('')).toBe([...jsonReport(alone)].join(''));
    expect(alone.findings.length).toBeGreaterThan(0);
  }, 60_000);
});

describe('a schedule', () => {
  const time = (text: string) => ({ ...change, TimeGenerated: `2026-04-20T${text}Z` });
  const change = { OperationName: 'VaultPatch', Resource: 'KV1' };
  const changes = detection({ ...about, id: 'tests/changes', query: patches });
  const raisedOf = async (records: readonly Record[], options: Parameters<typeof replaySchedule>[2]) =>
    (await replaySchedule([changes], recordsOf(records), options)).findings.map(({ raisedAt }) =>
      formatInstant(raisedAt!).slice(11, 19),
    );
  const hourly = { frequency: lengthInHours(1), period: lengthInHours(1) };

  test('sees a record from the step behind it on: at its instant it sees it no more than before', async () => {
    expect(await raisedOf([time('09:59:59.9999999')], hourly)).toEqual(['10:00:00']);
    expect(await raisedOf([time('10:00:00.0000000')], hourly)).toEqual(['11:00:00']);
  });

  test('raises a finding of one record once, however often it is seen', async () => {
    expect(await raisedOf([time('10:30:00')], { ...hourly, period: lengthInDays(14) })).toEqual(['11:00:00']);
    expect(await raisedOf([time('10:30:00')], hourly)).toEqual(['11:00:00']);
  });

  test('tells equal rows as one finding, with the records of all', async () => {
    const records = [time('10:30:00'), time('10:30:00'), time('11:30:00'), time('10:30:00')];
    const { findings, tables } = await replaySchedule([changes], recordsOf(records), hourly);
    expect(findings.map(({ raisedAt, evidence }) => [formatInstant(raisedAt!), evidence.length])).toEqual([
      ['2026-04-20T11:00:00.0000000Z', 3],
      ['2026-04-20T12:00:00.0000000Z', 1],
    ]);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
    expect(tables[0]!.rows).toHaveLength(2);
  });

  test('ends with the first step behind the clock', async () => {
    const now = at('2026-04-20T10:30:00Z');
    expect(await raisedOf([time('10:30:00'), time('11:00:00')], { ...hourly, now })).toEqual(['11:00:00']);
  });

  test('keeps finding what grows for the same, and shows it as it last stood', async () => {
    const bursts = detection({
      ...about,
      id: 'tests/days',
      query: patches.summarize(
        (row) => ({ TimeGenerated: min(row.TimeGenerated), Rows: count() }),
        by('Resource'),
      ),
    });
    const { findings } = await replaySchedule(
      [bursts],
      recordsOf([time('10:30:00'), time('11:30:00'), time('12:30:00')]),
      { frequency: lengthInHours(1), period: lengthInDays(1) },
    );
    expect(findings.map(({ raisedAt, row }) => [formatInstant(raisedAt!), row['Rows']])).toEqual([
      ['2026-04-20T11:00:00.0000000Z', 3],
    ]);
  });

  test('shows findings as they stood at its last step, whoever says when that was', async () => {
    // By their columns the findings of the two addresses are one, twice.
    const callers = detection({
      ...about,
      id: 'tests/callers',
      query: patches
        .summarize((row) => ({ TimeGenerated: max(row.TimeGenerated), Rows: count() }), by('CallerIPAddress'))
        .project('TimeGenerated', 'Rows'),
    });
    const from = (CallerIPAddress: string, ...times: readonly string[]) =>
      times.map((text) => ({ ...time(text), CallerIPAddress }));
    const records = [
      ...from('192.0.2.1', '08:10:00', '10:00:00'),
      ...from('192.0.2.2', '09:10:00', '09:20:00', '10:00:00'),
    ];
    const daily = { frequency: lengthInHours(1), period: lengthInDays(1) };
    for (const now of [undefined, at('2026-04-20T10:00:00Z')]) {
      const { findings } = await replaySchedule([callers], recordsOf(records), { ...daily, now });
      const atTen = findings.filter(({ time: found }) => found === at('2026-04-20T10:00:00Z'));
      expect(atTen.map(({ row }) => row['Rows'])).toEqual([2, 3]);
    }
  });

  test('goes over what nobody did for centuries, and over the end of the calendar', async () => {
    const far = [
      '0001-01-01T00:00:00Z',
      '1601-01-01T00:00:00Z',
      '2026-04-20T10:30:00Z',
      '9999-12-31T23:59:59.9999999Z',
    ];
    const { findings, schedule } = await replaySchedule(
      [...shipped, ...odd],
      recordsOf(far.map((TimeGenerated) => ({ ...change, TimeGenerated }))),
    );
    expect(
      findings
        .filter(({ detection }) => detection === 'tests/some')
        .map(({ raisedAt }) => formatInstant(raisedAt!).slice(0, 16)),
    ).toEqual(['0001-01-01T01:00', '1601-01-01T01:00', '2026-04-20T11:00']);
    expect(schedule!.steps).toBeGreaterThan(80_000_000);
  });

  test('has no step where no record has a time', async () => {
    const { schedule, skipped, findings } = await replaySchedule([changes], recordsOf([change]));
    expect({ span: schedule!.span, findings }).toEqual({ span: null, findings: [] });
    expect(skipped[0]!.reason).toContain('no record has a time');
    const none = await replaySchedule([changes], recordsOf([]));
    expect(none.skipped[0]!.reason).toBe('there was no record to look at');
  });

  test('skips what orders rows by the clock, and says why', async () => {
    const moving = detection({
      ...about,
      id: 'tests/moving-order',
      query: patches.scanRows({
        by: ['Resource'],
        order: ['TimeGenerated asc'],
        declare: { Before: nullOf('datetime') },
        next: () => ({ Before: now() }),
      }),
    });
    const { skipped, tables } = await replaySchedule([moving], recordsOf([time('10:30:00')]));
    expect({ tables, reason: skipped[0]!.reason }).toEqual({
      tables: [],
      reason: expect.stringContaining('orders or remembers rows by the clock'),
    });
  });
});
