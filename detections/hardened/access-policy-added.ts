import {
  arrayLength,
  coalesce,
  configurable,
  type Duration,
  detection,
  duration,
  type Expression,
  iff,
  isempty,
  isnotempty,
  nullOf,
  op,
  parseJson,
  timespan,
} from '../../src/index.js';
import { policyNotification, vaultEvents } from '../normal-view/changes.js';
import { canonicalOrder, reverseOrder } from '../normal-view/order.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import { byActor, hardenedSource, sameName, sharedFaults } from './hardening.js';

type Text = Expression<'string'>;

/** Whether a list of permissions holds one; `[]` holds none. */
const holdsAny = (list: Text) =>
  allOf(isnotempty(list), op(coalesce(arrayLength(parseJson(list)), 1), '>', 0));

/** Changes of vaults, and when Azure last and next told of a change of the vault's access policies. */
const changes = vaultEvents
  .where((row) => anyOf(row.IsChange, op(row.OperationName, '==', policyNotification)))
  .extend((row) => ({ IsNotification: op(row.OperationName, '==', policyNotification) }))
  .scanRows({
    by: ['VaultKey'],
    order: canonicalOrder,
    declare: { LastNotifiedTime: nullOf('datetime') },
    next: (row, before) => ({
      LastNotifiedTime: iff(row.IsNotification, row.TimeGenerated, before.LastNotifiedTime),
    }),
  })
  .scanRows({
    by: ['VaultKey'],
    order: reverseOrder,
    declare: { NextNotifiedTime: nullOf('datetime') },
    next: (row, before) => ({
      NextNotifiedTime: iff(row.IsNotification, row.TimeGenerated, before.NextNotifiedTime),
    }),
  })
  .where((row) => row.IsChange);

const explicit = (row: {
  readonly AddedObjectId: Text;
  readonly AddedKeys: Text;
  readonly AddedSecrets: Text;
  readonly AddedCertificates: Text;
  readonly AddedStorage: Text;
}) =>
  anyOf(
    isnotempty(row.AddedObjectId),
    holdsAny(row.AddedKeys),
    holdsAny(row.AddedSecrets),
    holdsAny(row.AddedCertificates),
    holdsAny(row.AddedStorage),
  );

/** Each change that may have granted access, with how it shows that it did: empty where it shows that it did not. */
const visible = (notifiedWithin: Duration) =>
  changes.extend((row) => {
    const showsNothing = allOf(
      isempty(row.PolicyCall),
      isempty(row.RemovedObjectId),
      isempty(row.RemovedKeys),
      isempty(row.RemovedSecrets),
      isempty(row.RemovedCertificates),
      isempty(row.RemovedStorage),
      isempty(row.AddedIpRule),
      op(coalesce(row.RbacSetting, false), '==', false),
      op(coalesce(row.Status, 0), '!=', 201),
    );
    const isNotified = anyOf(
      op(row.LastNotifiedTime, '==', row.TimeGenerated),
      op(op(row.NextNotifiedTime, '-', row.TimeGenerated), '<=', timespan(notifiedWithin)),
    );
    return {
      Visibility: firstOf(
        [
          [explicit(row), 'explicit'],
          [op(row.PolicyCall, 'in', ['add', 'replace']), 'request'],
          [allOf(showsNothing, isNotified), 'notified'],
          [allOf(showsNothing, op(row.OperationName, '==', 'VaultPut')), 'possible'],
        ],
        '',
      ),
    };
  });

