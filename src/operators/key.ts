import type { Row } from '../records/row.js';
import type { Value } from '../records/value.js';
import type { RowValue } from './row-value.js';

/** What rows are grouped and joined by: equal keys are the same to a `Map`. */
export type Key = string | number | bigint | boolean | null;

/** Numbers values as they come, from 0. Values that a `Map` takes for one have one number. */
class Numbers {
  private readonly known = new Map<Value, number>();

  of(value: Value): number {
    let number = this.known.get(value);
    if (number === undefined) {
      number = this.known.size;
      this.known.set(value, number);
    }
    return number;
  }
}

/** Where keys are compared: within one space equal values have equal keys; keys of different spaces have nothing to do with each other. */
export class KeySpace {
  private readonly numbers: Numbers[] = [];

  /** The numbers of the part `index` of keys. */
  at(index: number): Numbers {
    this.numbers[index] ??= new Numbers();
    return this.numbers[index];
  }
}

/** More values than a `Map` holds, and few enough for two numbers below it to be one safe integer. */
const mostNumbers = 2 ** 26;

/** Keys of more parts are texts: numbers would take more memory for keys that are all different. */
const mostNumbered = 3;

/**
 * The key of a row over some values. Two rows have equal keys in one space exactly when all their values are equal, letter case included;
 * `''` is a value like any other, and so is null: KQL leaves open whether null keys join, and in practice they do, as they group.
 */
export function keyOf(values: readonly RowValue[], space: KeySpace): (row: Row) => Key {
  const [first, ...others] = values;
  if (first === undefined) return () => null;
  if (others.length === 0) return first as (row: Row) => Key;
  return values.length > mostNumbered ? textOf(values) : numberOf(values, space);
}

function numberOf(values: readonly RowValue[], space: KeySpace): (row: Row) => number {
  const [first, second, third] = values as [RowValue, RowValue, RowValue | undefined];
  const [firsts, seconds, thirds, pairs] = [0, 1, 2, 3].map((part) => space.at(part)) as [
    Numbers,
    Numbers,
    Numbers,
    Numbers,
  ];
  const pair = (row: Row) => firsts.of(first(row)) * mostNumbers + seconds.of(second(row));
  if (third === undefined) return pair;
  return (row) => pairs.of(pair(row)) * mostNumbers + thirds.of(third(row));
}

function textOf(values: readonly RowValue[]): (row: Row) => string {
  const last = values.at(-1)!;
  const others = values.slice(0, -1);
  return (row) => {
    let key = '';
    for (const value of others) key += part(value(row));
    return key + last(row);
  };
}

/** Text may hold any separator, so each part says how long it is. */
function part(value: Value): string {
  const text = String(value);
  return text.length + ':' + text;
}
