import type { KqlType } from '../../records/value.js';
import type { AggregateFunction } from '../aggregate.js';
import { matchSignatures, type ResolvedTypes } from '../functions/resolve.js';
import { collections } from './collections.js';
import { countings } from './counting.js';
import { extremes } from './extremes.js';
import { sums } from './sums.js';

/** Every aggregate function there is. */
export const aggregateFunctions: readonly AggregateFunction[] = [
  ...countings,
  ...extremes,
  ...sums,
  ...collections,
];

const byName = new Map(aggregateFunctions.map((entry) => [entry.name, entry]));

/** The entry of a name as KQL spells it; throws when there is none. */
export function aggregateNamed(name: string): AggregateFunction {
  const entry = byName.get(name);
  if (entry === undefined) throw new Error(`there is no aggregate ${name}`);
  return entry;
}

/** The aggregate of a name for arguments of the types; throws when there is none or it takes no such arguments. */
export function resolveAggregate(
  name: string,
  argumentTypes: readonly KqlType[],
): ResolvedTypes & { readonly entry: AggregateFunction } {
  const entry = aggregateNamed(name);
  const matched = matchSignatures(entry.signatures, argumentTypes);
  if (matched === null)
    throw new Error(`${name} takes no arguments of the types (${argumentTypes.join(', ')})`);
  return { entry, ...matched };
}
