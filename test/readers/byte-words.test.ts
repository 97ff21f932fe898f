import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countByte, hasZero, noteZeros, wordOf } from '../../src/readers/byte-words.js';

const viewOf = (bytes: readonly number[]) => new DataView(Uint8Array.from(bytes).buffer);

describe('bytes as words', () => {
  test('are found by the zero that they become', () => {
    const byte = fc.constantFrom(0, 1, 43, 44, 45, 127, 128, 172, 255);
    fc.assert(
      fc.property(
        fc.array(byte, { minLength: 4, maxLength: 4 }),
        fc.constantFrom(44, 59, 9),
        (bytes, sought) => {
          const word = viewOf(bytes).getInt32(0, true) ^ wordOf(sought);
          const expected = bytes.flatMap((found, i) => (found === sought ? [100 + i + 1] : []));
          expect(hasZero(word)).toBe(expected.length > 0);
          const places = new Int32Array(12).fill(-1);
          expect(noteZeros(word, 100, 3, places)).toBe(3 + expected.length);
          expect([...places.slice(4, 4 + expected.length)]).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('are counted between any two places', () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 5 < 3 ? 44 : i % 256));
    const view = new DataView(bytes.buffer);
    for (const [from, to] of [
      [0, 5000],
      [1, 4999],
      [3, 3],
      [10, 11],
      [2, 600],
      [0, 512],
      [5, 2100],
    ] as const) {
      const expected = bytes.subarray(from, to).filter((byte) => byte === 44).length;
      expect(countByte(view, 44, from, to)).toBe(expected);
    }
    expect(countByte(viewOf(new Array(2000).fill(44)), 44, 0, 2000)).toBe(2000);
  });
});
