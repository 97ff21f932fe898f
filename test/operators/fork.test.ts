import { expect, test } from 'vitest';
import { CountingTap } from '../../src/operators/counting-tap.js';
import { Fork } from '../../src/operators/fork.js';
import { Collector, rows, through } from '../support/rows.js';

test('a fork gives every row and the end to each of its sinks', () => {
  const sinks = [new Collector(), new Collector()];
  const fork = new Fork();
  for (const sink of sinks) fork.add(sink);
  for (const row of rows([1], [2])) fork.push(row);
  fork.end();
  for (const sink of sinks) {
    expect(sink.values).toEqual([[1], [2]]);
    expect(sink.ends).toBe(1);
  }
});

test('a counting tap passes everything on and says how many rows', () => {
  let tap: CountingTap | undefined;
  const passed = through(
    (next) => {
      tap = new CountingTap(next);
      return tap;
    },
    rows([1], [2], [3]),
  );
  expect(passed.values).toEqual([[1], [2], [3]]);
  expect(tap!.rows).toBe(3);
});
