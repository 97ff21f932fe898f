import type { HandEvent } from '../event-by-hand.js';
import { bursts, grouped, isNamed, vaultsOf } from './bursts.js';
import { day, type FindingRow, findingRow, listText, minute } from './finding.js';

/** Bursts of callers who touch vaults that are new to them. */
export function vaultSweep(events: readonly HandEvent[]): FindingRow[] {
  const touches = events.filter(
    (event) =>
      isNamed(event) &&
      !event.isNoise &&
      ['ok', 'denied'].includes(event.outcome) &&
      (event.isData || event.operation === 'VaultGet'),
  );
  const first = touches.filter(
    (event) =>
      !touches.some(
        ({ actor, vault, time }) =>
          actor === event.actor &&
          vault === event.vault &&
          time >= event.time - 30n * day &&
          time < event.time,
      ),
  );
  return [...grouped(first, ({ actor }) => actor).values()]
    .flatMap((group) => bursts(group, 60n * minute, (some) => vaultsOf(some).length >= 3))
    .map(({ counted, anchor }) =>
      findingRow(
        anchor,
        counted,
        'Medium',
        counted[0]!.time - events[0]!.time < 7n * day ? 'cold' : 'observed',
        listText(vaultsOf(counted)),
        vaultsOf(counted).length,
        listText(counted.filter(({ outcome }) => outcome === 'denied').map(({ vault }) => vault)),
        listText(counted.map(({ operation }) => operation)),
      ),
    );
}
