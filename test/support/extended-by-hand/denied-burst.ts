import type { HandEvent } from '../event-by-hand.js';
import { bursts, grouped, itemsOf, vaultsOf } from './bursts.js';
import {
  type FindingRow,
  findingRow,
  isAny,
  isBackup,
  isOk,
  isRead,
  isUse,
  listText,
  minute,
} from './finding.js';

const actorCount = (events: readonly HandEvent[]) => new Set(events.map(({ actor }) => actor)).size;
const isSuccess = (event: HandEvent) =>
  isOk(event) &&
  !event.isNoise &&
  (isRead(event) || isBackup(event) || isUse(event) || isAny(event, /^(Secret|Key|Certificate)List$/));

/** Bursts of refusals of a caller, and at an address of several, with the first success after. */
export function deniedBurst(events: readonly HandEvent[]): FindingRow[] {
  const denied = events.filter(
    ({ outcome, operation }) => outcome === 'denied' && operation !== 'Authentication',
  );
  const groupings = [
    { name: 'actor', keyOf: ({ actor }: HandEvent) => actor, leastActors: 1 },
    { name: 'ip', keyOf: ({ ip }: HandEvent) => ip, leastActors: 3 },
  ];
  return groupings.flatMap(({ name, keyOf, leastActors }) =>
    [...grouped(denied, keyOf)]
      .filter(([key]) => key !== '')
      .flatMap(([key, group]) =>
        bursts(group, 10n * minute, (some) => some.length >= 5 && actorCount(some) >= leastActors).map(
          ({ counted, anchor }) => {
            const vaults = vaultsOf(counted);
            const success = events.find(
              (event) =>
                isSuccess(event) &&
                keyOf(event) === key &&
                vaults.includes(event.vault) &&
                event.time > anchor.time &&
                event.time <= counted.at(-1)!.time + 60n * minute,
            );
            return findingRow(
              anchor,
              counted,
              success === undefined ? 'Medium' : 'High',
              'observed',
              name,
              key,
              counted.length,
              listText(vaults),
              actorCount(counted),
              itemsOf(counted).length,
              success?.timeText ?? null,
              success?.operation ?? '',
              success?.item ?? '',
            );
          },
        ),
      ),
  );
}
