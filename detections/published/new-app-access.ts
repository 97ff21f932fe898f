import { ago, days, detection, on } from '../../src/index.js';
import { vaultEvents } from '../vault-events.js';
import { article } from './article.js';

const reads = vaultEvents
  .where('OperationName', 'in', ['SecretGet', 'KeyGet', 'VaultGet'])
  .where('identity_claim_appid_g', 'isnotempty');

const known = reads
  .where('TimeGenerated', 'between', [ago(days(30)), ago(days(1))])
  .projectRename('KeyVaultName = Resource', 'AppId = identity_claim_appid_g')
  .distinct('KeyVaultName', 'AppId');

const recent = reads
  .where('TimeGenerated', '>', ago(days(1)))
  .projectRename('KeyVaultName = Resource', 'AppId = identity_claim_appid_g')
  .distinct('KeyVaultName', 'AppId');

const newcomers = known.join('rightanti', recent, on('KeyVaultName', 'AppId'));

export default detection({
  id: 'published/new-app-access',
  title: 'Application new to a Key Vault',
  description:
    'Identifies everything done on the last day by applications that did not read the vault in the 30 days before.',
  severity: 'medium',
  tactics: ['CredentialAccess'],
  techniques: ['T1555.006', 'T1078.004'],
  source: article,

  query: vaultEvents
    .where('TimeGenerated', '>', ago(days(1)))
    .projectRename('KeyVaultName = Resource', 'AppId = identity_claim_appid_g')
    .join('inner', newcomers, on('KeyVaultName', 'AppId'))
    .project(
      'TimeGenerated',
      'AppId',
      'ResourceGroup',
      'SubscriptionId',
      'KeyVaultName',
      'KeyVaultTarget = id_s',
      'OperationName',
    ),

  time: 'TimeGenerated',
  entities: {
    application: 'AppId',
    vault: 'KeyVaultName',
    subscription: 'SubscriptionId',
    resourceGroup: 'ResourceGroup',
  },
  summary: (row) =>
    `application ${row.AppId}, new to ${row.KeyVaultName}, called ${row.OperationName}${row.KeyVaultTarget && ` for ${row.KeyVaultTarget}`}`,
  notes: [
    'For people, the application is only the client they use: the portal or the command line counts as an application.',
    'Refused calls count as access: ResultType says Success for them too.',
    'A record exactly one day before the clock belongs to the baseline; records later than the clock count as recent.',
  ],
});
