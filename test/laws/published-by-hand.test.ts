import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { clock, histories } from '../support/histories.js';
import { leavesAllowOpen, publishedByHand, ticksOf } from '../support/published-by-hand.js';
import { at, cellsOf, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

const published = detections.filter(({ id }) => id.startsWith('published/'));

test('every published detection has a second writing', () => {
  expect(Object.keys(publishedByHand).sort()).toEqual(published.map(({ id }) => id).sort());
});

test('the published detections give what plain loops give, over any history', async () => {
  const found = new Map(published.map(({ id }) => [id, 0]));
  await fc.assert(
    fc.asyncProperty(histories, async (records) => {
      const result = await replayed(published, records, { now: at(clock) });
      for (const { id } of published) {
        if (id === 'published/firewall-allow-all' && leavesAllowOpen(records)) continue;
        const expected = publishedByHand[id]!(records, ticksOf(clock)!);
        expect(multiset(cellsOf(result, id)), id).toEqual(multiset(expected));
        found.set(id, found.get(id)! + expected.length);
      }
    }),
    { numRuns: 150 },
  );
  for (const [id, rows] of found) expect(rows, `${id} was never put to the test`).toBeGreaterThan(0);
}, 30_000);
