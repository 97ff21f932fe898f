import { detection } from '../../src/index.js';
import { vaultEvents } from '../vault-events.js';
import { article } from './article.js';

const operations = [
  'VaultDelete',
  'KeyDelete',
  'SecretDelete',
  'SecretPurge',
  'KeyPurge',
  'SecretBackup',
  'KeyBackup',
  'SecretListDeleted',
  'CertificateDelete',
  'CertificatePurge',
];

export default detection({
  id: 'published/destructive-operations',
  title: 'Possibly destructive Key Vault operation',
  description: 'Identifies deletions, purges and backups of vaults, keys, secrets and certificates.',
  severity: 'medium',
  tactics: ['Impact', 'CredentialAccess'],
  techniques: ['T1485', 'T1490', 'T1555.006'],
  source: article,

  query: vaultEvents
    .where('OperationName', 'in', operations)
    .project(
      'TimeGenerated',
      'ResourceGroup',
      'SubscriptionId',
      'KeyVaultName = Resource',
      'KeyVaultTarget = id_s',
      'Actor = identity_claim_upn_s',
      'IPAddressofActor = CallerIPAddress',
      'OperationName',
    ),

  time: 'TimeGenerated',
  entities: {
    account: 'Actor',
    ip: 'IPAddressofActor',
    vault: 'KeyVaultName',
    subscription: 'SubscriptionId',
    resourceGroup: 'ResourceGroup',
  },
  summary: (row) => `${row.OperationName} was called for ${row.KeyVaultTarget || row.KeyVaultName}`,
  notes: [
    'Refused calls are reported as if they had been done: ResultType says Success for them too.',
    'The actor is empty for applications and for calls on the vault itself, which carry the long user name claim.',
    'VaultPurge, CertificateBackup, and the restores and listings of deleted keys and certificates are not in the published list.',
  ],
});
