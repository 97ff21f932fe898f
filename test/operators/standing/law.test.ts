import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Burst } from '../../../src/operators/burst.js';
import { Distinct } from '../../../src/operators/distinct.js';
import { HashJoin, type JoinSide } from '../../../src/operators/hash-join.js';
import { KeySpace, keyOf } from '../../../src/operators/key.js';
import { Merge } from '../../../src/operators/merge.js';
import { OpenedBurst } from '../../../src/operators/opened-burst.js';
import { orderBySlots } from '../../../src/operators/row-order.js';
import { inSlot } from '../../../src/operators/row-value.js';
import { ScanRows, type ScanRowsOptions } from '../../../src/operators/scan-rows.js';
import { SemiJoin } from '../../../src/operators/semi-join.js';
import { Sort } from '../../../src/operators/sort.js';
import { Again } from '../../../src/operators/standing/again.js';
import { EachRow } from '../../../src/operators/standing/each-row.js';
import { EachStep } from '../../../src/operators/standing/each-step.js';
import { MovingCount, MovingDistinct, MovingFirst } from '../../../src/operators/standing/moving.js';
import type { Standing, StandingSink } from '../../../src/operators/standing/standing.js';
import { StandingBurst } from '../../../src/operators/standing/standing-burst.js';
import { StandingDistinct } from '../../../src/operators/standing/standing-distinct.js';
import { StandingHashJoin } from '../../../src/operators/standing/standing-hash-join.js';
import { StandingMerge } from '../../../src/operators/standing/standing-merge.js';
import { StandingScanRows } from '../../../src/operators/standing/standing-scan-rows.js';
import { StandingSemiJoin } from '../../../src/operators/standing/standing-semi-join.js';
import { StandingSort } from '../../../src/operators/standing/standing-sort.js';
import { StandingSummarize } from '../../../src/operators/standing/standing-summarize.js';
import { StandingTake } from '../../../src/operators/standing/standing-take.js';
import { StandingUnion } from '../../../src/operators/standing/standing-union.js';
import { type Gathering, Summarize } from '../../../src/operators/summarize.js';
import { Take } from '../../../src/operators/take.js';
import { Union } from '../../../src/operators/union.js';
import { ticks } from '../../../src/records/instant.js';
import type { Row, Sink } from '../../../src/records/row.js';
import type { Value } from '../../../src/records/value.js';
import { compareValues } from '../../../src/records/value-order.js';
import { place } from '../../support/rows.js';

/** The last step at which any row stands, in these tests. */
const lastStep = 12;

/** An operator in its two forms, each with its inputs. Rows have a time, a name and a number. */
interface Entry {
  readonly plain: (next: Sink, step: number) => readonly Sink[];
  readonly standing: (next: StandingSink) => readonly StandingSink[];
  readonly inputs?: number;
  /** Whether rows come in the order of time, and whether the order of what is given counts. */
  readonly order?: 'given' | 'kept';
}

const [time, name, number] = [inSlot(1), inSlot(2), inSlot(3)];

const side = (unmatched: JoinSide['unmatched']): JoinSide => ({
  key: [name],
  slots: [1, 3],
  missing: [null, null],
  unmatched,
  isEvidence: true,
});

const hashJoin = (left: JoinSide['unmatched'], right: JoinSide['unmatched']): Entry => ({
  inputs: 2,
  plain(next) {
    const join = new HashJoin(side(left), side(right), next);
    return [join.left, join.right];
  },
  standing(next) {
    const join = new StandingHashJoin(side(left), side(right), next);
    return [join.left, join.right];
  },
});

const semiJoin = (keep: 'matched' | 'unmatched'): Entry => ({
  inputs: 2,
  plain(next) {
    const join = new SemiJoin(keep, { kept: [name], other: [name] }, next);
    return [join.kept, join.other];
  },
  standing(next) {
    const join = new StandingSemiJoin(keep, { kept: [name], other: [name] }, next);
    return [join.kept, join.other];
  },
});

