import { argMin, by, type Duration, iff, on, op, timespan, tolong } from '../../src/index.js';
import { vaultEvents } from './changes.js';
import { canonicalOrder } from './order.js';
import { allOf } from './records.js';

const changes = vaultEvents.where((row) => row.IsChange);

/** Changes of vaults that granted access to a principal, who is `Principal`. */
export const grants = changes
  .where('AddedObjectId', 'isnotempty')
  .extend((row) => ({ Phase: tolong(1), Principal: row.AddedObjectId }));

// Within one record the removal comes first.
const removals = changes
  .where('RemovedObjectId', 'isnotempty')
  .extend((row) => ({ Phase: tolong(0), Principal: row.RemovedObjectId }));

/** Additions and removals of each principal of a vault, numbered; what stands between two removals, and the second, is one episode. */
const steps = removals.union(grants).scanRows({
  by: ['VaultKey', 'Principal'],
  order: [...canonicalOrder, 'Phase asc'],
  declare: { Step: 0, Episode: 0, NextEpisode: 0 },
  next: (row, before) => ({
    Step: op(before.Step, '+', 1),
    Episode: before.NextEpisode,
    NextEpisode: iff(op(row.Phase, '==', 0), op(before.NextEpisode, '+', 1), before.NextEpisode),
  }),
});

const added = steps.where('Phase', '==', 1).project((row) => ({
  VaultKey: row.VaultKey,
  Principal: row.Principal,
  Episode: row.Episode,
  AddedStep: row.Step,
  KeyVaultName: row.VaultName,
  AccessAddedTime: row.TimeGenerated,
  AddedActor: row.Actor,
  AddedActorObjectId: row.ActorObjectId,
  AddedFrom: row.CallerIPAddress,
  AddedBy: row.ClientFamily,
  KeyAccessAdded: row.AddedKeys,
  SecretAccessAdded: row.AddedSecrets,
  CertAccessAdded: row.AddedCertificates,
  SubscriptionId: row.SubscriptionId,
  ResourceGroup: row.ResourceGroup,
}));

const removed = steps.where('Phase', '==', 0).project((row) => ({
  RemovedVault: row.VaultKey,
  RemovedPrincipal: row.Principal,
  RemovedEpisode: row.Episode,
  RemovedVaultName: row.VaultName,
  RemovedSubscriptionId: row.SubscriptionId,
  RemovedResourceGroup: row.ResourceGroup,
  AccessRemovedTime: row.TimeGenerated,
  RemovedActor: row.Actor,
  RemovedActorType: row.ActorType,
  RemovedActorObjectId: row.ActorObjectId,
  RemovedAppId: row.AppId,
  RemovedFrom: row.CallerIPAddress,
  RemovedBy: row.ClientFamily,
  KeyAccessRemoved: row.RemovedKeys,
  SecretAccessRemoved: row.RemovedSecrets,
  CertAccessRemoved: row.RemovedCertificates,
}));

/** Additions that were removed within a length of time: of those of an episode the first that is near enough. */
export const pairsWithin = (within: Duration) =>
  added
    .join(
      'inner',
      removed,
      on(
        { left: 'VaultKey', right: 'RemovedVault' },
        { left: 'Principal', right: 'RemovedPrincipal' },
        { left: 'Episode', right: 'RemovedEpisode' },
      ),
    )
    .extend((row) => ({ TimeDelta: op(row.AccessRemovedTime, '-', row.AccessAddedTime) }))
    .where((row) =>
      allOf(op(row.AccessRemovedTime, '>', row.AccessAddedTime), op(row.TimeDelta, '<=', timespan(within))),
    )
    .summarize(argMin('AddedStep', '*'), by('VaultKey', 'Principal', 'Episode'));
