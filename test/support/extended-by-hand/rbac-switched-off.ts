import { fieldOf, type HandEvent, truthOf } from '../event-by-hand.js';
import type { Record } from '../replayed.js';
import { type FindingRow, findingRow, isConfig, isOk, minute } from './finding.js';
import { changeTimes, deletion, historiesOf, objectIds, recordOf } from './histories.js';
import type { SecondWriting } from './second-writing.js';

const rbac = 'properties_enableRbacAuthorization_b';
const added = 'addedAccessPolicy_ObjectId_g';

/** A step first seen on a read, which names nobody. */
export const nameless = (event: HandEvent): HandEvent =>
  event.operation === 'VaultGet'
    ? { ...event, actor: '', actorType: '' as 'unknown', objectId: '', appId: '' }
    : event;

/** Every step of the permission model from roles to access policies. */
function rows(events: readonly HandEvent[]): FindingRow[] {
  const found: FindingRow[] = [];
  const known = new Map<string, { isOn: boolean; at: HandEvent }>();
  for (const event of events.filter(isOk)) {
    if (event.operation === 'VaultDelete') known.delete(event.vault);
    if (!['VaultGet', 'VaultPut', 'VaultPatch'].includes(event.operation)) continue;
    const isOn = truthOf(event.record, rbac);
    if (isOn === null) continue;
    const before = known.get(event.vault);
    known.set(event.vault, { isOn, at: event });
    if (before?.isOn !== true || isOn) continue;
    const grants = events.filter(
      (grant) =>
        isOk(grant) &&
        isConfig(grant) &&
        grant.vault === event.vault &&
        fieldOf(grant.record, added) !== '' &&
        grant.time >= event.time &&
        grant.time <= event.time + 60n * minute,
    );
    const isRead = event.operation === 'VaultGet';
    found.push(
      findingRow(
        nameless(event),
        [event],
        isRead ? 'Medium' : 'High',
        isRead ? 'inferred' : 'observed',
        event.operation,
        before.at.timeText,
        grants.length,
        grants.some((grant) => fieldOf(grant.record, added).toLowerCase() === grant.objectId),
      ),
    );
  }
  return found;
}

const changesOfVaults: readonly Record[] = ['VaultPatch', 'VaultPut', 'VaultGet'].flatMap((OperationName) => [
  { OperationName, [rbac]: 'true' },
  { OperationName, [rbac]: 'true', properties_sku_Family_s: 'A' },
  { OperationName, [rbac]: 'false' },
  { OperationName, [rbac]: 'false', [added]: objectIds.mal.toUpperCase() },
  { OperationName, [added]: objectIds.ann },
]);

export const rbacSwitchedOff: SecondWriting = {
  rows,
  histories: historiesOf({ times: changeTimes, calls: [...changesOfVaults, deletion] }),
  example: [
    recordOf('2026-04-19T09:00:00.0000000Z', 'ann', { OperationName: 'VaultGet', [rbac]: 'true' }),
    recordOf('2026-04-20T09:00:00.0000000Z', 'mal', { OperationName: 'VaultPut', [rbac]: 'false' }),
    recordOf('2026-04-20T09:20:00.0000000Z', 'mal', { OperationName: 'VaultPatch', [added]: objectIds.mal }),
  ],
};
