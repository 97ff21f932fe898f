import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HeldRows } from '../../src/operators/held-rows.js';
import type { Origin, Row } from '../../src/records/row.js';
import type { Value } from '../../src/records/value.js';

const value = fc.oneof(
  fc.constantFrom<Value>('', 'a', 'b', null, true, false, 0, -0, 1, Number.NaN, 2n ** 60n),
  fc.double(),
  fc.string({ maxLength: 3 }),
  fc.constant<Value>({ a: 1 }),
);
const place = fc.record({ input: fc.nat(3), line: fc.nat(), record: fc.nat() });
const origin: fc.Arbitrary<Origin> = fc.oneof(place, fc.array(place, { maxLength: 2 }));

const given = (rows: readonly Row[]): readonly Row[] => {
  const held = new HeldRows();
  for (const row of rows) held.add(row);
  return rows.map((_, index) => held.at(index));
};

test('gives rows back as they were, whatever their values are and however they change', () => {
  const rows = fc
    .integer({ min: 0, max: 4 })
    .chain((width) => fc.array(fc.tuple(origin, fc.array(value, { minLength: width, maxLength: width }))));
  fc.assert(
    fc.property(rows, (written) => {
      const all = written.map(([from, values]): Row => [from, ...values]);
      expect(given(all)).toEqual(all);
    }),
  );
});

test('holds columns of ever new texts, then of one, and of numbers that turn into something else', () => {
  const rows = Array.from(
    { length: 3000 },
    (_, i): Row => [
      { input: 0, line: i + 1, record: i + 1 },
      `text ${i}`,
      i < 1000 ? `text ${i}` : 'the same',
      i < 2000 ? i / 2 : `${i}`,
      i % 7 === 0 ? null : 'few',
    ],
  );
  expect(given(rows)).toEqual(rows);
});
