import type { Row } from '../../records/row.js';
import type { Value } from '../../records/value.js';
import { compareValues } from '../../records/value-order.js';

/** The steps at which any of some spells begins or is over, each once, in order. */
export function stepsOfChange(
  spells: readonly { readonly from: number; readonly until: number }[],
): readonly number[] {
  const steps = new Set<number>();
  for (const { from, until } of spells) steps.add(from).add(until);
  return [...steps].sort((a, b) => a - b);
}

/** Whether two rows of one layout have the same values. */
export function sameValues(a: Row, b: Row): boolean {
  if (a === b) return true;
  for (let slot = 1; slot < a.length; slot++)
    if (compareValues(a[slot] as Value, b[slot] as Value) !== 0) return false;
  return a.length === b.length;
}
