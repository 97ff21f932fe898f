import type { HandEvent } from '../event-by-hand.js';
import { bursts, grouped, isNamed, itemsOf, vaultsOf } from './bursts.js';
import { type FindingRow, findingRow, isOk, isRead, listText, minute } from './finding.js';

/** Many items, or many reads, by one caller within an hour. */
export function massRead(events: readonly HandEvent[]): FindingRow[] {
  const reads = events.filter((event) => isOk(event) && isNamed(event) && isRead(event) && event.item !== '');
  const hasItems = (some: readonly HandEvent[]) => itemsOf(some).length >= 10;
  const hasEvents = (some: readonly HandEvent[]) => some.length >= 50;
  return [...grouped(reads, ({ actor }) => actor).values()]
    .flatMap((group) => bursts(group, 60n * minute, (some) => hasItems(some) || hasEvents(some)))
    .map(({ counted, anchor }) => {
      const vaults = vaultsOf(counted);
      const why = hasItems(counted) ? (hasEvents(counted) ? 'both' : 'items') : 'events';
      return findingRow(
        anchor,
        counted,
        vaults.length >= 3 ? 'High' : 'Medium',
        'observed',
        itemsOf(counted).length,
        listText(vaults),
        vaults.length,
        why,
        listText(itemsOf(counted), 20),
      );
    });
}
