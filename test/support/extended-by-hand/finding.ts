import type { HandEvent } from '../event-by-hand.js';

/** A row as a report has it in JSON. */
export type FindingRow = readonly (string | number | boolean | null)[];

export const minute = 600_000_000n;
export const day = 1440n * minute;

export const isOk = ({ outcome }: HandEvent): boolean => outcome === 'ok';
export const isAny = (event: HandEvent, pattern: RegExp): boolean => pattern.test(event.operation);
export const isConfig = ({ operation, policyCall }: HandEvent): boolean =>
  operation === 'VaultPut' || operation === 'VaultPatch' || policyCall !== '';

export const isRead = (event: HandEvent): boolean => isAny(event, /^(Secret|Key|Certificate)Get$/);
export const isBackup = (event: HandEvent): boolean => isAny(event, /^(Secret|Key|Certificate)Backup$/);
export const isUse = (event: HandEvent): boolean =>
  isAny(event, /^Key(Sign|Verify|Wrap|Unwrap|Encrypt|Decrypt|Release)$/);

/** Values by a key, in their order. */
export function groupsOf<K, T>(values: readonly T[], keyOf: (value: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

/** Different texts in ordinal order, as a report prints a list; at most so many. */
export const listText = (texts: readonly string[], most = Number.POSITIVE_INFINITY): string =>
  JSON.stringify([...new Set(texts)].sort().slice(0, most));

/** The columns with which every row of an extended detection begins, and those that follow. */
export const findingRow = (
  anchor: HandEvent,
  counted: readonly HandEvent[],
  severity: string,
  confidence: string,
  ...more: FindingRow
): FindingRow => [
  anchor.timeText,
  anchor.vaultName,
  String(anchor.record['SubscriptionId'] ?? ''),
  String(anchor.record['ResourceGroup'] ?? ''),
  anchor.actor,
  anchor.actorType,
  anchor.objectId,
  anchor.appId,
  listText(
    counted.map(({ ip }) => ip),
    20,
  ),
  listText(
    counted.map(({ client }) => client),
    20,
  ),
  counted[0]!.timeText,
  counted.at(-1)!.timeText,
  counted.length,
  severity,
  confidence,
  ...more,
];
