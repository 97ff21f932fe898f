import type { RowValue } from '../operators/row-value.js';
import type { Row } from '../records/row.js';
import type { Value } from '../records/value.js';

/** An argument of a choice. */
export interface ChoiceArgument {
  readonly value: RowValue;
  /** Where it stands in the row when it is a plain column, else -1. */
  readonly slot: number;
  /** The argument as a test that only true passes. */
  readonly test: () => (row: Row) => boolean;
}

/** A function that chooses among its arguments, computing none that it does not need; null for the rest. */
export function lazyChoice(name: string, given: readonly ChoiceArgument[]): RowValue | null {
  const values = given.map(({ value }) => value);
  switch (name) {
    case 'iff':
    case 'iif':
      return ifElse(given[0]!.test(), values[1]!, values[2]!);
    case 'case':
      return firstTrue(given);
    case 'coalesce':
      return firstFilled(given);
    case 'and':
      return both(values as unknown as readonly [RowValue, RowValue]);
    case 'or':
      return either(values as unknown as readonly [RowValue, RowValue]);
    default:
      return null;
  }
}

const ifElse =
  (test: (row: Row) => boolean, yes: RowValue, no: RowValue): RowValue =>
  (row) =>
    test(row) ? yes(row) : no(row);

function firstTrue(given: readonly ChoiceArgument[]): RowValue {
  const last = given.length - 1;
  const tests = given.flatMap(({ test }, i) => (i % 2 === 0 && i < last ? [test()] : []));
  const values = given.flatMap(({ value }, i) => (i % 2 === 1 || i === last ? [value] : []));
  const count = tests.length;
  return (row) => {
    let i = 0;
    while (i < count && !tests[i]!(row)) i += 1;
    return values[i]!(row);
  };
}

/** Most of what is chosen from are columns, which are read where they stand. */
function firstFilled(given: readonly ChoiceArgument[]): RowValue {
  const slots = Int32Array.from(given, ({ slot }) => slot);
  const values = given.map(({ value }) => value);
  const first = slots[0]!;
  const rest = (row: Row): Value => {
    let value: Value = null;
    for (let i = first >= 0 ? 1 : 0; i < slots.length; i++) {
      const slot = slots[i]!;
      value = slot >= 0 ? (row[slot] as Value) : values[i]!(row);
      if (value !== null && value !== '') break;
    }
    return value;
  };
  if (first < 0) return rest;
  return (row) => {
    const value = row[first] as Value;
    return value !== null && value !== '' ? value : rest(row);
  };
}

// False decides a conjunction and true a disjunction whatever the other side is; otherwise null does.

const both =
  ([left, right]: readonly [RowValue, RowValue]): RowValue =>
  (row) => {
    const one = left(row);
    if (one === false) return false;
    const other = right(row);
    return other === false ? false : one === null || other === null ? null : true;
  };

const either =
  ([left, right]: readonly [RowValue, RowValue]): RowValue =>
  (row) => {
    const one = left(row);
    if (one === true) return true;
    const other = right(row);
    return other === true ? true : one === null || other === null ? null : false;
  };
