import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detections } from '../../detections/index.js';
import { hardenedByHand, hardenedIds } from '../support/hardened-by-hand.js';
import { hardenedHistories } from '../support/hardened-histories.js';
import { clock } from '../support/histories.js';
import { at, cellsOf, type Record, replayed } from '../support/replayed.js';
import { multiset } from '../support/rows.js';

interface FaultCase {
  readonly id: string;
  readonly file: string;
  readonly now: string;
  readonly wanted: { readonly detection: string; readonly rows: readonly (readonly (string | null)[])[] };
}

const readFault = (file: string) =>
  readFileSync(new URL(`../fixtures/faults/${file}`, import.meta.url), 'utf8');
const { cases } = JSON.parse(readFault('expected.json')) as { cases: readonly FaultCase[] };
const recordsOf = ({ file }: FaultCase) =>
  readFault(file)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record);

describe('the second writing', () => {
  test.each(cases.map((each) => [each.id, each] as const))('gives what is wanted of %s', (_, fault) => {
    const { detection, rows } = fault.wanted;
    expect(multiset(hardenedByHand(detection, recordsOf(fault), BigInt(at(fault.now))))).toEqual(
      multiset(rows),
    );
  });
});

const hardened = detections.filter(({ id }) => id.startsWith('hardened/'));
const now = at(clock);

test.runIf(hardened.length > 0)(
  'the hardened detections give what plain loops give, over any history',
  async () => {
    const found = new Map(hardened.map(({ id }) => [id, 0]));
    await fc.assert(
      fc.asyncProperty(hardenedHistories, async (records) => {
        const result = await replayed(hardened, records, { now });
        for (const { id } of hardened) {
          const expected = hardenedByHand(id, records, BigInt(now));
          expect(multiset(cellsOf(result, id)), id).toEqual(multiset(expected));
          found.set(id, found.get(id)! + expected.length);
        }
      }),
      // Among the cases each detection finds something: the law is never put to the test in vain.
      { numRuns: 60, examples: cases.map((fault) => [recordsOf(fault)]) },
    );
    for (const [id, rows] of found) expect(rows, `${id} was never put to the test`).toBeGreaterThan(0);
  },
  120_000,
);

test('no hardened detection is without a second writing', () => {
  expect(hardened.filter(({ id }) => !hardenedIds.includes(id))).toEqual([]);
});
