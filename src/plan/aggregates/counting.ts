import type { Value } from '../../records/value.js';
import type { Accumulator, AggregateFunction } from '../aggregate.js';
import { signature } from '../functions/define.js';
import { canonicalText } from '../functions/dynamic-value.js';
import { aggregate, conditional } from './define.js';

class Count implements Accumulator {
  private rows = 0;

  add(): void {
    this.rows += 1;
  }

  result(): Value {
    return this.rows;
  }
}

class CountIf implements Accumulator {
  private rows = 0;

  add(condition: Value): void {
    if (condition === true) this.rows += 1;
  }

  result(): Value {
    return this.rows;
  }
}

class CountDistinct implements Accumulator {
  private readonly values = new Set<Value>();

  add(value: Value): void {
    // Dynamics that are equal are different objects.
    if (value !== null) this.values.add(typeof value === 'object' ? canonicalText(value) : value);
  }

  result(): Value {
    return this.values.size;
  }
}

const distinct = (name: string) =>
  aggregate(name, name, [signature(['any'], 'long')], () => new CountDistinct());

/** The accuracy that `dcount` takes chooses an estimate; the count here is exact, so it changes nothing. */
const dcount: AggregateFunction = {
  ...distinct('dcount'),
  signatures: [signature(['any'], 'long'), signature(['any', 'long'], 'long')],
};

/** Aggregates that count rows or different values. `dcount` is exact here, where Kusto estimates. */
export const countings: readonly AggregateFunction[] = [
  aggregate('count', 'count', [signature([], 'long')], () => new Count()),
  aggregate('countif', 'countif', [signature(['bool'], 'long')], () => new CountIf()),
  dcount,
  conditional('dcountif', 'dcountif', dcount),
  distinct('count_distinct'),
  conditional('count_distinctif', 'count_distinctif', distinct('count_distinct')),
];
