import type { HandEvent } from '../event-by-hand.js';

/** Some events in bursts: those of each, and the one at which it was one. */
export function bursts(
  events: readonly HandEvent[],
  within: bigint,
  isOne: (events: readonly HandEvent[]) => boolean,
): { readonly counted: readonly HandEvent[]; readonly anchor: HandEvent }[] {
  const found: { counted: readonly HandEvent[]; anchor: HandEvent }[] = [];
  for (let i = 0; i < events.length; ) {
    const counted = events.slice(i).filter(({ time }) => time <= events[i]!.time + within);
    if (!isOne(counted)) {
      i += 1;
      continue;
    }
    const prefix = counted.findIndex((_, at) => isOne(counted.slice(0, at + 1)));
    found.push({ counted, anchor: counted[prefix]! });
    i += counted.length;
  }
  return found;
}

/** Events by a key of theirs, in their order. */
export function grouped(
  events: readonly HandEvent[],
  keyOf: (event: HandEvent) => string,
): ReadonlyMap<string, readonly HandEvent[]> {
  const groups = new Map<string, HandEvent[]>();
  for (const event of events) groups.set(keyOf(event), [...(groups.get(keyOf(event)) ?? []), event]);
  return groups;
}

export const isNamed = ({ actor }: HandEvent): boolean => actor !== '';

/** An item with its vault. */
export const vaultItem = ({ vault, item }: HandEvent): string => `${vault}/${item}`;

/** The different items of events, each with its vault. */
export const itemsOf = (events: readonly HandEvent[]): readonly string[] => [
  ...new Set(events.filter(({ item }) => item !== '').map(vaultItem)),
];

export const vaultsOf = (events: readonly HandEvent[]): readonly string[] => [
  ...new Set(events.map(({ vault }) => vault)),
];