/** Counts, counts different numbers, and the least and the greatest number. */
const gatherings = (): readonly Gathering[] => {
  const rows: Row[] = [];
  const values = () => rows.map((row) => number(row)).filter((value) => value !== null);
  return [
    { add: (row) => void rows.push(row), result: () => [rows.length] },
    { add() {}, result: () => [new Set(values()).size] },
    { add() {}, result: () => [values().toSorted(compareValues)[0] ?? null] },
    { add() {}, result: () => [values().toSorted(compareValues).at(-1) ?? null] },
    { add() {}, result: () => [rows.filter((row) => name(row) === 'a').length] },
  ];
};
const isA = (row: Row) => name(row) === 'a';
const movings = () => [
  new MovingCount(null),
  new MovingDistinct(number, null),
  new MovingFirst(number, null, compareValues, null),
  new MovingFirst(number, null, (a, b) => compareValues(b, a), null),
  new MovingCount(isA),
];

const burst = {
  by: [name],
  time: 1,
  within: ticks(2),
  tests: [[{ of: null, atLeast: 3 }], [{ of: number, atLeast: 2 }]],
};
const opened = { ...burst, opens: (row: Row) => row[3] === 1 };
const burstEntry = (plain: (next: Sink) => Sink): Entry => ({
  order: 'given',
  plain: (next) => [plain(next)],
  standing: (next) => [
    new StandingBurst(
      { start: plain, keyOf: keyOf([name], new KeySpace()), time: 1, within: ticks(2) },
      next,
    ),
  ],
});

const before: ScanRowsOptions['before'] = { values: [] };
const remembering: ScanRowsOptions = {
  by: [name],
  places: [
    1,
    2,
    3,
    // The greatest number so far, of those since the last 0.
    (row: Row): Value => (row[3] === 0 ? 0 : Math.max(Number(row[3] ?? 0), Number(before.values[0] ?? 0))),
  ],
  before,
  remembered: [{ slot: 4, initial: null }],
};

const merging = {
  keys: [
    { value: time, order: 'asc', nulls: 'first' },
    { value: name, order: 'asc', nulls: 'first' },
  ],
  choice: orderBySlots([3]),
} as const;

const entries: { readonly [operator: string]: Entry } = {
  'each row': {
    plain: (next) => [{ push: (row) => row[3] !== null && next.push(row), end: () => next.end() } as Sink],
    standing: (next) => [
      new EachRow((made) => ({ push: (row) => void (row[3] !== null && made.push(row)), end() {} }), next),
    ],
  },
  'each step': {
    plain: (next, step) => [atStep(next, step)],
    standing: (next) => [new EachStep(atStep, next)],
  },
  distinct: {
    plain: (next) => [
      new Distinct([name], { push: (row) => next.push([row[0], name(row)]), end: () => next.end() }),
    ],
    standing: (next) => [
      new StandingDistinct([name], {
        push: (row, from, until) => next.push([row[0], name(row)], from, until),
        end: () => next.end(),
      }),
    ],
  },
  union: {
    inputs: 2,
    plain(next) {
      const union = new Union(2, next);
      return [union, union];
    },
    standing(next) {
      const union = new StandingUnion(2, next);
      return [union, union];
    },
  },
  'inner join': hashJoin('drop', 'drop'),
  'left outer join': hashJoin('keep', 'drop'),
  'right outer join': hashJoin('drop', 'keep'),
  'full outer join': hashJoin('keep', 'keep'),
  'semi join': semiJoin('matched'),
  'anti join': semiJoin('unmatched'),
  summarize: {
    plain: (next) => [new Summarize([name], gatherings, next)],
    standing: (next) => [new StandingSummarize([name], movings, next)],
  },
  sort: {
    order: 'kept',
    plain: (next) => [new Sort(orderBySlots([3, 2, 1]), next)],
    standing: (next) => [new StandingSort((made) => new Sort(orderBySlots([3, 2, 1]), made), next)],
  },
  take: {
    order: 'kept',
    plain: (next) => [new Take(3, next)],
    standing: (next) => [new StandingTake(3, next)],
  },
  merge: {
    order: 'kept',
    plain: (next) => [new Merge(merging, next)],
    standing: (next) => [new StandingMerge(merging, next)],
  },
  'scan of rows': {
    order: 'kept',
    plain: (next) => [new ScanRows(remembering, next)],
    standing: (next) => [new StandingScanRows(remembering, next)],
  },
  burst: burstEntry((next) => new Burst(burst, next)),
  'opened burst': burstEntry((next) => new OpenedBurst(opened, next)),
  'an operator run again for each key': {
    plain: (next) => [new Summarize([name], gatherings, next)],
    standing: (next) =>
      new Again(
        {
          start: (made) => [new Summarize([name], gatherings, made)],
          changes: 'with its rows',
          always: null,
        },
        [keyOf([name], new KeySpace())],
        next,
      ).inputs,
  },
  'an operator run again that gives something of nothing': {
    plain: (next) => [new Summarize([], gatherings, next)],
    standing: (next) =>
      new Again(
        {
          start: (made) => [new Summarize([], gatherings, made)],
          changes: 'with its rows',
          always: () => ({ from: 0, until: lastStep }),
        },
        [() => null],
        next,
      ).inputs,
  },
  'an operator run again at every step': {
    plain: (next, step) => [atStep(next, step)],
    standing: (next) =>
      new Again(
        { start: (made, step) => [atStep(made, step)], changes: 'at every step', always: null },
        [() => null],
        next,
      ).inputs,
  },
};

