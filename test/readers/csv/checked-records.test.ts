import { afterEach, describe, expect, test, vi } from 'vitest';
import { readCsv } from '../../../src/readers/csv/csv.js';
import { CsvScan } from '../../../src/readers/csv/csv-scan.js';
import { CsvWalker } from '../../../src/readers/csv/csv-walker.js';
import { readText, requestOf } from '../../support/read-text.js';

afterEach(() => vi.restoreAllMocks());

const read = (text: string, chunkSize = 1000) =>
  readText(readCsv('AzureDiagnostics'), text, requestOf('a_s', 'b_s'), { chunkSize });

const text = (records: number) =>
  ['TimeGenerated,a_s,b_s', ...Array.from({ length: records }, (_, i) => `,a${i},"b${i}\n"`), ''].join('\n');

const breaks: readonly [string, () => void][] = [
  [
    'mistakes where cells end',
    () => {
      const { locate } = CsvWalker.prototype;
      vi.spyOn(CsvWalker.prototype, 'locate').mockImplementation(function (this: CsvWalker, place) {
        locate.call(this, place);
        if (place === 1) this.to -= 1;
      });
    },
  ],
  [
    'takes two records for one',
    () => {
      const { end } = CsvScan.prototype;
      vi.spyOn(CsvScan.prototype, 'end').mockImplementation(function (this: CsvScan, record) {
        const last = end.call(this, record);
        this.cells[last] = this.cells[last + 3]!;
        return last;
      });
    },
  ],
  ['misses line ends in cells', () => vi.spyOn(CsvScan.prototype, 'innerLines').mockReturnValue(0)],
];

describe('the check of the first records of CSV', () => {
  test.each(breaks)('notices a fast reader that %s, reads without it, and says so', async (_, breakIt) => {
    const right = await read(text(40));
    breakIt();
    for (const chunkSize of [1000, 9]) {
      const reading = await read(text(40), chunkSize);
      expect(reading).toEqual({
        ...right,
        troubles: [
          {
            kind: 'read-slowly',
            count: 1,
            examples: [
              {
                path: 'export',
                line: null,
                detail: 'its first records are not what csv-parse makes of them',
              },
            ],
          },
        ],
      });
    }
  });

  test('finds nothing amiss in records that are right', async () => {
    expect((await read(text(40))).troubles).toEqual([]);
  });
});
