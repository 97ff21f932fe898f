import { argMax, by, detection, on, op } from '../../src/index.js';
import { defaultAction, longUpn, vaultPatches } from '../vault-events.js';
import { article } from './article.js';

const denied = vaultPatches
  .where(defaultAction, '==', 'Deny')
  .project('TimeGenerated', 'SubscriptionId', 'VaultName = Resource', `ExistingACL = ${defaultAction}`);

const latestOfEachAction = vaultPatches
  .projectRename(`NewACL = ${defaultAction}`, 'VaultName = Resource')
  .summarize(argMax('TimeGenerated', '*'), by('VaultName', 'NewACL'));

export default detection({
  id: 'published/firewall-allow-all',
  title: 'Key Vault firewall set to allow all networks',
  description:
    'Identifies vaults whose firewall stood at Deny and whose latest Allow opens them to every address.',
  severity: 'high',
  tactics: ['DefenseEvasion'],
  techniques: ['T1562.007'],
  source: article,

  query: denied
    .join('inner', latestOfEachAction, on('VaultName'))
    .where((row) => op(row.ExistingACL, '!=', row.NewACL))
    .where('NewACL', '==', 'Allow')
    .project(
      'DetectionTime = TimeGenerated1',
      'VaultName',
      'ExistingACL',
      'NewACL',
      'SubscriptionId',
      'IPAddressofActor = CallerIPAddress',
      `Actor = ${longUpn}`,
    ),

  time: 'DetectionTime',
  entities: { account: 'Actor', ip: 'IPAddressofActor', vault: 'VaultName', subscription: 'SubscriptionId' },
  summary: (row) => `the firewall of ${row.VaultName} went from ${row.ExistingACL} to ${row.NewACL}`,
  notes: [
    'Times are not compared: an Allow older than every Deny is reported too, and so is a vault set back to Deny.',
    'Each earlier Deny gives a row of its own, so one opening can stand there several times.',
    'Only the latest Allow of a vault is seen; who opened it first is lost when somebody allowed it again.',
    'Changes by PUT, as the Azure CLI makes them, are not seen.',
  ],
});
