import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ticks } from '../../src/records/instant.js';
import { lengthInSeconds, lengthOf, spanOf } from '../../src/records/length-of-time.js';

test('a length has no sign and is not nothing', () => {
  expect(lengthOf('9m59.9999999s')).toBe(ticks(5_999_999_999));
  for (const text of ['-1d', '+1d', '0s', 'now', '1 day']) expect(lengthOf(text)).toBeNull();
});

test('is exact to the tick', () => {
  fc.assert(
    fc.property(fc.nat(99), fc.nat(9_999_999), (seconds, fraction) => {
      const text = `${seconds}.${String(fraction).padStart(7, '0')}s`;
      const length = ticks(seconds * 10_000_000 + fraction);
      expect(lengthOf(text)).toBe(seconds + fraction === 0 ? null : length);
    }),
  );
});

test('a sentence names a length in whole seconds', () => {
  expect(lengthInSeconds(spanOf('8m39s999ms')!)).toBe('8m 39s');
  expect(lengthInSeconds(spanOf('2d7ticks')!)).toBe('2d');
  expect(lengthInSeconds(spanOf('999ms')!)).toBe('0s');
});
