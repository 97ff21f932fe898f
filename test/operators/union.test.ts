import { expect, test } from 'vitest';
import { Union } from '../../src/operators/union.js';
import { Collector, rows } from '../support/rows.js';

test('a union keeps duplicates and ends with its last input', () => {
  const collector = new Collector();
  const union = new Union(2, collector);
  for (const row of rows([1], [1])) union.push(row);
  union.end();
  expect(collector.ends).toBe(0);
  for (const row of rows([1])) union.push(row);
  union.end();
  expect(collector.ends).toBe(1);
  expect(collector.values).toEqual([[1], [1], [1]]);
});
