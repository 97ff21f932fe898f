import { expect, test } from 'vitest';
import { placesOf } from '../../src/records/origin.js';
import type { RecordPlace } from '../../src/records/row.js';

const place = (input: number, record: number): RecordPlace => ({ input, line: 1, record });

test('the places of an origin stand in scan order, each once, however deep they lie', () => {
  const origin = [place(1, 1), [place(0, 10), [place(0, 2), place(1, 1)]], []];
  expect(placesOf(origin)).toEqual([place(0, 2), place(0, 10), place(1, 1)]);
  expect(placesOf(place(3, 4))).toEqual([place(3, 4)]);
  expect(placesOf([])).toEqual([]);
});
