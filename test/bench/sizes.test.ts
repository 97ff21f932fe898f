import { expect, test } from 'vitest';
import { bytesOf } from '../../bench/sizes.mjs';

test.each([
  ['5000', 5000],
  ['50MB', 50_000_000],
  ['1.5GB', 1_500_000_000],
  ['3 kb', 3000],
  ['7m', 7_000_000],
])('%s is %i bytes', (text, bytes) => {
  expect(bytesOf(text)).toBe(bytes);
});

test.each(['', 'MB', '1.MB', '-5MB', '5 TB', '5MiB', '1e6', '5MB,'])('%j is no size', (text) => {
  expect(bytesOf(text)).toBeNull();
});
