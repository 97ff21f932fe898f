import { configurable, detection } from '../../src/index.js';
import { noiseParameters, readersWith } from '../normal-view/noise.js';
import { hardenedSource, sameName, sharedFaults } from './hardening.js';
import { baselineParameters, callText, coldText, keys, newcomers, ofApplications } from './newcomers.js';

export default configurable({ ...baselineParameters, ...noiseParameters }, (values) =>
  detection({
    id: 'hardened/new-app-access',
    title: 'Application new to a Key Vault',
    description:
      'Identifies everything done lately by applications that did not read, list, back up or use anything in the vault in the weeks before; of a client that people share, each person is looked at alone.',
    severity: 'medium',
    tactics: ['CredentialAccess', 'InitialAccess'],
    techniques: ['T1555.006', 'T1078.004'],
    source: hardenedSource,

    query: newcomers({ among: ofApplications, key: keys.application }, readersWith(values), values).project(
      'TimeGenerated',
      'AppId',
      'ResourceGroup',
      'SubscriptionId',
      'KeyVaultName = VaultName',
      'KeyVaultTarget = Target',
      'OperationName',
      'ActorType',
      'Actor',
      'ActorObjectId',
      'CallerIPAddress',
      'ClientFamily',
      'BaselineDays',
      'Severity',
      'Confidence',
    ),

    time: 'TimeGenerated',
    severityColumn: 'Severity',
    entities: {
      account: 'Actor',
      ip: 'CallerIPAddress',
      vault: 'KeyVaultName',
      subscription: 'SubscriptionId',
      resourceGroup: 'ResourceGroup',
      application: 'AppId',
    },
    summary: (row) =>
      row.ActorType === 'user'
        ? `${row.Actor}, new to ${row.KeyVaultName} with the client ${row.AppId}, ${callText(row)}${coldText(row)}`
        : `the application ${row.AppId}, new to ${row.KeyVaultName}, ${callText(row)}${coldText(row)}`,
    notes: [
      'For people the application id is that of the client they use, so application and person together are the key.',
      'A registration that was renewed under another id counts as new.',
      'Refused calls make nobody known and are not reported; background readers never are.',
    ],
    falsePositives: ['A rotated application.', 'A user who changes tools.'],
    hardens: {
      detection: 'published/new-app-access',
      repairs: [
        { fault: 'F18', text: 'a refused probe makes an application known' },
        { fault: 'F19', text: 'all people who use one client share its application id' },
        { fault: 'F20', text: 'readers of inventory are reported' },
        sharedFaults.resultType,
      ],
      confirms: (own, published) =>
        sameName(own.KeyVaultName, published['KeyVaultName']) &&
        own.TimeGenerated === published['TimeGenerated'] &&
        sameName(own.OperationName, published['OperationName']) &&
        sameName(own.AppId, published['AppId']),
      unconfirmed: () => 'seen in the baseline, or background',
    },
  }),
);
