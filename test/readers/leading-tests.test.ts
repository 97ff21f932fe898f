import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueTest } from '../../src/readers/column-test.js';
import { leadingTests } from '../../src/readers/leading-tests.js';
import type { Instant } from '../../src/records/instant.js';
import type { ColumnTest, ScanRequest } from '../../src/records/scan.js';

const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'a_s', type: 'string' },
  { name: 'b_s', type: 'string' },
] as const;

const at = (n: number | bigint) => n as Instant;
const time = fc.constantFrom(at(-1), at(0), at(1), at(5), at(6), at(2n ** 60n));
const columnTest: fc.Arbitrary<ColumnTest> = fc.oneof(
  fc.record({ column: fc.constant('TimeGenerated'), op: fc.constantFrom('<', '<=', '>', '>='), value: time }),
  fc.record({
    column: fc.constantFrom('a_s', 'b_s'),
    op: fc.constant('=='),
    value: fc.constantFrom('x', 'y'),
  }),
  fc.record({ column: fc.constantFrom('a_s', 'b_s'), op: fc.constant('isnotempty') }),
);
const record = fc.tuple(
  fc.option(time),
  fc.constantFrom('', 'x', 'y', 'z'),
  fc.constantFrom('', 'x', 'y', 'z'),
);

describe('the leading tests of a scan', () => {
  test('leave an alternative of a record just where it meets all tests of one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(columnTest, { maxLength: 3 }), { maxLength: 40 }),
        fc.array(record, { maxLength: 12 }),
        (wanted, records) => {
          const leading = leadingTests({ columns, always: 1, wanted });
          for (const values of records) {
            let left = leading.all;
            for (const [index, tests] of leading.columns) left &= tests.left(values[index]!);
            const met = wanted.some((tests) =>
              tests.every((one) =>
                valueTest(one)(values[columns.findIndex(({ name }) => name === one.column)]!),
              ),
            );
            // With more alternatives than bits some share one, and may seem met together.
            if (wanted.length <= 31) expect(left !== 0).toBe(met);
            else if (met) expect(left).not.toBe(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('read of a record what the alternatives need whose tests it meets, and what is tested', () => {
    const wanted: ColumnTest[][] = [[], [{ column: 'b_s', op: 'isnotempty' }], []];
    const names = (needed: ScanRequest['needed'], met: number) =>
      leadingTests({ columns, always: 1, wanted, ...(needed && { needed }) })
        .read(met)
        .map((index) => columns[index]!.name);
    const needed = [['TimeGenerated'], [], ['a_s']];
    expect(names(needed, 0b001)).toEqual(['b_s']);
    expect(names(needed, 0b101)).toEqual(['a_s', 'b_s']);
    expect(names(undefined, 0b001)).toEqual(['a_s', 'b_s']);
  });

  test('want nothing where there is no alternative, and everything where one asks nothing', () => {
    expect(leadingTests({ columns, always: 1, wanted: [] }).all).toBe(0);
    const { all, columns: asked } = leadingTests({ columns, always: 1, wanted: [[]] });
    expect([all, asked.size]).toEqual([1, 0]);
  });

  test('tell the columns that are only asked for some value', () => {
    const { columns: asked } = leadingTests({
      columns,
      always: 1,
      wanted: [
        [{ column: 'a_s', op: 'isnotempty' }],
        [{ column: 'b_s', op: 'isnotempty' }],
        [{ column: 'b_s', op: '==', value: 'x' }],
      ],
    });
    expect([...asked].map(([index, { onlyFilled }]) => [index, onlyFilled])).toEqual([
      [1, true],
      [2, false],
    ]);
  });
});
