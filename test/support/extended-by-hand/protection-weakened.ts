import { fieldOf, type HandEvent, truthOf } from '../event-by-hand.js';
import type { Record } from '../replayed.js';
import { type FindingRow, findingRow, isOk } from './finding.js';
import { changeTimes, deletion, historiesOf, recordOf } from './histories.js';
import { nameless } from './rbac-switched-off.js';
import type { SecondWriting } from './second-writing.js';

const shows = [
  ...['sku_Family_s', 'sku_Name_s', 'tenantId_g', 'enabledForDeployment_b', 'enabledForDiskEncryption_b'],
  ...['enabledForTemplateDeployment_b', 'enableSoftDelete_b'],
].map((name) => `properties_${name}`);

const flags = {
  softDelete: 'properties_enableSoftDelete_b',
  enabledForDeployment: 'properties_enabledForDeployment_b',
  enabledForDiskEncryption: 'properties_enabledForDiskEncryption_b',
  enabledForTemplateDeployment: 'properties_enabledForTemplateDeployment_b',
};

/** What a record makes known, as text. */
function valuesOf(event: HandEvent): Map<string, string> {
  const values = new Map<string, string>();
  const put = (setting: string, text: string) => text !== '' && values.set(setting, text.toLowerCase());
  const { record } = event;
  for (const [setting, column] of Object.entries(flags)) put(setting, String(truthOf(record, column) ?? ''));
  put('bypass', fieldOf(record, 'properties_networkAcls_bypass_s'));
  put('publicNetworkAccess', fieldOf(record, 'properties_publicNetworkAccess_s'));
  put('retentionDays', fieldOf(record, 'properties_softDeleteRetentionInDays_d'));
  const purge = truthOf(record, 'properties_enablePurgeProtection_b');
  const isAbsent =
    purge === null && event.operation !== 'VaultGet' && shows.some((name) => fieldOf(record, name) !== '');
  put('purgeProtection', isAbsent ? 'false' : String(purge ?? ''));
  return values;
}

/** The severity of a step; null when it does not weaken. */
function severityOf(setting: string, from: string, to: string): string | null {
  switch (setting) {
    case 'publicNetworkAccess':
      return from !== 'enabled' && to === 'enabled' ? 'High' : null;
    case 'bypass':
      return from === 'none' && to !== 'none' ? 'Low' : null;
    case 'purgeProtection':
    case 'softDelete':
      return from === 'true' && to === 'false' ? 'High' : null;
    case 'retentionDays':
      return Number(to) < Number(from) ? 'Medium' : null;
    default:
      return from === 'false' && to === 'true' ? 'Medium' : null;
  }
}

/** Every step of a setting that weakens a vault. */
function rows(events: readonly HandEvent[]): FindingRow[] {
  const found: FindingRow[] = [];
  const known = new Map<string, { value: string; at: HandEvent }>();
  for (const event of events.filter(isOk)) {
    if (!['VaultGet', 'VaultPut', 'VaultPatch'].includes(event.operation)) continue;
    for (const [setting, value] of valuesOf(event)) {
      const key = `${event.vault} ${setting}`;
      const before = known.get(key);
      known.set(key, { value, at: event });
      const severity = before === undefined ? null : severityOf(setting, before.value, value);
      if (before === undefined || severity === null) continue;
      const isGuess =
        setting === 'purgeProtection' && truthOf(event.record, 'properties_enablePurgeProtection_b') === null;
      const isDeleted = events.some(
        (other) =>
          isOk(other) &&
          other.operation === 'VaultDelete' &&
          other.vault === event.vault &&
          other.time >= before.at.time &&
          other.time <= event.time,
      );
      found.push(
        findingRow(
          nameless(event),
          [event],
          severity,
          event.operation === 'VaultGet' || isGuess ? 'inferred' : 'observed',
          setting,
          before.value,
          value,
          before.at.timeText,
          event.operation,
          isDeleted,
        ),
      );
    }
  }
  return found;
}

const settingsOfVaults: readonly Record[] = ['VaultPatch', 'VaultPut', 'VaultGet'].flatMap(
  (OperationName) => [
    { OperationName, properties_sku_Family_s: 'A' },
    {
      OperationName,
      properties_enablePurgeProtection_b: 'true',
      properties_softDeleteRetentionInDays_d: '90',
    },
    {
      OperationName,
      properties_enablePurgeProtection_b: 'false',
      properties_softDeleteRetentionInDays_d: '7',
    },
    { OperationName, properties_networkAcls_bypass_s: 'None', properties_enableSoftDelete_b: 'true' },
    {
      OperationName,
      properties_networkAcls_bypass_s: 'AzureServices',
      properties_enableSoftDelete_b: 'false',
    },
    { OperationName, properties_publicNetworkAccess_s: 'Disabled' },
    { OperationName, properties_publicNetworkAccess_s: 'SecuredByPerimeter' },
    { OperationName, properties_publicNetworkAccess_s: 'enabled' },
    {
      OperationName,
      properties_enabledForDeployment_b: 'true',
      properties_enabledForDiskEncryption_b: 'false',
    },
    {
      OperationName,
      properties_enabledForDeployment_b: 'false',
      properties_enabledForDiskEncryption_b: 'true',
    },
  ],
);

export const protectionWeakened: SecondWriting = {
  rows,
  histories: historiesOf({ times: changeTimes, calls: [...settingsOfVaults, deletion] }),
  example: [
    recordOf('2026-04-19T09:00:00.0000000Z', 'ann', {
      OperationName: 'VaultPatch',
      properties_networkAcls_bypass_s: 'None',
    }),
    recordOf('2026-04-20T09:00:00.0000000Z', 'mal', {
      OperationName: 'VaultPatch',
      properties_networkAcls_bypass_s: 'AzureServices',
    }),
  ],
};
