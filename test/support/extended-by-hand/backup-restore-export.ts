import type { HandEvent } from '../event-by-hand.js';
import { bursts, grouped, isNamed, itemsOf } from './bursts.js';
import { day, type FindingRow, findingRow, isAny, isBackup, isOk, listText, minute } from './finding.js';

const isRestore = (event: HandEvent) => isAny(event, /^(Secret|Key|Certificate)Restore$/);

/** Bursts of backups, restores and exports of certificates. */
export function backupRestoreExport(all: readonly HandEvent[]): FindingRow[] {
  const events = all.filter((event) => isOk(event) && isNamed(event));
  const isExport = (event: HandEvent) =>
    event.operation === 'SecretGet' &&
    event.item.startsWith('secret/') &&
    event.actorType === 'user' &&
    events.some(
      (other) =>
        other.vault === event.vault &&
        other.item === event.item.replace('secret/', 'certificate/') &&
        other.time <= event.time,
    );
  const inputs = events.filter((event) => isBackup(event) || isRestore(event) || isExport(event));
  return [...grouped(inputs, ({ actor }) => actor).values()]
    .flatMap((group) => bursts(group, 60n * minute, () => true))
    .map(({ counted, anchor }) => {
      const crossings = counted
        .filter((event) => isRestore(event) && event.item !== '')
        .flatMap((restore) =>
          events
            .filter(
              (backup) =>
                isBackup(backup) &&
                backup.item === restore.item &&
                backup.vault !== restore.vault &&
                backup.time >= restore.time - 7n * day &&
                backup.time < restore.time,
            )
            .map((backup) => `${backup.vault}>${restore.vault} ${restore.item}`),
        );
      return findingRow(
        anchor,
        counted,
        crossings.length > 0 ? 'High' : 'Medium',
        'observed',
        counted.filter(isBackup).length,
        counted.filter(isRestore).length,
        counted.filter(({ operation }) => operation === 'SecretGet').length,
        itemsOf(counted).length,
        listText(itemsOf(counted), 20),
        listText(crossings),
      );
    });
}
