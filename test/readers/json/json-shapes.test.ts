import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Shape } from '../../../src/readers/reader.js';
import { readShape } from '../../support/read-shape.js';

interface Cells {
  readonly [column: string]: unknown;
}

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constant('a "b"\\\n[{,'),
);

const rows = fc.array(
  fc.record(
    {
      TimeGenerated: fc.constantFrom('2026-03-11T08:15:30.1234567Z', '2026-04-30T12:00:00.0000000Z'),
      OperationName: text,
      ResultDescription: text,
      DurationMs: fc.nat(),
      httpStatusCode_d: fc.double({ noNaN: true, noDefaultInfinity: true }),
      isRbacAuthorized_b: fc.boolean(),
      AdditionalFields: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 }), {
        maxKeys: 3,
        noNullPrototype: true,
      }),
    },
    { requiredKeys: ['TimeGenerated'], noNullPrototype: true },
  ),
  { maxLength: 5 },
);

const json = JSON.stringify;
const names = [
  'TimeGenerated',
  'OperationName',
  'ResultDescription',
  'DurationMs',
  'httpStatusCode_d',
  'isRbacAuthorized_b',
  'AdditionalFields',
];
const positional = (given: readonly Cells[]) => given.map((row) => names.map((name) => row[name] ?? null));
const kustoColumns = names.map((ColumnName) => ({ ColumnName }));

/** The same rows as each shape writes them. */
const layouts: Readonly<
  Partial<Record<Shape, (given: readonly Cells[], pretty: (value: unknown) => string) => string>>
> = {
  'row-array': (given, pretty) => pretty(given),
  'row-object': (given, pretty) => given.map(pretty).join('\n'),
  'row-lines': (given) => given.map((row) => `${json(row)}\r\n`).join(' \n'),
  'data-export': (given) => given.map((row) => json(row)).join('\n'),
  'data-export-hub': (given, pretty) => given.map((row) => pretty({ records: [row] })).join('\n'),
  value: (given, pretty) => pretty({ '@odata.context': 'x', value: given }),
  'portal-json': (given, pretty) => pretty(given),
  'powershell-json': (given, pretty) => pretty({ value: given, Count: given.length }),
  tables: (given, pretty) =>
    pretty({ tables: [{ name: 'T', columns: names.map((name) => ({ name })), rows: positional(given) }] }),
  'kusto-v1': (given, pretty) => pretty({ Tables: [{ Rows: positional(given), Columns: kustoColumns }] }),
  'kusto-v2': (given, pretty) =>
    pretty([
      { FrameType: 'TableHeader', TableId: 0, TableKind: 'PrimaryResult', Columns: kustoColumns },
      ...positional(given).map((row) => ({
        FrameType: 'TableFragment',
        TableId: 0,
        TableFragmentType: 'DataAppend',
        Rows: [row],
      })),
    ]),
};

/** The cells of rows as they are read: missing ones left out, and JSON values as text. */
const read = (given: readonly Cells[]) =>
  given.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([, cell]) => cell !== '')
        .map(([name, cell]) => [
          name,
          typeof cell === 'object' ? json(cell) : Object.is(cell, -0) ? 0 : cell,
        ]),
    ),
  );

describe('the same rows', () => {
  test.each(
    Object.entries(layouts),
  )('are the same records as %s, in chunks of any size', async (shape, layout) => {
    const property = fc.asyncProperty(
      rows,
      fc.integer({ min: 1, max: 60 }),
      fc.constantFrom(0, 1, '\t'),
      async (given, chunk, indent) => {
        const content = layout(given, (value) => JSON.stringify(value, null, indent));
        const { rows: taken, troubles } = await readShape(shape as Shape, content, { chunk });
        expect(taken).toEqual(read(given));
        expect(troubles).toEqual([]);
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });

  test.each(
    Object.entries(layouts),
  )('give those before a cut anywhere as %s, and at most one broken one', async (shape, layout) => {
    const given = [1, 2].map((DurationMs) => ({
      TimeGenerated: '2026-03-11T08:15:30.1234567Z',
      DurationMs,
    }));
    const content = layout(given, json);
    for (let length = 0; length <= content.length; length++) {
      const cut = await readShape(shape as Shape, content.slice(0, length), { chunk: 16 });
      expect(read(given).slice(0, cut.rows.length)).toEqual(cut.rows);
      // Columns behind the rows may be cut off, or be broken themselves.
      if (shape !== 'kusto-v1') expect(cut.rejected).toBeLessThanOrEqual(1);
    }
    expect((await readShape(shape as Shape, content)).rows.length).toBe(2);
  });
});
