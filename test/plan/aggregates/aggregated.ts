import { resolveAggregate } from '../../../src/plan/aggregates/registry.js';
import type { KqlType, Value } from '../../../src/records/value.js';

/** The result of an aggregate over rows of argument values. */
export function aggregated(
  name: string,
  types: readonly KqlType[],
  rows: readonly (readonly Value[])[],
): Value {
  const { entry } = resolveAggregate(name, types);
  const accumulator = entry.start(types);
  for (const row of rows) accumulator.add(...row);
  return accumulator.result();
}

/** The result of an aggregate of one argument over its values. */
export const over = (name: string, type: KqlType, values: readonly Value[]): Value =>
  aggregated(
    name,
    [type],
    values.map((value) => [value]),
  );
