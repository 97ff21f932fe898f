import { detection, isnotempty, op } from '../../src/index.js';
import { longName, vaultPatches } from '../vault-events.js';
import { article } from './article.js';

export default detection({
  id: 'published/access-policy-added',
  title: 'Access to Key Vault data granted',
  description:
    'Identifies access policies that give a user, group or application permissions on keys, secrets or certificates.',
  severity: 'medium',
  tactics: ['Persistence', 'PrivilegeEscalation'],
  techniques: ['T1098'],
  source: article,

  query: vaultPatches
    .projectRename(
      'ServicePrincipalAdded = addedAccessPolicy_ObjectId_g',
      `Actor = ${longName}`,
      'AddedKeyPolicy = addedAccessPolicy_Permissions_keys_s',
      'AddedSecretPolicy = addedAccessPolicy_Permissions_secrets_s',
      'AddedCertPolicy = addedAccessPolicy_Permissions_certificates_s',
    )
    .where((row) =>
      op(
        op(isnotempty(row.AddedKeyPolicy), 'or', isnotempty(row.AddedSecretPolicy)),
        'or',
        isnotempty(row.AddedCertPolicy),
      ),
    )
    .project(
      'TimeGenerated',
      'KeyVaultName = Resource',
      'ServicePrincipalAdded',
      'Actor',
      'IPAddressofActor = CallerIPAddress',
      'AddedSecretPolicy',
      'AddedKeyPolicy',
      'AddedCertPolicy',
    ),

  time: 'TimeGenerated',
  entities: { account: 'Actor', ip: 'IPAddressofActor', vault: 'KeyVaultName' },
  summary: (row) => `${row.ServicePrincipalAdded || 'a principal'} was given access to ${row.KeyVaultName}`,
  notes: [
    'The actor is the name claim, not the user name: it is empty where Azure wrote only the user name.',
    'Permissions on storage alone are not seen.',
    'Changes by PUT, as the Azure CLI makes them, are not seen.',
  ],
});
