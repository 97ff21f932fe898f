import type { Dynamic, KqlType, Value } from '../../records/value.js';
import { compareText, compareValues } from '../../records/value-order.js';
import type { Accumulator, AggregateFunction } from '../aggregate.js';
import { signature } from '../functions/define.js';
import { canonicalText, dynamicOf } from '../functions/dynamic-value.js';
import { aggregate, conditional } from './define.js';

/** How many values a list or set holds when no number is given, and at most. */
const mostValues = 1_048_576;

const sizeOf = (most: Value | undefined) =>
  most === undefined || most === null || (most as number) > mostValues ? mostValues : Number(most);

/** Lists values in the order of rows, without nulls. */
class List implements Accumulator {
  private readonly values: Dynamic[] = [];

  constructor(private readonly type: KqlType) {}

  add(value: Value, most?: Value): void {
    if (value !== null && this.values.length < sizeOf(most)) this.values.push(dynamicOf(value, this.type));
  }

  result(): Value {
    return this.values;
  }
}

/** Lists different values in their order, without nulls; of dynamic arrays the elements. */
class DistinctValues implements Accumulator {
  // Most sets of many groups hold one value.
  private first: Value = null;
  private all: Map<Value, Value> | null = null;
  private most = mostValues;

  constructor(private readonly type: KqlType) {}

  add(value: Value, most?: Value): void {
    this.most = sizeOf(most);
    if (value === null) return;
    if (this.type !== 'dynamic') this.addValue(value);
    else
      for (const element of Array.isArray(value) ? (value as readonly Dynamic[]) : [value as Dynamic])
        this.values.set(canonicalText(element), element);
  }

  private get values(): Map<Value, Value> {
    this.all ??= new Map(this.first === null ? [] : [[this.first, this.first]]);
    return this.all;
  }

  private addValue(value: Value): void {
    if (this.all !== null || (this.first !== null && this.first !== value)) this.values.set(value, value);
    else this.first = value;
  }

  result(): Value {
    const sorted =
      this.type === 'dynamic'
        ? [...this.values].sort(([a], [b]) => compareText(a as string, b as string)).map(([, value]) => value)
        : [...this.values.values()].sort(compareValues);
    return sorted.slice(0, this.most).map((value) => dynamicOf(value, this.type));
  }
}

const ofAny = [signature(['any'], 'dynamic'), signature(['any', 'long'], 'dynamic')];

const makeList = aggregate('make_list', 'list', ofAny, ([type]) => new List(type!));
const makeSet = aggregate('make_set', 'set', ofAny, ([type]) => new DistinctValues(type!));

/** Aggregates that gather values into an array. KQL leaves the order of a set open; here it is that of the values. */
export const collections: readonly AggregateFunction[] = [
  makeList,
  conditional('make_list_if', 'list', makeList),
  makeSet,
  conditional('make_set_if', 'set', makeSet),
];
