import { expect, test } from 'vitest';
import { optionsOf } from '../../bench/options.mjs';

test('sizes and shapes are lists', () => {
  expect(optionsOf(['--sizes', '1MB,2GB', '--shapes', 'jsonl,csv-iso', '--threads', '4'])).toMatchObject({
    sizes: [1_000_000, 2_000_000_000],
    shapes: ['jsonl', 'csv-iso'],
    order: 'asc',
    repeats: 3,
    threads: 4,
    profile: false,
    markdown: false,
  });
});

test('a profile is of one shape and size', () => {
  expect(optionsOf(['--profile', '--shape', 'jsonl', '--size', '3MB'])).toMatchObject({
    profile: true,
    shape: 'jsonl',
    size: 3_000_000,
  });
});

test.each([
  ['--sizes', '1MB,huge'],
  ['--shapes', 'toString'],
  ['--shape', 'csv'],
  ['--size', '1MB,2MB'],
  ['--order', 'random'],
  ['--repeats', '0'],
  ['--threads', '2.5'],
])('%s does not take %j', (option, value) => {
  expect(() => optionsOf([option, value])).toThrow(`${option} does not take`);
});
