import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/records/schema.js';
import type { Expectation } from '../../src/testing/expectation.js';
import { mismatchOf } from '../../src/testing/match-rows.js';

const columns: readonly Column[] = [
  { name: 'a', type: 'string' },
  { name: 'b', type: 'string' },
  { name: 'd', type: 'dynamic' },
];

const exactly = (...rows: readonly { readonly [column: string]: unknown }[]): Expectation => ({
  kind: 'fires',
  rows: rows.map((row) => new Map(Object.entries(row))),
  count: { exactly: rows.length },
});

describe('expected rows', () => {
  test('each need a row of their own, found for as many as can be', () => {
    const rows = [
      { a: 'x', b: 'p' },
      { a: 'x', b: 'q' },
    ];
    expect(mismatchOf(exactly({ a: 'x' }, { b: 'p' }), rows, columns)).toBeNull();
    expect(mismatchOf(exactly({ b: 'p' }, { b: 'p' }), rows, columns)).toMatchObject({
      missing: [{ nearest: { row: { b: 'q' }, differences: [{ column: 'b', expected: 'p', actual: 'q' }] } }],
      unexpected: [{ b: 'q' }],
      count: null,
    });
  });

  test('compare dynamic values, not their spelling', () => {
    const rows = [{ a: '', b: '', d: '{"x":1,"y":[2]}' }];
    expect(mismatchOf(exactly({ d: { y: [2], x: 1 } }), rows, columns)).toBeNull();
    expect(mismatchOf(exactly({ d: '{"y":[2],"x":1}' }), rows, columns)).toBeNull();
    expect(mismatchOf(exactly({ d: { y: [2] } }), rows, columns)).not.toBeNull();
    expect(mismatchOf(exactly({ b: '{}' }), [{ a: '', b: '{ }' }], columns)).not.toBeNull();
  });

  const word = fc.constantFrom('x', 'y', 'z');
  const row = fc.record({ a: word, b: word });

  test('are there when the rows are those, in any order and by any of their columns', () => {
    const cases = fc.array(fc.record({ row, shown: fc.constantFrom('a', 'b', 'both') }), {
      minLength: 1,
      maxLength: 7,
    });
    fc.assert(
      fc.property(cases, fc.func(fc.integer()), (given, order) => {
        const expected = given.map(({ row, shown }) =>
          shown === 'both' ? row : { [shown]: row[shown as 'a'] },
        );
        const rows = given.map(({ row }) => row).sort((one, other) => order(one) - order(other));
        expect(mismatchOf(exactly(...expected), rows, columns)).toBeNull();
      }),
    );
  });

  test('are not all there when a row is gone', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 7 }), (rows) => {
        const mismatch = mismatchOf(exactly(...rows), rows.slice(1), columns);
        expect(mismatch).toMatchObject({ missing: [{}], unexpected: [], count: { actual: rows.length - 1 } });
      }),
    );
  });
});