export default configurable(
  {
    reportOpaqueWrites: {
      type: 'boolean',
      default: true,
      description: 'whether a VaultPut that shows no detail, and so may have granted access, is reported',
    },
    notifiedWithin: {
      type: 'timespan',
      default: duration('00:05:00'),
      description: "how long after a change Azure's word of changed access policies counts for it",
    },
    highPermissions: {
      type: 'strings',
      default: ['all', 'purge'],
      description: 'permissions that make a grant High',
    },
  },
  ({ reportOpaqueWrites, notifiedWithin, highPermissions }) => {
    const granted = visible(notifiedWithin).where('Visibility', 'isnotempty');
    const isHigh = (list: Text) =>
      highPermissions
        .map((permission) => op(list, 'has', permission))
        .reduce((one, other) => op(one, 'or', other), op(1, '==', 0));
    return detection({
      id: 'hardened/access-policy-added',
      title: 'Access to a Key Vault granted',
      description:
        'Identifies access that was granted by access policies: to whom, what, whether the caller granted it to himself, and whether it has any effect.',
      severity: 'medium',
      tactics: ['Persistence', 'PrivilegeEscalation'],
      techniques: ['T1098'],
      source: hardenedSource,

      query: (reportOpaqueWrites ? granted : granted.where('Visibility', '!=', 'possible'))
        .extend((row) => ({
          SelfGrant: allOf(isnotempty(row.AddedObjectId), op(row.AddedObjectId, '==', row.ActorObjectId)),
          Effective: firstOf(
            [
              [op(row.RbacSetting, '==', true), 'no'],
              [op(row.RbacSetting, '==', false), 'yes'],
            ],
            'unknown',
          ),
        }))
        .project((row) => ({
          TimeGenerated: row.TimeGenerated,
          KeyVaultName: row.VaultName,
          ServicePrincipalAdded: row.AddedObjectId,
          Actor: row.Actor,
          IPAddressofActor: row.CallerIPAddress,
          AddedSecretPolicy: row.AddedSecrets,
          AddedKeyPolicy: row.AddedKeys,
          AddedCertPolicy: row.AddedCertificates,
          AddedStoragePolicy: row.AddedStorage,
          SubscriptionId: row.SubscriptionId,
          ResourceGroup: row.ResourceGroup,
          ActorType: row.ActorType,
          ActorObjectId: row.ActorObjectId,
          AppId: row.AppId,
          OperationName: row.OperationName,
          SelfGrant: row.SelfGrant,
          Effective: row.Effective,
          Visibility: row.Visibility,
          Severity: firstOf(
            [
              [op(row.Visibility, '==', 'possible'), 'Informational'],
              [op(row.Effective, '==', 'no'), 'Low'],
              [
                anyOf(
                  row.SelfGrant,
                  isHigh(row.AddedSecrets),
                  isHigh(row.AddedKeys),
                  isHigh(row.AddedCertificates),
                  isHigh(row.AddedStorage),
                ),
                'High',
              ],
            ],
            'Medium',
          ),
          Confidence: firstOf([[op(row.Visibility, '==', 'explicit'), 'observed']], 'inferred'),
        })),

      time: 'TimeGenerated',
      severityColumn: 'Severity',
      entities: {
        account: 'Actor',
        ip: 'IPAddressofActor',
        vault: 'KeyVaultName',
        subscription: 'SubscriptionId',
        resourceGroup: 'ResourceGroup',
        application: 'AppId',
      },
      summary: (row) => {
        const { KeyVaultName: vault, Actor: actor } = row;
        if (row.Visibility === 'possible')
          return `${vault} was written ${byActor(actor)}, which may have granted access`;
        if (row.Visibility !== 'explicit')
          return `access policies of ${vault} were changed ${byActor(actor)}; the log does not show for whom`;
        if (row.SelfGrant === true) return `${actor} granted himself access to ${vault}`;
        return `${row.ServicePrincipalAdded || 'a principal'} was granted access to ${vault} ${byActor(actor)}${row.Effective === 'no' ? ', without effect: the vault goes by roles' : ''}`;
      },
      notes: [
        'A write by PUT shows no policies: it is reported as possible, Informational; so is no write that creates a vault.',
        'Grants by roles are in the Azure Activity Log, not here.',
      ],
      falsePositives: ['Visibility possible: every deployment by template; allow its application.'],
      hardens: {
        detection: 'published/access-policy-added',
        repairs: [
          { fault: 'F08', text: 'only the name claim is read, which is often empty' },
          { fault: 'F09', text: 'permissions on storage are not tested' },
          { fault: 'F10', text: 'only VaultPatch is looked at; a PUT shows no detail, and may grant too' },
          sharedFaults.resultType,
          sharedFaults.patchOnly,
          sharedFaults.oneClaim,
        ],
        confirms: (own, published) =>
          sameName(own.KeyVaultName, published['KeyVaultName']) &&
          own.TimeGenerated === published['TimeGenerated'] &&
          sameName(own.ServicePrincipalAdded, published['ServicePrincipalAdded']),
        unconfirmed: () => null,
      },
    });
  },
);
