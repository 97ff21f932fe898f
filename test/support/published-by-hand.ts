/**
 * The seven published queries once more, as plain loops over arrays, written from what their text means and without anything of ours.
 * Times are bigints of 100-ns ticks since 1970, null when unreadable; rows are given as the texts that KQL prints.
 */

/** A record: text by column name, a missing one being ''. */
export type HandRecord = { readonly [column: string]: string };

export type HandRow = readonly (string | null)[];

const upn = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s';
const longName = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s';
const acl = 'properties_networkAcls_defaultAction_s';
const appId = 'identity_claim_appid_g';

const minute = 600_000_000n;
const day = 1440n * minute;

/** Ticks of text such as `2026-04-30T12:00:00.1234567Z`; null when it is no time. */
export function ticksOf(text: string): bigint | null {
  const match = /^(.{19})\.(\d{7})Z$/.exec(text);
  const milliseconds = match === null ? Number.NaN : Date.parse(`${match[1]}Z`);
  return Number.isNaN(milliseconds) ? null : BigInt(milliseconds) * 10_000n + BigInt(match![2]!);
}

/** A timespan as KQL prints it. */
export function spanText(ticks: bigint): string {
  const two = (value: bigint) => String(value).padStart(2, '0');
  const seconds = ticks / 10_000_000n;
  const fraction = ticks % 10_000_000n;
  const days = seconds / 86_400n;
  const clock = `${days === 0n ? '' : `${days}.`}${two((seconds / 3600n) % 24n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  return fraction === 0n ? clock : `${clock}.${String(fraction).padStart(7, '0')}`;
}

const cell = (record: HandRecord, column: string) => record[column] ?? '';
const time = (record: HandRecord) => ticksOf(cell(record, 'TimeGenerated'));
const timeText = (record: HandRecord) => (time(record) === null ? null : cell(record, 'TimeGenerated'));

const isVaultSuccess = (record: HandRecord) =>
  cell(record, 'ResourceType') === 'VAULTS' && cell(record, 'ResultType') === 'Success';
const isPatch = (record: HandRecord) =>
  isVaultSuccess(record) && cell(record, 'OperationName') === 'VaultPatch';

/** Whether KQL leaves open which Allow of some vault query 1 reports: several have the greatest time, or none has one. */
export function leavesAllowOpen(records: readonly HandRecord[]): boolean {
  const allows = records.filter((record) => isPatch(record) && cell(record, acl) === 'Allow');
  return allows.some((one) => {
    const rivals = allows.filter((other) => cell(other, 'Resource') === cell(one, 'Resource'));
    const isLatest = rivals.every((other) => (time(other) ?? -1n) <= (time(one) ?? -1n));
    const shown = (record: HandRecord) => `${cell(record, 'CallerIPAddress')}|${cell(record, upn)}`;
    return isLatest && rivals.some((other) => time(other) === time(one) && shown(other) !== shown(one));
  });
}

/** Query 1: one row for each Deny of a vault that has an Allow, with the latest Allow beside it. */
function firewallAllowAll(records: readonly HandRecord[]): HandRow[] {
  const result: HandRow[] = [];
  const patches = records.filter(isPatch);
  for (const deny of patches) {
    if (cell(deny, acl) !== 'Deny') continue;
    let latest: HandRecord | null = null;
    for (const allow of patches) {
      if (cell(allow, acl) !== 'Allow' || cell(allow, 'Resource') !== cell(deny, 'Resource')) continue;
      const allowed = time(allow);
      const known = latest === null ? null : time(latest);
      if (latest === null || (allowed !== null && (known === null || allowed > known))) latest = allow;
    }
    if (latest === null) continue;
    result.push([
      timeText(latest),
      cell(deny, 'Resource'),
      'Deny',
      'Allow',
      cell(deny, 'SubscriptionId'),
      cell(latest, 'CallerIPAddress'),
      cell(latest, upn),
    ]);
  }
  return result;
}

/** Query 2. */
const firewallIpAdded = (records: readonly HandRecord[]): HandRow[] =>
  records
    .filter((record) => isPatch(record) && cell(record, 'addedIpRule_Value_s') !== '')
    .map((record) => [
      timeText(record),
      ...['Resource', 'SubscriptionId', 'CallerIPAddress', upn, 'addedIpRule_Value_s'].map((name) =>
        cell(record, name),
      ),
    ]);

const added = (what: string) => `addedAccessPolicy_${what}`;
const removed = (what: string) => `removedAccessPolicy_${what}`;

/** Query 3. */
const accessPolicyAdded = (records: readonly HandRecord[]): HandRow[] =>
  records
    .filter(
      (record) =>
        isPatch(record) &&
        ['keys', 'secrets', 'certificates'].some(
          (kind) => cell(record, added(`Permissions_${kind}_s`)) !== '',
        ),
    )
    .map((record) => [
      timeText(record),
      ...[
        'Resource',
        added('ObjectId_g'),
        longName,
        'CallerIPAddress',
        added('Permissions_secrets_s'),
        added('Permissions_keys_s'),
        added('Permissions_certificates_s'),
      ].map((name) => cell(record, name)),
    ]);

/** Query 4: every addition with every removal of the vault less than ten minutes away. */
function accessAddedThenRemoved(records: readonly HandRecord[]): HandRow[] {
  const result: HandRow[] = [];
  const what = ['ObjectId_g', 'Permissions_keys_s', 'Permissions_secrets_s', 'Permissions_certificates_s'];
  for (const add of records.filter(isPatch)) {
    for (const remove of records.filter(isPatch)) {
      if (cell(add, added('ObjectId_g')) === '' || cell(remove, removed('ObjectId_g')) === '') continue;
      if (cell(add, 'Resource') !== cell(remove, 'Resource')) continue;
      const [addedAt, removedAt] = [time(add), time(remove)];
      if (addedAt === null || removedAt === null) continue;
      const apart = addedAt < removedAt ? removedAt - addedAt : addedAt - removedAt;
      if (apart >= 10n * minute) continue;
      result.push([
        cell(add, 'Resource'),
        timeText(add),
        cell(add, upn),
        ...what.map((name) => cell(add, added(name))),
        timeText(remove),
        cell(remove, upn),
        ...what.map((name) => cell(remove, removed(name))),
        spanText(apart),
      ]);
    }
  }
  return result;
}

/** Queries 5 and 6: what is done on the last day by those who are seen reading then and are not in the baseline of the vault. */
function newAccess(
  records: readonly HandRecord[],
  now: bigint,
  who: string,
  baselineHolds: string,
): HandRow[] {
  const reads = records.filter(
    (record) =>
      isVaultSuccess(record) &&
      ['SecretGet', 'KeyGet', 'VaultGet'].includes(cell(record, 'OperationName')) &&
      cell(record, who) !== '',
  );
  const isRecent = (record: HandRecord) => (time(record) ?? now - day) > now - day;
  const isBaseline = (record: HandRecord) => {
    const at = time(record);
    return at !== null && at >= now - 30n * day && at <= now - day;
  };
  return records
    .filter((record) => isVaultSuccess(record) && isRecent(record))
    .filter((record) =>
      reads.some(
        (read) =>
          isRecent(read) &&
          cell(read, 'Resource') === cell(record, 'Resource') &&
          cell(read, who) === cell(record, who),
      ),
    )
    .filter(
      (record) =>
        !reads.some(
          (read) =>
            isBaseline(read) &&
            cell(read, 'Resource') === cell(record, 'Resource') &&
            cell(read, baselineHolds) === cell(record, who),
        ),
    )
    .map((record) => [
      timeText(record),
      ...[who, 'ResourceGroup', 'SubscriptionId', 'Resource', 'id_s', 'OperationName'].map((name) =>
        cell(record, name),
      ),
    ]);
}

const destructive =
  'VaultDelete KeyDelete SecretDelete SecretPurge KeyPurge SecretBackup KeyBackup SecretListDeleted CertificateDelete CertificatePurge';

/** Query 7. */
const destructiveOperations = (records: readonly HandRecord[]): HandRow[] =>
  records
    .filter(
      (record) => isVaultSuccess(record) && destructive.split(' ').includes(cell(record, 'OperationName')),
    )
    .map((record) => [
      timeText(record),
      ...[
        'ResourceGroup',
        'SubscriptionId',
        'Resource',
        'id_s',
        'identity_claim_upn_s',
        'CallerIPAddress',
        'OperationName',
      ].map((name) => cell(record, name)),
    ]);

/** The published queries by the id of their detection. */
export const publishedByHand: {
  readonly [detection: string]: (records: readonly HandRecord[], now: bigint) => HandRow[];
} = {
  'published/firewall-allow-all': firewallAllowAll,
  'published/firewall-ip-added': firewallIpAdded,
  'published/access-policy-added': accessPolicyAdded,
  'published/access-added-then-removed': accessAddedThenRemoved,
  // The published text compares user names with application ids.
  'published/new-user-access': (records, now) => newAccess(records, now, upn, appId),
  'published/new-app-access': (records, now) => newAccess(records, now, appId, appId),
  'published/destructive-operations': destructiveOperations,
};
