import { detection } from '../../src/index.js';
import { longUpn, vaultPatches } from '../vault-events.js';
import { article } from './article.js';

export default detection({
  id: 'published/firewall-ip-added',
  title: 'Address range added to a Key Vault firewall',
  description:
    'Identifies ranges added to the allow list of a vault, by which an intruder keeps a way in or a colleague goes around a rule.',
  severity: 'medium',
  tactics: ['DefenseEvasion'],
  techniques: ['T1562.007'],
  source: article,

  query: vaultPatches
    .where('addedIpRule_Value_s', 'isnotempty')
    .project(
      'TimeGenerated',
      'VaultName = Resource',
      'SubscriptionId',
      'IPAddressofActor = CallerIPAddress',
      `Actor = ${longUpn}`,
      'IPRangeAdded = addedIpRule_Value_s',
    ),

  time: 'TimeGenerated',
  entities: { account: 'Actor', ip: 'IPAddressofActor', vault: 'VaultName', subscription: 'SubscriptionId' },
  summary: (row) => `${row.IPRangeAdded} was added to the firewall of ${row.VaultName}`,
  notes: [
    'The actor is empty when an application made the change: only the user name is read.',
    'Changes by PUT, as the Azure CLI makes them, are not seen.',
  ],
});
