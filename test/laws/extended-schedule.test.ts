import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { replaySchedule } from '../../src/engine/schedule/replay-schedule.js';
import { recordsOf } from '../../src/readers/records-of.js';
import { type Duration, days, hours, minutes } from '../../src/records/instant.js';
import { secondWritings } from '../support/extended-by-hand/written.js';
import { at, type Record } from '../support/replayed.js';
import { raisedByHand, textOf } from '../support/scheduled-by-steps.js';

const extended = detections.filter(({ id }) => Object.hasOwn(secondWritings, id));

/** Steps and look-backs that cut the histories between, and in, what belongs together. */
const schedules = fc.constantFrom<readonly [Duration, Duration]>(
  [minutes(7), minutes(20)],
  [minutes(30), minutes(90)],
  [hours(12), days(3)],
  [days(2), days(14)],
);

/** The end of the day on which the histories decide most, and what they hold up to then. */
const now = at('2026-04-21T00:00:00.0000000Z');
const untilThen = (records: readonly Record[]) =>
  records.filter(
    ({ TimeGenerated }) => String(TimeGenerated) > '2026-03' && String(TimeGenerated) < '2026-04-21',
  );

describe.each(extended.map((each) => [each.id, each] as const))('a schedule of %s', (id, detection) => {
  test('raises what its steps raise one by one', async () => {
    const { histories, example } = secondWritings[id]!;
    const some = fc.oneof(
      { weight: 3, arbitrary: histories },
      { weight: 1, arbitrary: fc.constant(example) },
    );
    await fc.assert(
      fc.asyncProperty(some, schedules, async (all, [frequency, period]) => {
        const records = untilThen(all);
        fc.pre(records.length > 0);
        const options = { frequency, period, now };
        const { tables, findings } = await replaySchedule([detection], recordsOf(records), options);
        const raised = tables[0]!.rows.map(
          ([, ...values], i) => `${findings[i]!.raisedAt} ${textOf(values)}`,
        );
        const byHand = (await raisedByHand([detection], records, options)).get(id)!;
        const expected = byHand.map(({ values, raisedAt }) => `${raisedAt} ${textOf(values)}`);
        expect(raised.sort()).toEqual(expected.sort());
      }),
      { numRuns: 5 },
    );
  }, 120_000);
});
