import {
  by,
  configurable,
  type Duration,
  detection,
  duration,
  isnotempty,
  lengthInSeconds,
  on,
  op,
  takeAnyIf,
} from '../../src/index.js';
import { byActor } from '../hardened/hardening.js';
import { pairsWithin } from '../normal-view/access-episodes.js';
import { allOf, firstOf } from '../normal-view/records.js';
import { counted, extendedSource, findingColumns, findingEntities, itemsCounted } from './counted.js';
import { usesByGranted } from './uses.js';

const yes = op(1, '==', 1);
const no = op(1, '==', 0);

/** Grants that were taken back within a length of time, the uses in between and the removals, as the events that findings count. */
function countedEvents(within: Duration) {
  const pairs = pairsWithin(within);
  const removals = pairs.project((row) => ({
    VaultKey: row.VaultKey,
    Principal: row.Principal,
    Episode: row.Episode,
    TimeGenerated: row.AccessRemovedTime,
    VaultName: row.RemovedVaultName,
    SubscriptionId: row.RemovedSubscriptionId,
    ResourceGroup: row.RemovedResourceGroup,
    Actor: row.RemovedActor,
    ActorType: row.RemovedActorType,
    ActorObjectId: row.RemovedActorObjectId,
    AppId: row.RemovedAppId,
    CallerIPAddress: row.RemovedFrom,
    ClientFamily: row.RemovedBy,
    IsAnchor: yes,
    GrantTime: row.AccessAddedTime,
    GrantActor: row.AddedActor,
    Exposure: row.TimeDelta,
    SelfGrant: op(row.Principal, '==', row.AddedActorObjectId),
  }));
  const added = pairs.project((row) => ({
    VaultKey: row.VaultKey,
    Principal: row.Principal,
    Episode: row.Episode,
    TimeGenerated: row.AccessAddedTime,
    CallerIPAddress: row.AddedFrom,
    ClientFamily: row.AddedBy,
    IsAnchor: no,
  }));
  const uses = pairs
    .project('VaultKey', 'Principal', 'Episode', 'AccessAddedTime', 'AccessRemovedTime')
    .join('inner', usesByGranted, on('VaultKey', { left: 'Principal', right: 'ActorObjectId' }))
    .where((row) =>
      allOf(
        op(row.TimeGenerated, '>', row.AccessAddedTime),
        op(row.TimeGenerated, '<', row.AccessRemovedTime),
      ),
    )
    .project((row) => ({
      VaultKey: row.VaultKey,
      Principal: row.Principal,
      Episode: row.Episode,
      TimeGenerated: row.TimeGenerated,
      CallerIPAddress: row.CallerIPAddress,
      ClientFamily: row.ClientFamily,
      Item: row.Item,
      IsAnchor: no,
    }));
  return removals.union(added).union(uses);
}

export default configurable(
  {
    within: {
      type: 'timespan',
      default: duration('01:00:00'),
      description: 'how long after a grant its removal still counts; exactly so long counts',
    },
  },
  ({ within }) =>
    detection({
      id: 'extended/grant-use-revoke',
      title: 'Access to a Key Vault granted, used and taken away',
      description:
        'Identifies principals who were granted access to a vault, used it and lost it again soon after, as somebody does who covers up a theft.',
      severity: 'high',
      tactics: ['Persistence', 'DefenseEvasion', 'CredentialAccess'],
      techniques: ['T1098', 'T1070', 'T1555.006'],
      source: extendedSource,

      query: countedEvents(within)
        .summarize(
          (row) => ({
            ...counted(row),
            ...itemsCounted(row),
            GrantTime: takeAnyIf(row.GrantTime, row.IsAnchor),
            GrantActor: takeAnyIf(row.GrantActor, row.IsAnchor),
            Exposure: takeAnyIf(row.Exposure, row.IsAnchor),
            SelfGrant: takeAnyIf(row.SelfGrant, row.IsAnchor),
          }),
          by('VaultKey', 'Principal', 'Episode'),
        )
        // More than the grant and the removal.
        .where('EventCount', '>', 2)
        .project((row) => ({
          ...findingColumns(row, firstOf([], 'High'), firstOf([], 'observed')),
          GrantTime: row.GrantTime,
          GrantActor: row.GrantActor,
          PrincipalObjectId: row.Principal,
          RevokeActor: row.AnchorActor,
          UsesBetween: op(row.EventCount, '-', 2),
          DistinctItems: row.DistinctItems,
          Exposure: row.Exposure,
          SameActor: allOf(isnotempty(row.GrantActor), op(row.GrantActor, '==', row.AnchorActor)),
          SelfGrant: row.SelfGrant,
        })),

      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.PrincipalObjectId} was granted access to ${row.VaultName} ${byActor(row.GrantActor)}, used it ${
          row.UsesBetween === 1 ? 'once' : `${row.UsesBetween} times`
        } and lost it after ${lengthInSeconds(row.Exposure!)}`,
      notes: [
        'Of several grants that a removal ends, the first that is near enough counts.',
        'Members of a group that was granted access read under ids of their own: their use is not seen.',
      ],
      falsePositives: ['Just-in-time access tools.', 'Break-glass procedures.'],
    }),
);
