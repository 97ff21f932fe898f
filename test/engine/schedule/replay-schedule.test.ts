import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detections as shipped } from '../../../detections/index.js';
import { replaySchedule } from '../../../src/engine/schedule/replay-schedule.js';
import type { Detection } from '../../../src/findings/detection.js';
import type { ReplayResult } from '../../../src/findings/finding.js';
import { recordsOf } from '../../../src/readers/records-of.js';
import { type Duration, days, hours } from '../../../src/records/instant.js';
import { hardenedHistories } from '../../support/hardened-histories.js';
import { clock, histories } from '../../support/histories.js';
import { at, type Record } from '../../support/replayed.js';
import { raisedByHand, textOf } from '../../support/scheduled-by-steps.js';

/** The findings of each detection as texts, in a fixed order. */
const raisedIn = ({ tables, findings }: ReplayResult) =>
  new Map(
    tables.map(({ name, rows }) => {
      const own = findings.filter(({ detection }) => detection === name);
      return [name, rows.map(([, ...values], i) => `${own[i]!.raisedAt} ${textOf(values)}`).sort()];
    }),
  );

const schedules = fc.constantFrom<readonly [Duration, Duration]>(
  [hours(12), days(14)],
  [days(1), days(1)],
  [hours(7), days(5)],
  [days(3), days(14)],
  [hours(36), days(13)],
);

async function expectAsByHand(
  detections: readonly Detection[],
  records: readonly Record[],
  [frequency, period]: readonly [Duration, Duration],
  now = at(clock),
) {
  const result = await replaySchedule(detections, recordsOf(records), { frequency, period, now });
  const byHand = await raisedByHand(detections, records, { frequency, period, now });
  const expected = new Map(
    [...byHand].map(([id, raised]) => [
      id,
      raised.map(({ values, raisedAt }) => `${raisedAt} ${textOf(values)}`).sort(),
    ]),
  );
  expect(raisedIn(result)).toEqual(expected);
  return result;
}

describe('a schedule raises what its steps raise one by one', () => {
  test('of the published detections', async () => {
    const published = shipped.filter(({ id }) => id.startsWith('published/'));
    await fc.assert(
      fc.asyncProperty(histories, schedules, async (records, schedule) => {
        await expectAsByHand(published, records, schedule);
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  test('of the hardened detections', async () => {
    const hardened = shipped.filter(({ id }) => id.startsWith('hardened/'));
    await fc.assert(
      fc.asyncProperty(hardenedHistories, schedules, async (records, schedule) => {
        await expectAsByHand(hardened, records, schedule);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
