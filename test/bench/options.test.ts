import { expect, test } from 'vitest';
import { optionsOf } from '../../bench/options.mjs';

test('sizes and shapes are lists', () => {
  expect(optionsOf(['--sizes', '1MB,2GB', '--shapes', 'jsonl,csv-iso', '--threads', '4'])).toMatchObject({
    sizes: [1_000_000, 2_000_000_000],
    shapes: ['jsonl', 'csv-iso'],
    order: 'asc',
    rounds: 3,
    threads: 4,
    profile: false,
  });
});

test.each([
  ['--sizes', '1MB,huge'],
  ['--shapes', 'toString'],
  ['--order', 'random'],
  ['--rounds', '0'],
  ['--threads', '2.5'],
])('%s does not take %j', (option, value) => {
  expect(() => optionsOf([option, value])).toThrow(`${option} does not take`);
});
