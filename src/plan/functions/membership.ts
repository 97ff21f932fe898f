import type { Dynamic, Value } from '../../records/value.js';
import type { BoundArgument, Evaluate, ScalarFunction } from '../function.js';
import { foldCase } from './ascii-case.js';
import { lenient, listInfix, negated, signature, variadic } from './define.js';
import { dynamicOf } from './dynamic-value.js';

type Fold = (value: Value) => Value;
const asIs: Fold = (value) => value;
const folded: Fold = (value) => (typeof value === 'string' ? foldCase(value) : value);

/** `in` is the OR of the equalities: a null equals nothing, and beside another null the answer is open. */
function memberOfConstants(values: readonly Value[], fold: Fold): Evaluate {
  const set = new Set(values.map(fold));
  const whenNull = set.has(null) ? null : false;
  set.delete(null);
  return fold === asIs
    ? (x) => (x === null ? whenNull : set.has(x!))
    : (x) => (x === null ? whenNull : set.has(fold(x!)));
}

function memberOfValues(fold: Fold): Evaluate {
  return (...values) => {
    const x = fold(values[0]!);
    if (x === null) return values.indexOf(null, 1) > 0 ? null : false;
    for (let i = 1; i < values.length; i++) if (fold(values[i]!) === x) return true;
    return false;
  };
}

/** The scalars of a dynamic list, those of nested arrays in their place. */
const scalars = (list: Dynamic): Dynamic[] =>
  Array.isArray(list) ? (list as readonly Dynamic[]).flatMap(scalars) : [list];

function memberOfDynamic({ type }: BoundArgument, list: BoundArgument, fold: Fold): Evaluate {
  if (list.constant === undefined)
    return (x, values) => memberOfConstants(scalars(values as Dynamic), fold)(dynamicOf(x!, type));
  const member = memberOfConstants(scalars(list.constant as Dynamic), fold);
  return type === 'string' ? member : (x) => member(dynamicOf(x!, type));
}

const bindIn =
  (fold: Fold): ScalarFunction['bind'] =>
  ([left, ...list]) => {
    if (list.length === 1 && list[0]!.type === 'dynamic') return memberOfDynamic(left!, list[0]!, fold);
    const constants = list.map(({ constant }) => constant);
    return constants.every((constant) => constant !== undefined)
      ? memberOfConstants(constants, fold)
      : memberOfValues(fold);
  };

const anyValue = [
  signature(['any', 'dynamic'], 'bool'),
  variadic(['same', 'same'], 'bool'),
  variadic(['string', 'string'], 'bool'),
];
const text = [signature(['string', 'dynamic'], 'bool'), variadic(['string', 'string'], 'bool')];

/** `in` and its kin: whether a value is among those listed, or among the scalars of a dynamic array. */
export const memberships: readonly ScalarFunction[] = [
  listInfix(lenient('in', anyValue, bindIn(asIs)), ', '),
  listInfix(lenient('!in', anyValue, negated(bindIn(asIs))), ', '),
  listInfix(lenient('in~', text, bindIn(folded)), ', '),
  listInfix(lenient('!in~', text, negated(bindIn(folded))), ', '),
];
