import { configurable, detection } from '../../src/index.js';
import { noiseParameters, readersWith } from '../normal-view/noise.js';
import { hardenedSource, sameName, sharedFaults } from './hardening.js';
import { baselineParameters, callText, coldText, keys, newcomers, ofUsers } from './newcomers.js';

export default configurable({ ...baselineParameters, ...noiseParameters }, (values) =>
  detection({
    id: 'hardened/new-user-access',
    title: 'User new to a Key Vault',
    description:
      'Identifies everything done lately by users who did not read, list, back up or use anything in the vault in the weeks before.',
    severity: 'medium',
    tactics: ['CredentialAccess', 'InitialAccess'],
    techniques: ['T1555.006', 'T1078.004'],
    source: hardenedSource,

    query: newcomers({ among: ofUsers, key: keys.user }, readersWith(values), values).project(
      'TimeGenerated',
      'UserPrincipalName = Actor',
      'ResourceGroup',
      'SubscriptionId',
      'KeyVaultName = VaultName',
      'KeyVaultTarget = Target',
      'OperationName',
      'ActorObjectId',
      'CallerIPAddress',
      'AppId',
      'ClientFamily',
      'BaselineDays',
      'Severity',
      'Confidence',
    ),

    time: 'TimeGenerated',
    severityColumn: 'Severity',
    entities: {
      account: 'UserPrincipalName',
      ip: 'CallerIPAddress',
      vault: 'KeyVaultName',
      subscription: 'SubscriptionId',
      resourceGroup: 'ResourceGroup',
      application: 'AppId',
    },
    summary: (row) =>
      `${row.UserPrincipalName}, new to ${row.KeyVaultName}, ${callText(row)}${coldText(row)}`,
    notes: [
      'A user is new to each vault by itself.',
      'Refused calls make nobody known and are not reported; background readers never are.',
      'Where the vault has few days of baseline the row says cold: with too little history everybody is new.',
    ],
    falsePositives: ['New colleagues.', 'A new vault.'],
    hardens: {
      detection: 'published/new-user-access',
      repairs: [
        { fault: 'F16', text: 'the baseline holds application ids where the last day holds user names' },
        { fault: 'F17', text: 'calls on items never carry the claim that is tested' },
        { fault: 'F24', text: 'user names that differ in letter case are two users' },
        sharedFaults.resultType,
        sharedFaults.oneClaim,
      ],
      confirms: (own, published) =>
        sameName(own.KeyVaultName, published['KeyVaultName']) &&
        own.TimeGenerated === published['TimeGenerated'] &&
        sameName(own.OperationName, published['OperationName']) &&
        sameName(own.UserPrincipalName, published['UserPrincipalName']),
      unconfirmed: () => 'seen in the baseline, or background',
    },
  }),
);
