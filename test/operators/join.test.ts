import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HashJoin, type JoinSide } from '../../src/operators/hash-join.js';
import { LeastPerKey } from '../../src/operators/least-per-key.js';
import { orderBySlots } from '../../src/operators/row-order.js';
import { inSlot } from '../../src/operators/row-value.js';
import { SemiJoin } from '../../src/operators/semi-join.js';
import type { Row, Sink } from '../../src/records/row.js';
import type { Value } from '../../src/records/value.js';
import { Collector, multiset, place, rows, through } from '../support/rows.js';

type Side = 'left' | 'right';

/** Pushes rows into two sinks in any order, and ends them in any order. */
interface Feeding {
  readonly rows: readonly (readonly [Side, readonly Value[]])[];
  readonly endsFirst: Side;
}

function feed({ rows, endsFirst }: Feeding, sinks: Record<Side, Sink>): void {
  rows.forEach(([side, values], i) => {
    sinks[side].push([place(i + 1), ...values]);
  });
  sinks[endsFirst].end();
  sinks[endsFirst === 'left' ? 'right' : 'left'].end();
}

const side = fc.constantFrom<Side>('left', 'right');
const text = fc.constantFrom('', 'a', 'b', 'A', ':');
const feeding = fc.record({
  rows: fc.array(fc.tuple(side, fc.tuple(text, fc.constantFrom('', 'x'), fc.integer({ min: 0, max: 3 }))), {
    maxLength: 24,
  }),
  endsFirst: side,
});

const rowsOf = (fed: Feeding, of: Side) =>
  fed.rows.filter(([side]) => side === of).map(([, values]) => values);
const agree = (a: readonly Value[], b: readonly Value[]) => a[0] === b[0] && a[1] === b[1];

/** The definition: every left row with every right row. */
function nestedLoops(fed: Feeding, keep: Record<Side, JoinSide['unmatched']>): Value[][] {
  const lefts = rowsOf(fed, 'left');
  const rights = rowsOf(fed, 'right');
  const pairs = lefts.flatMap((left) =>
    rights.filter((right) => agree(left, right)).map((right) => [...left, ...right]),
  );
  if (keep.left === 'keep')
    pairs.push(...lefts.filter((l) => !rights.some((r) => agree(l, r))).map((l) => [...l, '', '', null]));
  if (keep.right === 'keep')
    pairs.push(...rights.filter((r) => !lefts.some((l) => agree(l, r))).map((r) => ['', '', null, ...r]));
  return pairs;
}

const joinSide = (unmatched: JoinSide['unmatched']): JoinSide => ({
  key: [inSlot(1), inSlot(2)],
  slots: [1, 2, 3],
  missing: ['', '', null],
  unmatched,
  isEvidence: true,
});

describe('a hash join', () => {
  test.each([
    ['inner', 'drop', 'drop'],
    ['leftouter', 'keep', 'drop'],
    ['rightouter', 'drop', 'keep'],
    ['fullouter', 'keep', 'keep'],
  ] as const)('%s gives what nested loops give, in whatever order rows come', (_, left, right) => {
    fc.assert(
      fc.property(feeding, (fed) => {
        const collector = new Collector();
        feed(fed, new HashJoin(joinSide(left), joinSide(right), collector));
        expect(collector.ends).toBe(1);
        expect(multiset(collector.values)).toEqual(multiset(nestedLoops(fed, { left, right })));
      }),
    );
  });

  test('keeps the origins of both sides, and of the one side where the other is missing', () => {
    const collector = new Collector();
    feed(
      {
        rows: [
          ['left', ['a', '', 1]],
          ['right', ['a', '', 2]],
          ['left', ['b', '', 3]],
          ['right', ['c', '', 4]],
        ],
        endsFirst: 'left',
      },
      new HashJoin(joinSide('keep'), joinSide('keep'), collector),
    );
    expect(collector.lines).toEqual([[1, 2], [3], [4]]);
  });

  test('gives only the slots asked for', () => {
    const collector = new Collector();
    const narrow = { ...joinSide('drop'), slots: [3], missing: [null] };
    feed(
      {
        rows: [
          ['left', ['a', '', 1]],
          ['right', ['a', '', 2]],
        ],
        endsFirst: 'right',
      },
      new HashJoin(narrow, { ...narrow, slots: [], missing: [] }, collector),
    );
    expect(collector.values).toEqual([[1]]);
  });
});

describe('a semi join', () => {
  test.each(['matched', 'unmatched'] as const)('gives the %s rows as often as they came', (keep) => {
    fc.assert(
      fc.property(feeding, (fed) => {
        const collector = new Collector();
        const key = [inSlot(1), inSlot(2)];
        const join = new SemiJoin(keep, { kept: key, other: key }, collector);
        feed(fed, { left: join.kept, right: join.other });
        expect(collector.ends).toBe(1);
        const rights = rowsOf(fed, 'right');
        const expected = rowsOf(fed, 'left').filter(
          (left) => rights.some((right) => agree(left, right)) === (keep === 'matched'),
        );
        expect(collector.values).toEqual(expected);
      }),
    );
  });

  test('passes rows on in the order they came, with their own origins alone', () => {
    const collector = new Collector();
    const join = new SemiJoin('matched', { kept: [inSlot(1)], other: [inSlot(1)] }, collector);
    const [first, second, partner, third] = rows(['a', 1], ['b', 2], ['b', 3], ['a', 4]) as Row[];
    join.kept.push(first!);
    join.kept.push(second!);
    join.other.push(partner!);
    join.other.push(third!);
    join.other.end();
    expect(collector.lines).toEqual([[1], [2]]);
    join.kept.push(third!);
    expect(collector.lines).toEqual([[1], [2], [4]]);
  });

  test.each([
    ['matched', [[2]]],
    ['unmatched', [[1]]],
  ] as const)('decides of the %s rows at once when all partners are known', (keep, lines) => {
    const collector = new Collector();
    const join = new SemiJoin(keep, { kept: [inSlot(1)], other: [inSlot(1)] }, collector);
    const [first, second] = rows(['a', 1], ['b', 2]) as [Row, Row];
    join.other.push(second);
    join.other.end();
    join.kept.push(first);
    join.kept.push(second);
    expect(collector.lines).toEqual(lines);
    join.kept.end();
    expect(collector.lines).toEqual(lines);
    expect(collector.ends).toBe(1);
  });
});

test('the least row of each key does not depend on the order they come in', () => {
  const input = rows(['a', 3], ['b', 1], ['a', 2], ['a', 9]);
  for (const order of [input, input.toReversed()]) {
    const least = through((next) => new LeastPerKey([inSlot(1)], orderBySlots([1, 2]), next), order);
    expect(multiset(least.values)).toEqual(
      multiset([
        ['a', 2],
        ['b', 1],
      ]),
    );
  }
});
