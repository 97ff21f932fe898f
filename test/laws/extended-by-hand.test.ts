import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { eventsByHand } from '../support/event-by-hand.js';
import { secondWritings } from '../support/extended-by-hand/written.js';
import { clock } from '../support/histories.js';
import { at, cellsOf, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

const extended = detections.filter(({ id }) => id.startsWith('extended/'));
const now = at(clock);

describe.each(extended.map((each) => [each.id, each] as const))('%s', (id, detection) => {
  const writing = secondWritings[id];

  test('has a second writing that finds something in its example', () => {
    expect(writing?.rows(eventsByHand(writing.example, BigInt(now)), BigInt(now)).length).toBeGreaterThan(0);
  });

  test.runIf(writing !== undefined)('rests on the calls that it counts', async () => {
    const { findings } = await replayed([detection], writing!.example, { now });
    for (const { evidence, row } of findings)
      expect(evidence.length).toBeGreaterThanOrEqual(Math.min(20, Number(row['EventCount'])));
  });

  test.runIf(writing !== undefined)(
    'gives what plain loops give, over any history',
    async () => {
      const { rows, histories, example } = writing!;
      await fc.assert(
        fc.asyncProperty(histories, async (records) => {
          const result = await replayed([detection], records, { now });
          const expected = rows(eventsByHand(records, BigInt(now)), BigInt(now));
          expect(multiset(cellsOf(result, id))).toEqual(multiset(expected));
        }),
        { numRuns: 30, examples: [[example]] },
      );
    },
    120_000,
  );
});
