import type { HandEvent } from '../event-by-hand.js';
import type { Record } from '../replayed.js';
import { day, type FindingRow, findingRow, isAny, isBackup, isOk, isRead, isUse } from './finding.js';
import { historiesOf, itemIn, recordOf } from './histories.js';
import type { SecondWriting } from './second-writing.js';

const isWrite = (event: HandEvent) =>
  isAny(
    event,
    /^(Secret(Set|Update)|Key(Create|Import|Update|Rotate|RotateIfDue)|Certificate(Create|Import|Update|PendingMerge|Renew))$/,
  );
const isTouch = (event: HandEvent) => isRead(event) || isBackup(event) || isUse(event) || isWrite(event);

function dormantReads(touches: readonly HandEvent[]): FindingRow[] {
  return touches.flatMap((event, i): FindingRow[] => {
    if (!isRead(event) && !isBackup(event)) return [];
    const before = touches
      .slice(0, i)
      .filter(({ vault, item }) => vault === event.vault && item === event.item);
    if (before.some(({ time }) => time === event.time)) return [];
    const last = before.findLast(({ time }) => time < event.time);
    if (last === undefined || event.time - last.time < 30n * day || last.actor === event.actor) return [];
    const days = Number((event.time - last.time) / day);
    return [
      findingRow(
        event,
        [event],
        'Medium',
        'observed',
        ...['dormant-read', event.item, last.timeText, last.actor, days, null, false],
      ),
    ];
  });
}

/** The items that a recovery brings back. */
function recoveredBy({ item }: HandEvent): readonly string[] {
  const [, name] = /^certificate\/(.*)$/s.exec(item) ?? [];
  return name === undefined ? [item] : [item, `secret/${name}`, `key/${name}`];
}

function recoverReads(events: readonly HandEvent[]): FindingRow[] {
  return events
    .filter((event) => isAny(event, /^(Secret|Key|Certificate)Recover$/) && event.item !== '')
    .flatMap((recovery): FindingRow[] => {
      const own = events.filter(({ vault, actor }) => vault === recovery.vault && actor === recovery.actor);
      const read = own.find(
        (event) =>
          isRead(event) &&
          recoveredBy(recovery).includes(event.item) &&
          event.time > recovery.time &&
          event.time <= recovery.time + day,
      );
      if (read === undefined) return [];
      const isListed = own.some(
        (event) =>
          isAny(event, /^(Secret|Key|Certificate)ListDeleted$/) &&
          event.time >= recovery.time - day &&
          event.time < recovery.time,
      );
      return [
        findingRow(
          read,
          [recovery, read],
          isListed ? 'High' : 'Medium',
          'observed',
          ...['recover-read', read.item, null, '', null, recovery.timeText, isListed],
        ),
      ];
    });
}

function rows(events: readonly HandEvent[]): FindingRow[] {
  const done = events.filter(isOk);
  return [
    ...dormantReads(done.filter((event) => isTouch(event) && event.item !== '')),
    ...recoverReads(done),
  ];
}

const calls: readonly Record[] = [
  { OperationName: 'SecretSet', ...itemIn('secrets/x') },
  { OperationName: 'SecretGet', ...itemIn('secrets/x') },
  { OperationName: 'SecretGet', ...itemIn('secrets/X/1') },
  { OperationName: 'KeyGet', ...itemIn('keys/x') },
  { OperationName: 'KeySign', ...itemIn('keys/x') },
  { OperationName: 'KeyBackup', ...itemIn('keys/x') },
  { OperationName: 'CertificateGet', ...itemIn('certificates/x') },
  { OperationName: 'SecretRecover', ...itemIn('deletedsecrets/x') },
  { OperationName: 'CertificateRecover', ...itemIn('deletedcertificates/x') },
  { OperationName: 'SecretListDeleted' },
  { OperationName: 'SecretDelete', ...itemIn('secrets/x') },
  { OperationName: 'SecretGet' },
];

const times = [
  ...['2026-02-28T09:00:00.0000000', '2026-03-01T09:00:00.0000000', '2026-03-01T09:00:00.0000001'],
  ...['2026-03-31T09:00:00.0000000', '2026-03-31T09:00:00.0000001', '2026-04-01T09:00:00.0000000'],
  ...['2026-04-01T09:00:00.0000001', '2026-04-30T09:00:00.0000000', '2026-04-30T10:00:00.0000000'],
].map((time) => `${time}Z`);

export const dormantItem: SecondWriting = {
  rows,
  histories: historiesOf({ times, calls, length: 30 }),
  example: [
    recordOf('2026-03-01T09:00:00.0000000Z', 'ann', calls[0]!),
    recordOf('2026-03-31T09:00:00.0000000Z', 'mal', calls[1]!),
    recordOf('2026-04-01T09:00:00.0000000Z', 'mal', { OperationName: 'SecretListDeleted' }),
    recordOf('2026-04-01T09:01:00.0000000Z', 'mal', calls[7]!),
    recordOf('2026-04-01T09:02:00.0000000Z', 'mal', calls[1]!),
  ],
};
