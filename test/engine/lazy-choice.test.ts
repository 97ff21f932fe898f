import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lazyChoice as choice } from '../../src/engine/lazy-choice.js';
import { functionNamed } from '../../src/plan/functions/registry.js';
import type { Row } from '../../src/records/row.js';
import type { Value } from '../../src/records/value.js';

const row: Row = [[]];

/** A choice among arguments that are computed. */
const lazyChoice = (name: string, values: readonly (() => Value)[]) =>
  choice(
    name,
    values.map((value) => ({ value, slot: -1, test: () => () => value() === true })),
  );
const truth = fc.constantFrom<Value>(true, false, null);
const text = fc.constantFrom<Value>('a', 'b', '', null);

const argumentsOf: readonly (readonly [string, fc.Arbitrary<Value[]>])[] = [
  ['and', fc.tuple(truth, truth)],
  ['or', fc.tuple(truth, truth)],
  ['iff', fc.tuple(truth, text, text)],
  ['case', fc.tuple(truth, text, truth, text, text)],
  ['coalesce', fc.array(text, { minLength: 2, maxLength: 4 })],
];

test.each(argumentsOf)('%s chooses as the function does that computes all', (name, values) => {
  fc.assert(
    fc.property(values, (given) => {
      const lazy = lazyChoice(
        name,
        given.map((value) => () => value),
      )!;
      const bound = given.map((value) => ({
        type: typeof value === 'boolean' ? ('bool' as const) : ('string' as const),
        constant: undefined,
      }));
      const evaluate = functionNamed(name).bind(bound, { now: 0 as never });
      expect(lazy(row)).toEqual(evaluate(...given));
    }),
  );
});

test('computes no value that is not chosen', () => {
  const unneeded = () => {
    throw new Error('computed');
  };
  expect(lazyChoice('iff', [() => true, () => 'yes', unneeded])!(row)).toBe('yes');
  expect(lazyChoice('coalesce', [() => '', () => 'second', unneeded])!(row)).toBe('second');
  expect(lazyChoice('case', [() => null, unneeded, () => true, () => 'second', unneeded])!(row)).toBe(
    'second',
  );
  expect(lazyChoice('and', [() => false, unneeded])!(row)).toBe(false);
  expect(lazyChoice('or', [() => true, unneeded])!(row)).toBe(true);
});

test('reads columns where they stand', () => {
  const read = choice('coalesce', [
    { value: unread, slot: 1, test: () => unread },
    { value: unread, slot: 2, test: () => unread },
    { value: () => 'last', slot: -1, test: () => unread },
  ])!;
  expect(read([[], 'first', 'second'])).toBe('first');
  expect(read([[], '', 'second'])).toBe('second');
  expect(read([[], null, ''])).toBe('last');
});

function unread(): never {
  throw new Error('computed');
}
