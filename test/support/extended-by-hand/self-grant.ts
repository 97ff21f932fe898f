import { fieldOf, type HandEvent, truthOf } from '../event-by-hand.js';
import type { Record } from '../replayed.js';
import { type FindingRow, findingRow, isBackup, isConfig, isOk, isRead, isUse, minute } from './finding.js';
import { changeTimes, historiesOf, itemIn, objectIds, recordOf } from './histories.js';
import type { SecondWriting } from './second-writing.js';

export const added = 'addedAccessPolicy_ObjectId_g';
export const removed = 'removedAccessPolicy_ObjectId_g';
const lists = ['secrets', 'keys', 'certificates'].map((kind) => `addedAccessPolicy_Permissions_${kind}_s`);
const rbac = 'properties_enableRbacAuthorization_b';

export const principalIn = (event: HandEvent, column: string): string =>
  fieldOf(event.record, column).toLowerCase();

/** The uses of a vault by a principal, of some times. */
export const usesOf = (
  events: readonly HandEvent[],
  vault: string,
  principal: string,
  isAt: (time: bigint) => boolean,
): readonly HandEvent[] =>
  events.filter(
    (event) =>
      isOk(event) &&
      (isRead(event) || isBackup(event) || isUse(event)) &&
      event.vault === vault &&
      event.objectId === principal &&
      isAt(event.time),
  );

export const itemsOf = (events: readonly HandEvent[]): number =>
  new Set(events.flatMap(({ vault, item }) => (item === '' ? [] : [`${vault}/${item}`]))).size;

function rows(events: readonly HandEvent[]): FindingRow[] {
  return events
    .filter(
      (event) =>
        isOk(event) &&
        isConfig(event) &&
        event.objectId !== '' &&
        principalIn(event, added) === event.objectId,
    )
    .map((grant) => {
      const uses = usesOf(
        events,
        grant.vault,
        grant.objectId,
        (time) => time > grant.time && time <= grant.time + 60n * minute,
      );
      const goesByRoles = truthOf(grant.record, rbac);
      const effective = goesByRoles === null ? 'unknown' : goesByRoles ? 'no' : 'yes';
      return findingRow(
        grant,
        [grant, ...uses],
        effective === 'no' ? 'Low' : uses.length > 0 ? 'High' : 'Medium',
        'observed',
        ...lists.map((column) => fieldOf(grant.record, column)),
        uses.length,
        uses[0]?.timeText ?? null,
        itemsOf(uses),
        effective,
      );
    });
}

const grantsOf = (OperationName: string): readonly Record[] => [
  { OperationName, [added]: objectIds.mal, [lists[0]!]: '["get"]' },
  { OperationName, [added]: objectIds.mal.toUpperCase(), [lists[1]!]: '["sign"]', [rbac]: 'true' },
  { OperationName, [added]: objectIds.ann, [rbac]: 'false' },
];

/** Reads and other uses of a few items. */
export const usesOfItems: readonly Record[] = [
  { OperationName: 'SecretGet', ...itemIn('secrets/x') },
  { OperationName: 'SecretGet', ...itemIn('secrets/Y/1') },
  { OperationName: 'KeySign', ...itemIn('keys/k') },
  { OperationName: 'KeyBackup', ...itemIn('keys/k') },
  { OperationName: 'KeySign' },
  { OperationName: 'SecretList' },
];

export const selfGrant: SecondWriting = {
  rows,
  histories: historiesOf({
    times: changeTimes,
    calls: [...grantsOf('VaultPatch'), ...grantsOf('VaultPut'), ...usesOfItems],
    length: 40,
  }),
  example: [
    recordOf('2026-04-20T09:00:00.0000000Z', 'mal', { OperationName: 'VaultPatch', [added]: objectIds.mal }),
    recordOf('2026-04-20T10:00:00.0000000Z', 'mal', { OperationName: 'SecretGet', ...itemIn('secrets/x') }),
  ],
};
