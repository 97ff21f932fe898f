import type { Row } from '../records/row.js';
import type { Value } from '../records/value.js';
import { PairNumbers } from './pair-numbers.js';
import type { RowValue } from './row-value.js';

/** What rows are grouped and joined by: equal keys are the same to a `Map`. */
export type Key = string | number | bigint | boolean | null;

/** Numbers values as they come, from 0. Values that a `Map` takes for one have one number. */
class ValueNumbers {
  private readonly known = new Map<Value, number>();
  // Dates, and what busy callers do, come many times in a row.
  private last: Value | undefined;
  private lastNumber = 0;

  of(value: Value): number {
    if (value === this.last) return this.lastNumber;
    let number = this.known.get(value);
    if (number === undefined) {
      number = this.known.size;
      this.known.set(value, number);
    }
    this.last = value;
    this.lastNumber = number;
    return number;
  }
}

/** The numbers of the values of one part of keys, and of what stands before it together with it. */
interface PartNumbers {
  readonly values: ValueNumbers;
  readonly pairs: PairNumbers;
}

/** Where keys are compared: within one space equal values have equal keys; keys of different spaces have nothing to do with each other. */
export class KeySpace {
  private readonly parts: PartNumbers[] = [];

  part(index: number): PartNumbers {
    this.parts[index] ??= { values: new ValueNumbers(), pairs: new PairNumbers() };
    return this.parts[index];
  }
}

/**
 * The key of a row over some values. Two rows have equal keys in one space exactly when all their values are equal, letter case included;
 * `''` is a value like any other, and so is null: KQL leaves open whether null keys join, and in practice they do, as they group.
 */
export function keyOf(values: readonly RowValue[], space: KeySpace): (row: Row) => Key {
  const [first, ...others] = values;
  if (first === undefined) return () => null;
  if (others.length === 0) return first as (row: Row) => Key;
  const firsts = space.part(0).values;
  const parts = others.map((value, i) => ({ value, numbers: space.part(i + 1) }));
  return (row) => {
    let key = firsts.of(first(row));
    for (const { value, numbers } of parts) key = numbers.pairs.of(key, numbers.values.of(value(row)));
    return key;
  };
}
