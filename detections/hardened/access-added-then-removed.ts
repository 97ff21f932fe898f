import {
  by,
  coalesce,
  configurable,
  count,
  detection,
  duration,
  isnotempty,
  lengthInSeconds,
  on,
  op,
  tostring,
} from '../../src/index.js';
import { pairsWithin } from '../normal-view/access-episodes.js';
import { allItemEvents, isOneOf } from '../normal-view/calls.js';
import { operations } from '../normal-view/operations.js';
import { allOf, firstOf } from '../normal-view/records.js';
import { byActor, hardenedSource, sameName, sharedFaults } from './hardening.js';

/** Reads, backups and uses of keys, by whom. */
const uses = allItemEvents
  .where((row) => isOneOf(row.OperationName, operations.read, operations.backup, operations.use))
  .where('ActorObjectId', 'isnotempty')
  .project('UseVault = VaultKey', 'UsePrincipal = ActorObjectId', 'UseTime = TimeGenerated');

export default configurable(
  {
    within: {
      type: 'timespan',
      default: duration('00:10:00'),
      description: 'how long after a grant its removal still counts; exactly so long counts',
    },
  },
  ({ within }) => {
    const pairs = pairsWithin(within);
    const usesBetween = pairs
      .project('VaultKey', 'Principal', 'Episode', 'AccessAddedTime', 'AccessRemovedTime')
      .join(
        'inner',
        uses,
        on({ left: 'VaultKey', right: 'UseVault' }, { left: 'Principal', right: 'UsePrincipal' }),
      )
      .where((row) =>
        allOf(op(row.UseTime, '>', row.AccessAddedTime), op(row.UseTime, '<', row.AccessRemovedTime)),
      )
      .summarize(() => ({ Uses: count() }), by('VaultKey', 'Principal', 'Episode'));

    return detection({
      id: 'hardened/access-added-then-removed',
      title: 'Access to a Key Vault granted and soon removed',
      description:
        'Identifies access that was granted to a principal and taken from the same one soon after, and whether it was used in between.',
      severity: 'medium',
      tactics: ['Persistence', 'DefenseEvasion'],
      techniques: ['T1098', 'T1070'],
      source: hardenedSource,

      query: pairs.join('leftouter', usesBetween, on('VaultKey', 'Principal', 'Episode')).project((row) => ({
        KeyVaultName: row.KeyVaultName,
        AccessAddedTime: row.AccessAddedTime,
        AddedActor: row.AddedActor,
        UserObjectAdded: row.Principal,
        KeyAccessAdded: row.KeyAccessAdded,
        SecretAccessAdded: row.SecretAccessAdded,
        CertAccessAdded: row.CertAccessAdded,
        AccessRemovedTime: row.AccessRemovedTime,
        RemovedActor: row.RemovedActor,
        UserObjectRemoved: tostring(row.Principal),
        KeyAccessRemoved: row.KeyAccessRemoved,
        SecretAccessRemoved: row.SecretAccessRemoved,
        CertAccessRemoved: row.CertAccessRemoved,
        TimeDelta: row.TimeDelta,
        SubscriptionId: row.SubscriptionId,
        ResourceGroup: row.ResourceGroup,
        SameActor: allOf(isnotempty(row.AddedActor), op(row.AddedActor, '==', row.RemovedActor)),
        SelfGrant: op(row.Principal, '==', row.AddedActorObjectId),
        UsesBetween: coalesce(row.Uses, 0),
        Severity: firstOf([[op(row.Uses, '>', 0), 'High']], 'Medium'),
        Confidence: firstOf([], 'observed'),
      })),

      time: 'AccessRemovedTime',
      severityColumn: 'Severity',
      entities: {
        account: 'AddedActor',
        vault: 'KeyVaultName',
        subscription: 'SubscriptionId',
        resourceGroup: 'ResourceGroup',
      },
      summary: (row) =>
        `${row.UserObjectAdded} was granted access to ${row.KeyVaultName} ${byActor(row.AddedActor)} and lost it after ${lengthInSeconds(row.TimeDelta!)}, ${
          row.UsesBetween === 0 ? 'unused' : `used ${row.UsesBetween} times`
        }`,
      notes: [
        'A grant and a removal belong together when they name one principal of one vault, and the grant comes first.',
        'Members of a group that was granted access read under ids of their own: their use is not counted.',
      ],
      falsePositives: ['Break-glass procedures.', 'Tests of a pipeline.'],
      hardens: {
        detection: 'published/access-added-then-removed',
        repairs: [
          { fault: 'F11', text: 'joined on the vault alone: one principal is granted, another removed' },
          { fault: 'F12', text: 'the distance in time has no sign: a repaired mistake looks like cover-up' },
          { fault: 'F13', text: 'every grant pairs with every removal' },
          { fault: 'F14', text: 'exactly ten minutes are left out' },
          { fault: 'F15', text: 'a record that removes and adds pairs with itself' },
          sharedFaults.resultType,
          sharedFaults.patchOnly,
          sharedFaults.oneClaim,
        ],
        confirms: (own, published) =>
          sameName(own.KeyVaultName, published['KeyVaultName']) &&
          own.AccessRemovedTime === published['AccessRemovedTime'] &&
          sameName(own.UserObjectAdded, published['UserObjectAdded']) &&
          sameName(own.UserObjectRemoved, published['UserObjectRemoved']),
        unconfirmed: (published) => {
          const addedTime = Number(published['AccessAddedTime']);
          const removedTime = Number(published['AccessRemovedTime']);
          if (!sameName(published['UserObjectAdded'], published['UserObjectRemoved']))
            return 'different principals';
          if (removedTime < addedTime) return 'removed before it was added';
          return removedTime === addedTime ? 'one and the same record' : 'not the grant that was open';
        },
      },
    });
  },
);
