import type { HandEvent } from '../event-by-hand.js';
import { spanText } from '../published-by-hand.js';
import type { Record } from '../replayed.js';
import { type FindingRow, findingRow, isConfig, isOk, minute } from './finding.js';
import { changeTimes, historiesOf, itemIn, objectIds, recordOf } from './histories.js';
import type { SecondWriting } from './second-writing.js';
import { added, itemsOf, principalIn, removed, usesOf, usesOfItems } from './self-grant.js';

function rows(events: readonly HandEvent[]): FindingRow[] {
  const found: FindingRow[] = [];
  const open = new Map<string, HandEvent[]>();
  for (const event of events.filter((each) => isOk(each) && isConfig(each))) {
    const loser = principalIn(event, removed);
    if (loser !== '') {
      const key = `${event.vault} ${loser}`;
      const grant = open.get(key)?.find(({ time }) => event.time > time && event.time <= time + 60n * minute);
      open.delete(key);
      const uses =
        grant === undefined
          ? []
          : usesOf(events, event.vault, loser, (time) => time > grant.time && time < event.time);
      if (grant !== undefined && uses.length > 0)
        found.push(
          findingRow(
            event,
            [grant, ...uses, event],
            'High',
            'observed',
            grant.timeText,
            grant.actor,
            loser,
            event.actor,
            uses.length,
            itemsOf(uses),
            spanText(event.time - grant.time),
            grant.actor !== '' && grant.actor === event.actor,
            grant.objectId === loser,
          ),
        );
    }
    const winner = principalIn(event, added);
    if (winner === '') continue;
    const key = `${event.vault} ${winner}`;
    open.set(key, [...(open.get(key) ?? []), event]);
  }
  return found;
}

const changes: readonly Record[] = ['VaultPatch', 'VaultPut'].flatMap((OperationName) => [
  { OperationName, [added]: objectIds.mal },
  { OperationName, [added]: objectIds.mal.toUpperCase() },
  { OperationName, [removed]: objectIds.mal },
  { OperationName, [added]: objectIds.mal, [removed]: objectIds.mal },
  { OperationName, [added]: objectIds.ann, [removed]: objectIds.mal },
  { OperationName, [removed]: objectIds.ann },
]);

export const grantUseRevoke: SecondWriting = {
  rows,
  histories: historiesOf({ times: changeTimes, calls: [...changes, ...usesOfItems], length: 40 }),
  example: [
    recordOf('2026-04-20T09:00:00.0000000Z', 'ann', { OperationName: 'VaultPatch', [added]: objectIds.mal }),
    recordOf('2026-04-20T09:10:00.0000000Z', 'mal', { OperationName: 'SecretGet', ...itemIn('secrets/x') }),
    recordOf('2026-04-20T09:40:00.0000000Z', 'ann', {
      OperationName: 'VaultPatch',
      [removed]: objectIds.mal,
    }),
  ],
};
