import type { RowValue } from '../operators/row-value.js';
import type { Value } from '../records/value.js';

/** A function that chooses among its arguments, computing none that it does not need; null for the rest. */
export function lazyChoice(name: string, values: readonly RowValue[]): RowValue | null {
  switch (name) {
    case 'iff':
    case 'iif':
      return ifElse(values as readonly [RowValue, RowValue, RowValue]);
    case 'case':
      return firstTrue(values);
    case 'coalesce':
      return firstFilled(values);
    case 'and':
      return both(values as readonly [RowValue, RowValue]);
    case 'or':
      return either(values as readonly [RowValue, RowValue]);
    default:
      return null;
  }
}

const ifElse =
  ([condition, yes, no]: readonly [RowValue, RowValue, RowValue]): RowValue =>
  (row) =>
    condition(row) === true ? yes(row) : no(row);

function firstTrue(values: readonly RowValue[]): RowValue {
  const last = values.length - 1;
  return (row) => {
    for (let i = 0; i < last; i += 2) if (values[i]!(row) === true) return values[i + 1]!(row);
    return values[last]!(row);
  };
}

const firstFilled =
  (values: readonly RowValue[]): RowValue =>
  (row) => {
    let value: Value = null;
    for (let i = 0; i < values.length; i++) {
      value = values[i]!(row);
      if (value !== null && value !== '') break;
    }
    return value;
  };

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
