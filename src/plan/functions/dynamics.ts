import type { Dynamic, Value } from '../../records/value.js';
import { compareText } from '../../records/value-order.js';
import type { BoundArgument, Evaluate, ScalarFunction } from '../function.js';
import { lenient, signature, strict, variadic } from './define.js';
import { canonicalText, dynamicOf, isBag } from './dynamic-value.js';
import { parseJson } from './parse-json.js';

type List = readonly Dynamic[];

const parse: ScalarFunction['bind'] = ([of]) =>
  of!.type === 'string' ? (a) => parseJson(a as string) : (a) => a!;

const property: Evaluate = (of, name) =>
  isBag(of!) && Object.hasOwn(of, name as string) ? of[name as string]! : null;

/** A negative index counts from the end. */
const element: Evaluate = (of, index) =>
  Array.isArray(of) ? ((of as List).at(Number(index)) ?? null) : null;

const access: ScalarFunction['bind'] = ([, key]) => (key!.type === 'string' ? property : element);

const printAccess: ScalarFunction['print'] = ([of, key]) => `${of}[${key}]`;

const hasElement = ([, sought]: readonly BoundArgument[]): Evaluate => {
  const { type } = sought!;
  return (list, value) => {
    if (!Array.isArray(list)) return null;
    const text = canonicalText(dynamicOf(value!, type));
    return (list as List).some((each) => canonicalText(each) === text);
  };
};

const pack: ScalarFunction['bind'] =
  (bound) =>
  (...values) =>
    values.map((value, i) => dynamicOf(value!, bound[i]!.type));

const rank = (value: Dynamic) =>
  typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : value === null ? 3 : 2;

/** The order of `array_sort_asc`: numbers, texts, the rest, and nulls last. */
function compareElements(a: Dynamic, b: Dynamic): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return rank(a) - rank(b) || compareText(canonicalText(a), canonicalText(b));
}

const onList =
  (change: (list: List) => Value): ScalarFunction['bind'] =>
  () =>
  (a) =>
    Array.isArray(a) ? change(a as List) : null;

/** Functions over dynamic values. What is not there is null. */
export const dynamics: readonly ScalarFunction[] = [
  strict('parse_json', [signature(['string'], 'dynamic'), signature(['any'], 'dynamic')], parse),
  strict('todynamic', [signature(['string'], 'dynamic'), signature(['any'], 'dynamic')], parse),
  {
    ...strict(
      '[]',
      [signature(['dynamic', 'string'], 'dynamic'), signature(['dynamic', 'long'], 'dynamic')],
      access,
    ),
    print: printAccess,
  },
  strict(
    'array_length',
    [signature(['dynamic'], 'long')],
    onList((list) => list.length),
  ),
  strict('bag_keys', [signature(['dynamic'], 'dynamic')], () => (a) => (isBag(a!) ? Object.keys(a) : null)),
  lenient('pack_array', [variadic(['any'], 'dynamic')], pack),
  lenient('set_has_element', [signature(['dynamic', 'any'], 'bool')], hasElement),
  strict(
    'array_sort_asc',
    [signature(['dynamic'], 'dynamic')],
    onList((list) => [...list].sort(compareElements)),
  ),
];
