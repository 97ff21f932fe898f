import {
  by,
  coalesce,
  configurable,
  count,
  countif,
  type Duration,
  detection,
  duration,
  isnotnull,
  nullOf,
  on,
  op,
  timespan,
} from '../../src/index.js';
import { vaultEvents } from '../normal-view/changes.js';
import { canonicalOrder } from '../normal-view/order.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import { extendedSource, findingEntities, findingOfOne } from './counted.js';
import { actorOfStep, byWhom } from './steps.js';

/** Every step from roles to access policies; a deletion of the vault ends what is known. */
const steps = vaultEvents
  .where((row) => anyOf(isnotnull(row.Rbac), op(row.OperationName, '==', 'VaultDelete')))
  .scanRows({
    by: ['VaultKey'],
    order: canonicalOrder,
    declare: { PreviousRbac: nullOf('bool'), PreviousSeenTime: nullOf('datetime') },
    next: (_, before) => ({ PreviousRbac: before.Rbac, PreviousSeenTime: before.TimeGenerated }),
  })
  .where('PreviousRbac', '==', true)
  .where('Rbac', '==', false);

const grants = vaultEvents
  .where((row) => row.IsChange)
  .where('AddedObjectId', 'isnotempty')
  .project((row) => ({
    VaultKey: row.VaultKey,
    GrantTime: row.TimeGenerated,
    IsOwn: op(row.AddedObjectId, '==', row.ActorObjectId),
  }));

/** How many grants followed the steps of a vault at a time, and how many of them the caller gave himself. */
const grantsAfter = (followedWithin: Duration) =>
  steps
    .distinct('VaultKey', 'TimeGenerated')
    .join('inner', grants, on('VaultKey'))
    .where((row) =>
      allOf(
        op(row.GrantTime, '>=', row.TimeGenerated),
        op(op(row.GrantTime, '-', row.TimeGenerated), '<=', timespan(followedWithin)),
      ),
    )
    .summarize(
      (row) => ({ GrantsAfter: count(), OwnGrantsAfter: countif(row.IsOwn) }),
      by('VaultKey', 'TimeGenerated'),
    );

export default configurable(
  {
    followedWithin: {
      type: 'timespan',
      default: duration('01:00:00'),
      description:
        'how long after the switch a grant by access policies still counts; exactly so long counts',
    },
  },
  ({ followedWithin }) =>
    detection({
      id: 'extended/rbac-switched-off',
      title: 'Key Vault switched from roles to access policies',
      description:
        'Identifies vaults whose permission model was changed from roles to access policies, which the vault itself hands out: who did it, and whether grants followed.',
      severity: 'high',
      tactics: ['CredentialAccess', 'Persistence', 'DefenseEvasion'],
      techniques: ['T1556', 'T1098'],
      source: extendedSource,

      query: steps
        .lookup(grantsAfter(followedWithin), on('VaultKey', 'TimeGenerated'))
        .extend(actorOfStep)
        .project((row) => ({
          ...findingOfOne(
            row,
            firstOf([[op(row.OperationName, '==', 'VaultGet'), 'Medium']], 'High'),
            firstOf([[op(row.OperationName, '==', 'VaultGet'), 'inferred']], 'observed'),
          ),
          OperationName: row.OperationName,
          PreviousSeenTime: row.PreviousSeenTime,
          GrantsAfter: coalesce(row.GrantsAfter, 0),
          SelfGrantAfter: op(coalesce(row.OwnGrantsAfter, 0), '>', 0),
        })),

      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.VaultName} was switched from roles to access policies ${byWhom(row)}${grantText(Number(row.GrantsAfter), row.SelfGrantAfter === true)}`,
      notes: [
        'Whoever changes the permission model holds the right to write role assignments already.',
        'A switch that was first seen when somebody read the settings has no actor: the change itself is not in the log.',
        'T1556 is how public rules map it, a loose fit.',
      ],
      falsePositives: ['Infrastructure code that leaves the setting out.', 'A planned migration back.'],
    }),
);

function grantText(grants: number, isOwn: boolean): string {
  if (grants === 0) return '';
  const times = grants === 1 ? 'a grant' : `${grants} grants`;
  return `; ${times} followed${isOwn ? ', one to the caller himself' : ''}`;
}