/** Passes on rows of numbers below a step. */
function atStep(next: Sink, step: number): Sink {
  return {
    push(row) {
      if (Number(row[3]) < step) next.push(row);
    },
    end: () => next.end(),
  };
}

const values = fc.record({
  time: fc.nat({ max: 20 }),
  name: fc.constantFrom('a', 'b'),
  number: fc.constantFrom(null, 0, 1, 2, 5),
});

/** Rows that stand when they like. */
const anyhow = fc
  .array(fc.tuple(values, fc.nat({ max: lastStep - 1 }), fc.nat({ max: lastStep })), {
    maxLength: 25,
  })
  .map((rows) =>
    rows.flatMap(([row, from, length]) => {
      const until = Math.min(lastStep, from + length);
      return from < until ? [{ row, from, until }] : [];
    }),
  );

/** Rows that a window over their times sees, in any order. */
const windowed = fc
  .tuple(fc.array(values, { maxLength: 40 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 8 }))
  .map(([rows, every, length]) =>
    rows.flatMap((row) => {
      const from = Math.floor(row.time / every);
      const until = Math.min(lastStep, Math.floor((row.time + length) / every));
      return from < until ? [{ row, from, until }] : [];
    }),
  );

const standings = (order: Entry['order'], first: number) =>
  fc.oneof(anyhow, windowed).map((given) =>
    (order === 'given' ? given.toSorted((a, b) => a.row.time - b.row.time) : given).map(
      ({ row, from, until }, i): Standing => ({
        row: [place(first + i), row.time, row.name, row.number],
        from,
        until,
      }),
    ),
  );

const text = (rows: readonly Row[], order: Entry['order']) => {
  const texts = rows.map(([, ...cells]) => JSON.stringify(cells));
  return order === 'kept' ? texts : texts.sort();
};

describe('at every step, an operator gives of standing rows what it gives of the rows that stand', () => {
  test.each(Object.entries(entries))('%s', (_, { plain, standing, inputs = 1, order }) => {
    const given = fc.tuple(...Array.from({ length: inputs }, (_, i) => standings(order, 1 + 100 * i)));
    fc.assert(
      fc.property(given, (sides) => {
        const made: Standing[] = [];
        const sinks = standing({
          push: (row, from, until) => void made.push({ row, from, until }),
          end() {},
        });
        for (const [i, rows] of sides.entries())
          for (const { row, from, until } of rows) sinks[i]!.push(row, from, until);
        for (const sink of sinks) sink.end();
        for (const { from, until } of made) expect(from).toBeLessThan(until);
        for (let step = 0; step < lastStep; step++) {
          const isThere = ({ from, until }: Standing) => from <= step && until > step;
          const expected: Row[] = [];
          const plainSinks = plain({ push: (row) => void expected.push(row), end() {} }, step);
          for (const [i, rows] of sides.entries())
            for (const { row } of rows.filter(isThere)) plainSinks[i]!.push(row);
          for (const sink of plainSinks) sink.end();
          expect(
            text(
              made.filter(isThere).map(({ row }) => row),
              order,
            ),
          ).toEqual(text(expected, order));
        }
      }),
      { numRuns: 300 },
    );
  });
});
