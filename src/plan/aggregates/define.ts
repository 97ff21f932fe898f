import type { Value } from '../../records/value.js';
import type { Accumulator, AggregateFunction } from '../aggregate.js';
import type { Signature } from '../function.js';

/** An aggregate whose column is named for a prefix and its argument: `max_TimeGenerated`. */
export const aggregate = (
  name: string,
  prefix: string,
  signatures: readonly Signature[],
  start: AggregateFunction['start'],
): AggregateFunction => ({
  name,
  signatures,
  defaultName: (argument) => `${prefix}_${argument ?? ''}`,
  start,
});

/** The form of an aggregate that takes a condition as its second argument and only rows for which it is true. */
export const conditional = (name: string, prefix: string, of: AggregateFunction): AggregateFunction => ({
  name,
  signatures: of.signatures.map(({ arguments: [first, ...rest], ...signature }) => ({
    ...signature,
    arguments: [first!, 'bool' as const, ...rest],
  })),
  defaultName: (argument) => (prefix === '' ? of.defaultName(argument) : `${prefix}_${argument ?? ''}`),
  start: ([first, , ...rest]) => new Conditional(of.start([first!, ...rest])),
});

class Conditional implements Accumulator {
  constructor(private readonly of: Accumulator) {}

  add(value: Value, condition: Value, ...rest: Value[]): void {
    if (condition === true) this.of.add(value, ...rest);
  }

  result(): Value {
    return this.of.result();
  }
}
