import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { secondWritings } from '../support/extended-by-hand/written.js';
import { clock } from '../support/histories.js';
import { at, cellsOf, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

const now = at(clock);
const extended = detections.filter(({ id }) => Object.hasOwn(secondWritings, id));
const histories = fc.oneof(...extended.map(({ id }) => secondWritings[id]!.histories));

test('all detections together find what each extended one finds alone', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (records) => {
      const together = await replayed(detections, records, { now });
      for (const detection of extended) {
        const alone = await replayed([detection], records, { now });
        expect(multiset(cellsOf(together, detection.id)), detection.id).toEqual(
          multiset(cellsOf(alone, detection.id)),
        );
      }
    }),
    { numRuns: 15, examples: extended.map(({ id }) => [secondWritings[id]!.example]) },
  );
}, 120_000);
