import { expect, test } from 'vitest';
import { remembered } from '../../src/engine/remembered.js';
import { inSlot } from '../../src/operators/row-value.js';
import type { Row } from '../../src/records/row.js';

const row = (text: string): Row => [[], text];

/** An expression that counts how often it is computed. */
function counted() {
  const counter = { computed: 0 };
  const value = remembered(inSlot(1), ([, text]) => {
    counter.computed += 1;
    return (text as string).length;
  });
  return { counter, value };
}

test('each of few texts is computed once', () => {
  const { counter, value } = counted();
  expect(['a', 'bb', 'a', 'bb', ''].map((text) => value(row(text)))).toEqual([1, 2, 1, 2, 0]);
  expect(counter.computed).toBe(3);
});

test('a column of ever new texts is computed, and right, all the same', () => {
  const { counter, value } = counted();
  const texts = Array.from({ length: 20_000 }, (_, i) => `text ${i}`);
  expect(texts.map((text) => value(row(text)))).toEqual(texts.map(({ length }) => length));
  expect(counter.computed).toBe(texts.length);
});

test('null is remembered as a value', () => {
  let computed = 0;
  const value = remembered(inSlot(1), () => {
    computed += 1;
    return null;
  });
  expect([value(row('x')), value(row('x'))]).toEqual([null, null]);
  expect(computed).toBe(1);
});
