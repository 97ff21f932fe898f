import {
  asciiLower,
  type Expression,
  iff,
  isnotempty,
  isnotnull,
  isnull,
  not,
  nullOf,
  op,
} from '../../src/index.js';
import { partsOnce, readingsOnce, viewOnce } from './events.js';
import { backgroundReaders } from './noise.js';
import { dataOperations, operations } from './operations.js';
import { canonicalOrder } from './order.js';
import { number, type ReadColumns, settingFields, text, truth } from './reading.js';
import { allOf, anyOf, firstOf, keptRecords } from './records.js';

/** What a record says of its vault's settings and of policies and rules that were added or removed. */
const settings = (row: ReadColumns) => ({
  HasSettings: anyOf(
    isnotempty(text(row, settingFields.skuFamily)),
    isnotempty(text(row, settingFields.skuName)),
    isnotempty(text(row, settingFields.tenantId)),
    isnotnull(truth(row, settingFields.enabledForDeployment)),
    isnotnull(truth(row, settingFields.enabledForDiskEncryption)),
    isnotnull(truth(row, settingFields.enabledForTemplateDeployment)),
    isnotnull(truth(row, settingFields.softDelete)),
  ),
  DefaultAction: asciiLower(text(row, settingFields.defaultAction)),
  Bypass: asciiLower(text(row, settingFields.bypass)),
  PublicNetworkAccess: text(row, settingFields.publicNetworkAccess),
  RbacSetting: truth(row, settingFields.rbac),
  PurgeProtectionSetting: truth(row, settingFields.purgeProtection),
  SoftDelete: truth(row, settingFields.softDelete),
  RetentionDays: number(row, settingFields.retentionDays),
  EnabledForDeployment: truth(row, settingFields.enabledForDeployment),
  EnabledForDiskEncryption: truth(row, settingFields.enabledForDiskEncryption),
  EnabledForTemplateDeployment: truth(row, settingFields.enabledForTemplateDeployment),
  AddedObjectId: text(row, settingFields.addedObjectId),
  AddedKeys: text(row, settingFields.addedKeys),
  AddedSecrets: text(row, settingFields.addedSecrets),
  AddedCertificates: text(row, settingFields.addedCertificates),
  AddedStorage: text(row, settingFields.addedStorage),
  RemovedObjectId: text(row, settingFields.removedObjectId),
  RemovedKeys: text(row, settingFields.removedKeys),
  RemovedSecrets: text(row, settingFields.removedSecrets),
  RemovedCertificates: text(row, settingFields.removedCertificates),
  RemovedStorage: text(row, settingFields.removedStorage),
  AddedIpRule: text(row, settingFields.addedIpRule),
});

type Settings = ReturnType<typeof settings>;

const settingNames = [
  'HasSettings',
  'DefaultAction',
  'Bypass',
  'PublicNetworkAccess',
  'RbacSetting',
  'PurgeProtectionSetting',
  'SoftDelete',
  'RetentionDays',
  'EnabledForDeployment',
  'EnabledForDiskEncryption',
  'EnabledForTemplateDeployment',
  'AddedObjectId',
  'AddedKeys',
  'AddedSecrets',
  'AddedCertificates',
  'AddedStorage',
  'RemovedObjectId',
  'RemovedKeys',
  'RemovedSecrets',
  'RemovedCertificates',
  'RemovedStorage',
  'AddedIpRule',
] as const satisfies readonly (keyof Settings)[];

const kept = (row: Settings): Settings =>
  Object.fromEntries(settingNames.map((name) => [name, row[name]])) as unknown as Settings;

/** What Azure logs after a change of access policies, whether or not anybody asked for it. */
export const policyNotification = 'VaultAccessPolicyChangedEventGridNotification';

/**
 * The events that show or change a vault itself, copies merged, in the canonical order: every one that is no operation on items, no
 * challenge and not refused or failed, and every `policyNotification`. Beside the columns of `events`:
 *
 * - `TellsSettings`: a `VaultGet`, `VaultPut` or `VaultPatch`, from which alone settings are known
 * - `IsChange`: a `VaultPut` or `VaultPatch`, or a call of the access policies
 * - what the record says of settings as it stands, texts of settings in lower case, `PublicNetworkAccess` as logged; empty or null when it says nothing
 * - `Firewall`: `closed`, `open` or, when the record does not tell, empty; `Rbac`, `PurgeProtection`: as told, null when not
 * - what was added and removed, as logged; `AddedObjectId` and `RemovedObjectId` in lower case
 */
export const vaultEvents = keptRecords
  .where((row) => op(row.OperationName, '!in', [...dataOperations, 'Authentication']))
  .project((row) => {
    const columns = row as unknown as ReadColumns;
    return { ...readingsOnce(columns), ...settings(columns) };
  })
  .extend(partsOnce)
  .project((row) => ({ ...viewOnce(row, backgroundReaders), ...kept(row) }))
  .where((row) =>
    allOf(
      anyOf(op(row.Outcome, '==', 'ok'), op(row.OperationName, '==', policyNotification)),
      not(row.IsData),
    ),
  )
  .merge(...canonicalOrder)
  .extend((row) => ({
    IsChange: anyOf(op(row.OperationName, 'in', operations.config), isnotempty(row.PolicyCall)),
    AddedObjectId: asciiLower(row.AddedObjectId),
    RemovedObjectId: asciiLower(row.RemovedObjectId),
  }))
  .extend((row) => {
    const tells = op(row.OperationName, 'in', ['VaultGet', 'VaultPut', 'VaultPatch'] as const);
    return {
      Firewall: firewallOf(tells, row),
      // A change that shows settings and leaves this one out has turned it off.
      PurgeProtection: iff(
        allOf(tells, row.IsChange, row.HasSettings, isnull(row.PurgeProtectionSetting)),
        false,
        iff(tells, row.PurgeProtectionSetting, nullOf('bool')),
      ),
      Rbac: iff(tells, row.RbacSetting, nullOf('bool')),
      TellsSettings: tells,
    };
  });

function firewallOf(
  tells: Expression<'bool'>,
  row: {
    readonly DefaultAction: Expression<'string'>;
    readonly IsChange: Expression<'bool'>;
    readonly HasSettings: Expression<'bool'>;
  },
): Expression<'string'> {
  return firstOf(
    [
      [not(tells), ''],
      [op(row.DefaultAction, '==', 'deny'), 'closed'],
      [op(row.DefaultAction, '==', 'allow'), 'open'],
      // Azure writes no null, and null means that no firewall is set.
      [allOf(row.IsChange, row.HasSettings, op(row.DefaultAction, '==', '')), 'open'],
    ],
    '',
  );
}
