import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CellCache, cellText } from '../../../src/readers/csv/cell-cache.js';

/** Reads cells one after the other out of one buffer that is overwritten for each. */
function reader(cache: CellCache) {
  const buffer = Buffer.alloc(400);
  const words = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
  return (cell: string, from = 3) => {
    buffer.fill(0xa5);
    const length = buffer.write(cell, from);
    return cache.cell(buffer, words, from, from + length);
  };
}

describe('the text of a cell', () => {
  test.each([
    ['', ''],
    ['a', 'a'],
    ['""', ''],
    ['"a"', 'a'],
    ['"a""b"', 'a"b'],
    ['""""""', '""'],
    ['"é,\n"', 'é,\n'],
  ])('%j is %j', (written, text) => {
    const bytes = Buffer.from(`x${written}x`);
    expect(cellText(bytes, 1, bytes.length - 1)).toBe(text);
  });

  test('has U+FFFD for bytes that are no UTF-8', () => {
    expect(cellText(Buffer.from([0x61, 0xff, 0x62]), 0, 3)).toBe('a\ufffdb');
  });
});

describe('the cells of a column', () => {
  test('are decoded once for each value, and noted', () => {
    const decoded: unknown[] = [];
    const cache = new CellCache(
      (raw) => {
        decoded.push(raw);
        return raw === 'bad' ? undefined : `${raw}!`;
      },
      (value) => (value === undefined ? -1 : 7),
    );
    const read = reader(cache);
    for (let i = 0; i < 3; i++) {
      expect(read('Success')).toEqual({ text: 'Success', value: 'Success!', note: 7, id: 2 });
      expect(read('"a,b"')).toEqual({ text: 'a,b', value: 'a,b!', note: 7, id: 3 });
      expect(read('bad')).toEqual({ text: 'bad', value: undefined, note: -1, id: 4 });
      expect(read('')).toBe(cache.empty);
    }
    expect(decoded).toEqual(['', 'Success', 'a,b', 'bad']);
  });

  test('are never taken for one another', () => {
    const unit = fc.constantFrom('a', 'b', '\0', 'é', '"');
    const cell = fc.oneof(
      fc.string({ unit, maxLength: 12 }),
      fc
        .tuple(fc.string({ unit, maxLength: 3 }), fc.constantFrom('', 'x'.repeat(60), 'x'.repeat(70)))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), fc.nat({ max: 9 }), (cells, from) => {
        const read = reader(
          new CellCache(
            (raw) => raw as string,
            () => 0,
          ),
        );
        // The texts of malformed cells do not matter, only that each stays its own.
        for (const written of cells)
          expect(read(written, from).text).toBe(
            written && cellText(Buffer.from(written), 0, Buffer.byteLength(written)),
          );
      }),
      { numRuns: 300 },
    );
  });

  test('of many different values are read right too', () => {
    const read = reader(
      new CellCache(
        (raw) => raw as string,
        () => 0,
      ),
    );
    for (let i = 0; i < 20_000; i++) expect(read(`id-${i}`).value).toBe(`id-${i}`);
    expect(read('id-7').value).toBe('id-7');
  });
});
