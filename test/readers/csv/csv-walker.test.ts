import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvHeader } from '../../../src/readers/csv/csv-header.js';
import { csvWalker } from '../../../src/readers/csv/csv-walker.js';

const header = (names: string) => csvHeader(Buffer.from(names))!;

/** What a walker finds of the records of a text: their cells and inner line ends. */
function walk(text: string, names: string) {
  const walker = csvWalker(header(names))!;
  const bytes = Buffer.from(text);
  walker.open(bytes);
  const records: { readonly cells: readonly string[]; readonly innerLines: number }[] = [];
  let at = 0;
  while (at < bytes.length && walker.begin(at)) {
    const cells = names.split(',').map((_, index) => {
      walker.locate(index);
      return walker.bytes.toString('utf8', walker.from, walker.to);
    });
    records.push({ cells, innerLines: walker.innerLines });
    at = walker.next;
  }
  return { records, rest: text.slice(at) };
}

describe('the walker of CSV', () => {
  const cell = fc.oneof(
    fc.constant(''),
    fc
      .string({ unit: fc.constantFrom('a', 'é', ' ', '\r', '\0'), maxLength: 12 })
      .filter((text) => !text.endsWith('\r')),
    fc
      .string({ unit: fc.constantFrom('a', ',', '\n', '\r\n', '""'), maxLength: 8 })
      .map((text) => `"${text}"`),
  );

  test('finds every cell of plain records', () => {
    const table = fc
      .integer({ min: 1, max: 20 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }));
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, lineEnd) => {
        const width = rows[0]?.length ?? 1;
        const names = Array.from({ length: width }, (_, i) => `c${i}`).join(',');
        const text = rows.map((cells) => cells.join(',') + lineEnd).join('');
        const { records, rest } = walk(text, names);
        expect(rest).toBe('');
        expect(records).toEqual(
          rows.map((cells) => ({ cells, innerLines: cells.join('').split('\n').length - 1 })),
        );
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['too few cells', 'a,b\n'],
    ['too many cells', 'a,b,c,d\n'],
    ['a quote inside a bare cell', 'a,b"b,c\n'],
    ['text behind a quoted cell', 'a,"b"b,c\n'],
    ['a CR behind a quoted cell', 'a,"b"\r,c\n'],
    ['a quote that stays open', 'a,b,"c\n'],
    ['a line end that is not there', 'a,b,c'],
    ['a line end only inside quotes', 'a,b,"c\n"'],
    ['an empty line', '\n'],
  ])('leaves a record with %s to others', (_, text) => {
    expect(walk(`x,y,z\n${text}`, 'a,b,c')).toEqual({
      records: [{ cells: ['x', 'y', 'z'], innerLines: 0 }],
      rest: text,
    });
  });
});
