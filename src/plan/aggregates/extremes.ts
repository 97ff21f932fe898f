import { missing, type Value } from '../../records/value.js';
import { compareValues } from '../../records/value-order.js';
import type { Accumulator, AggregateFunction } from '../aggregate.js';
import { signature } from '../functions/define.js';
import { aggregate, conditional } from './define.js';

/** Keeps the value that comes first in an order; nulls do not count. */
class First implements Accumulator {
  private first: Value = null;

  constructor(
    private readonly compare: (a: Value, b: Value) => number,
    private readonly none: Value,
  ) {}

  add(value: Value): void {
    if (value !== null && (this.first === null || this.compare(value, this.first) < 0)) this.first = value;
  }

  result(): Value {
    return this.first ?? this.none;
  }
}

const descending = (a: Value, b: Value) => compareValues(b, a);

/** Texts come after the empty one, which is taken only when there is no other. */
const filledFirst = (a: Value, b: Value) =>
  a === '' || b === '' ? Number(a === '') - Number(b === '') : compareValues(a, b);

const ordered = [signature(['sortable'], 'sortable')];

const min = aggregate('min', 'min', ordered, ([type]) => new First(compareValues, missing(type!)));
const max = aggregate('max', 'max', ordered, ([type]) => new First(descending, missing(type!)));

/** KQL leaves the choice open; here it is the least of the values that are neither null nor empty, whatever order they come in. */
const takeAny: AggregateFunction = {
  ...aggregate(
    'take_any',
    '',
    [signature(['same'], 'same')],
    ([type]) => new First(filledFirst, missing(type!)),
  ),
  defaultName: (argument) => argument ?? 'any_arg0',
};

/** Aggregates that choose one of the values. */
export const extremes: readonly AggregateFunction[] = [
  min,
  conditional('minif', 'minif', min),
  max,
  conditional('maxif', 'maxif', max),
  takeAny,
  conditional('take_anyif', '', takeAny),
];
