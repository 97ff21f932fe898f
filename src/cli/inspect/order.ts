import { compareText } from '../../records/value-order.js';

/** Named things, the most frequent first, equal ones by name. */
export const byCount = <T extends { readonly name: string; readonly records: number }>(
  things: readonly T[],
): T[] => [...things].sort((a, b) => b.records - a.records || compareText(a.name, b.name));
