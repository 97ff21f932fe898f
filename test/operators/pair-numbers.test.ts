import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairNumbers } from '../../src/operators/pair-numbers.js';

const number = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 2 ** 31 - 1 }));

test('numbers pairs as they come, each once', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { maxLength: 300 }), (pairs) => {
      const numbers = new PairNumbers();
      const known = new Map<string, number>();
      for (const [left, right] of pairs) {
        const text = `${left} ${right}`;
        if (!known.has(text)) known.set(text, known.size);
        expect(numbers.of(left, right)).toBe(known.get(text));
      }
    }),
  );
});

test('keeps the numbers of many pairs', () => {
  const numbers = new PairNumbers();
  const all = Array.from({ length: 100_000 }, (_, i) => [i % 317, Math.floor(i / 317)] as const);
  expect(all.every(([left, right], i) => numbers.of(left, right) === i)).toBe(true);
  expect(all.every(([left, right], i) => numbers.of(left, right) === i)).toBe(true);
});
