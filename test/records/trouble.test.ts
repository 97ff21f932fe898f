import { describe, expect, test } from 'vitest';
import { Troubles } from '../../src/records/trouble.js';

describe('troubles', () => {
  test('are counted by kind and keep the first five places', () => {
    const troubles = new Troubles();
    for (let line = 1; line <= 7; line++) troubles.add('malformed-record', 'a.csv', line, 'bad');
    troubles.add('cut-file', 'b.csv', null, 'ends in a cell');
    expect(troubles.report()).toEqual([
      {
        kind: 'cut-file',
        count: 1,
        examples: [{ path: 'b.csv', line: null, detail: 'ends in a cell' }],
      },
      {
        kind: 'malformed-record',
        count: 7,
        examples: [1, 2, 3, 4, 5].map((line) => ({
          path: 'a.csv',
          line,
          detail: 'bad',
        })),
      },
    ]);
  });

  test('of two collectors add up', () => {
    const first = new Troubles();
    const second = new Troubles();
    first.add('other-table', 'a', 1, 'x');
    for (let line = 1; line <= 6; line++) second.add('other-table', 'b', line, 'y');
    first.merge(second.report());
    expect(first.report()[0]).toMatchObject({ kind: 'other-table', count: 7 });
    expect(first.report()[0]!.examples).toHaveLength(5);
  });
});
