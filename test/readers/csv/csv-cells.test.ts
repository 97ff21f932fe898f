import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCells, delimiters, parsedCells } from '../../../src/readers/csv/csv-cells.js';

const byte = fc.oneof(
  fc.constantFrom(...Buffer.from(',;\t\r a"')),
  fc.integer({ min: 0, max: 255 }).filter((value) => value !== 10 && value !== 34),
);

test('a record without quotes has the cells that csv-parse finds in it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...delimiters), fc.array(byte, { maxLength: 20 }), (delimiter, bytes) => {
      const record = Buffer.from(bytes.filter((value) => value !== 34));
      const [cells = ['']] = parsedCells(record, delimiter);
      expect(csvCells(record, delimiter)).toEqual(cells);
    }),
    { numRuns: 2000 },
  );
});

test('a record with quotes has the cells that they hold', () => {
  expect(csvCells(Buffer.from('"a,""b""\n",,c'), ',')).toEqual(['a,"b"\n', '', 'c']);
});
