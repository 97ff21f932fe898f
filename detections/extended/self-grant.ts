import {
  by,
  configurable,
  type Duration,
  detection,
  duration,
  min,
  nullOf,
  on,
  op,
  takeAnyIf,
  timespan,
} from '../../src/index.js';
import { grants } from '../normal-view/access-episodes.js';
import { canonicalOrder } from '../normal-view/order.js';
import { allOf, firstOf } from '../normal-view/records.js';
import { counted, extendedSource, findingColumns, findingEntities, itemsCounted } from './counted.js';
import { usesByGranted } from './uses.js';

/** Grants that callers gave themselves, numbered in each vault. */
const ownGrants = grants
  .where((row) => op(row.Principal, '==', row.ActorObjectId))
  .scanRows({
    by: ['VaultKey'],
    order: canonicalOrder,
    declare: { Grant: 0 },
    next: (_, before) => ({ Grant: op(before.Grant, '+', 1) }),
  });

const usesAfter = (followedWithin: Duration) =>
  ownGrants
    .project('VaultKey', 'Grant', 'Principal', 'GrantTime = TimeGenerated')
    .join('inner', usesByGranted, on('VaultKey', { left: 'Principal', right: 'ActorObjectId' }))
    .where((row) =>
      allOf(
        op(row.TimeGenerated, '>', row.GrantTime),
        op(op(row.TimeGenerated, '-', row.GrantTime), '<=', timespan(followedWithin)),
      ),
    )
    .projectAway('VaultKey1', 'GrantTime');

/** Grants and the uses that followed them, as the events that findings count. */
const countedEvents = (followedWithin: Duration) =>
  ownGrants
    .extend((row) => ({
      IsAnchor: op(1, '==', 1),
      UseTime: nullOf('datetime'),
      Effective: firstOf(
        [
          [op(row.RbacSetting, '==', true), 'no'],
          [op(row.RbacSetting, '==', false), 'yes'],
        ],
        'unknown',
      ),
    }))
    .union(
      usesAfter(followedWithin).extend((row) => ({ IsAnchor: op(1, '==', 0), UseTime: row.TimeGenerated })),
    );

export default configurable(
  {
    followedWithin: {
      type: 'timespan',
      default: duration('01:00:00'),
      description: 'how long after the grant a use still counts; exactly so long counts',
    },
  },
  ({ followedWithin }) =>
    detection({
      id: 'extended/self-grant',
      title: 'Access to a Key Vault granted to oneself',
      description:
        'Identifies callers who granted themselves access to a vault by its access policies, and whether they used it soon after.',
      severity: 'medium',
      tactics: ['Persistence', 'PrivilegeEscalation', 'CredentialAccess'],
      techniques: ['T1098', 'T1555.006'],
      source: extendedSource,

      query: countedEvents(followedWithin)
        .summarize(
          (row) => ({
            ...counted(row),
            ...itemsCounted(row),
            SecretPermissions: takeAnyIf(row.AddedSecrets, row.IsAnchor),
            KeyPermissions: takeAnyIf(row.AddedKeys, row.IsAnchor),
            CertificatePermissions: takeAnyIf(row.AddedCertificates, row.IsAnchor),
            Effective: takeAnyIf(row.Effective, row.IsAnchor),
            FirstUseTime: min(row.UseTime),
          }),
          by('VaultKey', 'Grant'),
        )
        .project((row) => ({
          ...findingColumns(
            row,
            firstOf(
              [
                [op(row.Effective, '==', 'no'), 'Low'],
                [op(row.EventCount, '>', 1), 'High'],
              ],
              'Medium',
            ),
            firstOf([], 'observed'),
          ),
          SecretPermissions: row.SecretPermissions,
          KeyPermissions: row.KeyPermissions,
          CertificatePermissions: row.CertificatePermissions,
          UsesAfter: op(row.EventCount, '-', 1),
          FirstUseTime: row.FirstUseTime,
          DistinctItems: row.DistinctItems,
          Effective: row.Effective,
        })),

      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.Actor} granted himself access to ${row.VaultName}${
          row.Effective === 'no' ? ', without effect: the vault goes by roles' : ''
        }${Number(row.UsesAfter) > 0 ? ` and used it ${row.UsesAfter} times` : ''}`,
      notes: [
        'A grant to a group that the caller is a member of does not show here: its members read under ids of their own.',
        'Grants by roles are in the Azure Activity Log, not here.',
      ],
      falsePositives: ['An owner who sets up a new vault in the portal.'],
    }),
);
