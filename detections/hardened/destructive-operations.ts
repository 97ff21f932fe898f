import { configurable, detection, op } from '../../src/index.js';
import { events } from '../normal-view/events.js';
import { operations, operationsNamed } from '../normal-view/operations.js';
import { canonicalOrder } from '../normal-view/order.js';
import { firstOf } from '../normal-view/records.js';
import { byActor, hardenedSource, sameName, sharedFaults } from './hardening.js';

export default configurable(
  {
    operations: {
      type: 'strings',
      default: ['VaultDelete', 'VaultPurge', 'DELETE', 'PURGE', 'BACKUP', 'RESTORE', 'LIST-DELETED'],
      description: 'operations that are reported; DELETE, PURGE and the like are those of all kinds of items',
    },
    includeDenied: {
      type: 'boolean',
      default: false,
      description: 'whether refused calls are reported too, with Outcome denied',
    },
  },
  (values) => {
    const outcomes = values.includeDenied ? ['ok', 'denied'] : ['ok'];
    const wanted = operationsNamed(values.operations);
    return detection({
      id: 'hardened/destructive-operations',
      title: 'Destructive Key Vault operation',
      description:
        'Identifies deletions, purges, backups and restores of vaults, keys, secrets and certificates that were done, not refused.',
      severity: 'medium',
      tactics: ['Impact', 'CredentialAccess'],
      techniques: ['T1485', 'T1490', 'T1555.006'],
      source: hardenedSource,

      query: events()
        .where((row) => op(row.OperationName, 'in', wanted))
        .where((row) => op(row.Outcome, 'in', outcomes))
        .merge(...canonicalOrder)
        .extend((row) => ({
          Class: firstOf(
            [
              [op(row.OperationName, '==', 'VaultDelete'), 'vault-delete'],
              [op(row.OperationName, '==', 'VaultPurge'), 'vault-purge'],
              [op(row.OperationName, 'in', operations.purge), 'purge'],
              [op(row.OperationName, 'in', operations.delete), 'delete'],
              [op(row.OperationName, 'in', operations.backup), 'backup'],
              [op(row.OperationName, 'in', operations.restore), 'restore'],
              [op(row.OperationName, 'in', operations.listDeleted), 'list-deleted'],
            ],
            'other',
          ),
        }))
        .project((row) => ({
          TimeGenerated: row.TimeGenerated,
          ResourceGroup: row.ResourceGroup,
          SubscriptionId: row.SubscriptionId,
          KeyVaultName: row.VaultName,
          KeyVaultTarget: row.Target,
          Actor: row.Actor,
          IPAddressofActor: row.CallerIPAddress,
          OperationName: row.OperationName,
          ActorType: row.ActorType,
          ActorObjectId: row.ActorObjectId,
          AppId: row.AppId,
          ClientFamily: row.ClientFamily,
          Class: row.Class,
          Outcome: row.Outcome,
          Severity: firstOf(
            [
              [op(row.Class, 'in', ['vault-delete', 'vault-purge', 'purge']), 'High'],
              [op(row.Class, '==', 'list-deleted'), 'Low'],
            ],
            'Medium',
          ),
          Confidence: firstOf([], 'observed'),
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
      summary: (row) =>
        `${row.OperationName} of ${row.KeyVaultTarget || row.KeyVaultName} ${row.Outcome === 'ok' ? 'was done' : 'was refused'} ${byActor(row.Actor)}`,
      notes: [
        'Only calls that succeeded are reported, by their HTTP status; refused attempts are left to other detections.',
        'Purging a whole vault is mostly in the Azure Activity Log alone.',
      ],
      falsePositives: [
        'Backup jobs.',
        'Rotation that deletes old items.',
        'Pages of the portal that list deleted items.',
      ],
      hardens: {
        detection: 'published/destructive-operations',
        repairs: [
          { fault: 'F21', text: 'a refused purge is shown as done' },
          {
            fault: 'F22',
            text: 'only a claim of calls on items is read, so the deletion of a vault is blank',
          },
          { fault: 'F23', text: 'operations are missing from the list: backups of certificates, restores' },
          sharedFaults.resultType,
          sharedFaults.oneClaim,
        ],
        confirms: (own, published) =>
          sameName(own.KeyVaultName, published['KeyVaultName']) &&
          own.TimeGenerated === published['TimeGenerated'] &&
          sameName(own.OperationName, published['OperationName']) &&
          (sameName(own.KeyVaultTarget, published['KeyVaultTarget']) || published['KeyVaultTarget'] === ''),
        unconfirmed: () => 'it was not answered with success',
      },
    });
  },
);
