import { abs, detection, minutes, on, op } from '../../src/index.js';
import { longUpn, vaultPatches } from '../vault-events.js';
import { article } from './article.js';

const added = vaultPatches
  .where('addedAccessPolicy_ObjectId_g', 'isnotempty')
  .project(
    'AccessAddedTime = TimeGenerated',
    'KeyVaultName = Resource',
    `AddedActor = ${longUpn}`,
    'UserObjectAdded = addedAccessPolicy_ObjectId_g',
    'KeyAccessAdded = addedAccessPolicy_Permissions_keys_s',
    'SecretAccessAdded = addedAccessPolicy_Permissions_secrets_s',
    'CertAccessAdded = addedAccessPolicy_Permissions_certificates_s',
  );

const removed = vaultPatches
  .where('removedAccessPolicy_ObjectId_g', 'isnotempty')
  .project(
    'AccessRemovedTime = TimeGenerated',
    'KeyVaultName = Resource',
    `RemovedActor = ${longUpn}`,
    'UserObjectRemoved = removedAccessPolicy_ObjectId_g',
    'KeyAccessRemoved = removedAccessPolicy_Permissions_keys_s',
    'SecretAccessRemoved = removedAccessPolicy_Permissions_secrets_s',
    'CertAccessRemoved = removedAccessPolicy_Permissions_certificates_s',
  );

export default detection({
  id: 'published/access-added-then-removed',
  title: 'Key Vault access added and removed within ten minutes',
  description:
    'Identifies access that was added and removed again within ten minutes, as by an intruder who reads and covers the tracks.',
  severity: 'medium',
  tactics: ['Persistence', 'DefenseEvasion'],
  techniques: ['T1098', 'T1070'],
  source: article,

  query: added
    .join('inner', removed, on('KeyVaultName'))
    .extend((row) => ({ TimeDelta: abs(op(row.AccessAddedTime, '-', row.AccessRemovedTime)) }))
    .where('TimeDelta', '<', minutes(10))
    .project(
      'KeyVaultName',
      'AccessAddedTime',
      'AddedActor',
      'UserObjectAdded',
      'KeyAccessAdded',
      'SecretAccessAdded',
      'CertAccessAdded',
      'AccessRemovedTime',
      'RemovedActor',
      'UserObjectRemoved',
      'KeyAccessRemoved',
      'SecretAccessRemoved',
      'CertAccessRemoved',
      'TimeDelta',
    ),

  time: 'AccessAddedTime',
  entities: { account: 'AddedActor', vault: 'KeyVaultName' },
  summary: (row) =>
    `access to ${row.KeyVaultName} was added for ${row.UserObjectAdded} and removed for ${row.UserObjectRemoved}`,
  notes: [
    'Additions and removals are joined on the vault alone: the two principals need not be the same.',
    'The distance in time has no sign: a removal before the addition is reported too.',
    'Every addition pairs with every removal within ten minutes; exactly ten minutes apart is out.',
    'A record that adds and removes pairs with itself.',
  ],
});
