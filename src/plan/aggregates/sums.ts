import { integer } from '../../records/integer.js';
import type { KqlType, Value } from '../../records/value.js';
import type { Accumulator, AggregateFunction } from '../aggregate.js';
import { signature } from '../functions/define.js';
import { aggregate, conditional } from './define.js';
import { ExactSum } from './exact-sum.js';

type Whole = number | bigint;

/** Adds whole numbers without loss: a number as long as it is exact. */
class WholeTotal {
  count = 0;
  private small = 0;
  private large = 0n;

  add(value: Whole): void {
    this.count += 1;
    if (typeof value === 'number') {
      const sum = this.small + value;
      if (Number.isSafeInteger(sum)) {
        this.small = sum;
        return;
      }
    }
    this.large += BigInt(value);
  }

  get total(): bigint {
    return this.large + BigInt(this.small);
  }
}

class WholeSum implements Accumulator {
  private readonly sum = new WholeTotal();

  add(value: Value): void {
    if (value !== null) this.sum.add(value as Whole);
  }

  result(): Value {
    return integer(BigInt.asIntN(64, this.sum.total));
  }
}

class RealSum implements Accumulator {
  private readonly sum = new ExactSum();

  add(value: Value): void {
    if (value !== null) this.sum.add(value as number);
  }

  result(): Value {
    return this.sum.total;
  }
}

class RealAverage implements Accumulator {
  private readonly sum = new ExactSum();
  private count = 0;

  add(value: Value): void {
    if (value === null) return;
    this.sum.add(value as number);
    this.count += 1;
  }

  result(): Value {
    return this.sum.total / this.count;
  }
}

/** The average of whole numbers, as a real or as whole ticks. */
class WholeAverage implements Accumulator {
  private readonly sum = new WholeTotal();

  constructor(private readonly type: KqlType) {}

  add(value: Value): void {
    if (value !== null) this.sum.add(value as Whole);
  }

  result(): Value {
    const { total, count } = this.sum;
    if (this.type === 'int' || this.type === 'long') return Number(total) / count;
    return count === 0 ? null : integer(total / BigInt(count));
  }
}

const sum = aggregate(
  'sum',
  'sum',
  [signature(['number'], 'number'), signature(['timespan'], 'timespan')],
  ([type]) => (type === 'real' ? new RealSum() : new WholeSum()),
);

const avg = aggregate(
  'avg',
  'avg',
  [
    signature(['long'], 'real'),
    signature(['real'], 'real'),
    signature(['timespan'], 'timespan'),
    signature(['datetime'], 'datetime'),
  ],
  ([type]) => (type === 'real' ? new RealAverage() : new WholeAverage(type!)),
);

/** Sums and averages, without rounding on the way: they do not depend on the order of rows. A long wraps around at 64 bits. */
export const sums: readonly AggregateFunction[] = [
  sum,
  conditional('sumif', 'sumif', sum),
  avg,
  conditional('avgif', 'avgif', avg),
];
