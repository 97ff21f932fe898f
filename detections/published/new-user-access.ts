import { ago, days, detection, on } from '../../src/index.js';
import { longUpn, vaultEvents } from '../vault-events.js';
import { article } from './article.js';

const reads = vaultEvents
  .where('OperationName', 'in', ['SecretGet', 'KeyGet', 'VaultGet'])
  .where(longUpn, 'isnotempty');

// The published text names the application id UserPrincipalName here, so no user name ever matches.
const known = reads
  .where('TimeGenerated', 'between', [ago(days(30)), ago(days(1))])
  .projectRename('KeyVaultName = Resource', 'UserPrincipalName = identity_claim_appid_g')
  .distinct('KeyVaultName', 'UserPrincipalName');

const recent = reads
  .where('TimeGenerated', '>', ago(days(1)))
  .projectRename('KeyVaultName = Resource', `UserPrincipalName = ${longUpn}`)
  .distinct('KeyVaultName', 'UserPrincipalName');

const newcomers = known.join('rightanti', recent, on('KeyVaultName', 'UserPrincipalName'));

export default detection({
  id: 'published/new-user-access',
  title: 'User new to a Key Vault',
  description:
    'Identifies everything done on the last day by users who, by the published text, did not read the vault in the 30 days before.',
  severity: 'low',
  tactics: ['CredentialAccess'],
  techniques: ['T1555.006', 'T1078.004'],
  source: article,
  offBecause:
    'its published text compares user names with application ids, so every user of the last day counts as new',

  query: vaultEvents
    .where('TimeGenerated', '>', ago(days(1)))
    .projectRename('KeyVaultName = Resource', `UserPrincipalName = ${longUpn}`)
    .join('inner', newcomers, on('KeyVaultName', 'UserPrincipalName'))
    .project(
      'TimeGenerated',
      'UserPrincipalName',
      'ResourceGroup',
      'SubscriptionId',
      'KeyVaultName',
      'KeyVaultTarget = id_s',
      'OperationName',
    ),

  time: 'TimeGenerated',
  entities: {
    account: 'UserPrincipalName',
    vault: 'KeyVaultName',
    subscription: 'SubscriptionId',
    resourceGroup: 'ResourceGroup',
  },
  summary: (row) =>
    `${row.UserPrincipalName}, new to ${row.KeyVaultName}, called ${row.OperationName}${row.KeyVaultTarget && ` for ${row.KeyVaultTarget}`}`,
  notes: [
    'The baseline keeps application ids where the last day keeps user names, so practically every user of the last day counts as new.',
    'Only the long user name claim is read, which data-plane records do not carry.',
    'A record exactly one day before the clock belongs to the baseline; records later than the clock count as recent.',
  ],
});
