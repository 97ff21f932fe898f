import { eventsByHand, fieldOf, type HandEvent, idText } from './normal-view-by-hand.js';
import { type HandRecord, spanText } from './published-by-hand.js';

/**
 * The hardened detections with their defaults once more, as plain loops over arrays, written from what their rules mean and without
 * anything of ours. Rows are given as a report has them in JSON.
 */
export type HardenedRow = readonly (string | number | boolean | null)[];

const minute = 600_000_000n;
const day = 1440n * minute;

const timeOf = ({ record }: HandEvent) => record['TimeGenerated']!;
const cell = ({ record }: HandEvent, column: string) => record[column] ?? '';
const field = ({ record }: HandEvent, column: string) => fieldOf(record, column);
const isOk = ({ outcome }: HandEvent) => outcome === 'ok';

const acl = 'properties_networkAcls_defaultAction_s';
const settings = [
  'properties_sku_Family_s',
  'properties_sku_Name_s',
  'properties_tenantId_g',
  'properties_enabledForDeployment_b',
  'properties_enabledForDiskEncryption_b',
  'properties_enabledForTemplateDeployment_b',
  'properties_enableSoftDelete_b',
];

/** What a record tells of the firewall of its vault. */
function firewallOn(event: HandEvent): 'closed' | 'open' | 'unknown' {
  if (!isOk(event) || !['VaultGet', 'VaultPut', 'VaultPatch'].includes(event.operation)) return 'unknown';
  if (field(event, acl) === 'Deny') return 'closed';
  if (field(event, acl) === 'Allow') return 'open';
  const hasSettings = settings.some((column) => field(event, column) !== '');
  return event.isConfig && hasSettings && field(event, acl) === '' ? 'open' : 'unknown';
}

function firewallAllowAll(events: readonly HandEvent[]): HardenedRow[] {
  const result: HardenedRow[] = [];
  for (const [i, event] of events.entries()) {
    if (firewallOn(event) !== 'open') continue;
    let before: HandEvent | null = null;
    for (const earlier of events.slice(0, i)) {
      if (earlier.vaultKey !== event.vaultKey) continue;
      if (isOk(earlier) && earlier.operation === 'VaultDelete') before = null;
      else if (firewallOn(earlier) !== 'unknown') before = earlier;
    }
    if (before === null || firewallOn(before) !== 'closed') continue;
    let reclosed: HandEvent | null = null;
    for (const after of events.slice(i + 1)) {
      if (after.vaultKey !== event.vaultKey) continue;
      if (isOk(after) && after.operation === 'VaultDelete') break;
      if (firewallOn(after) !== 'closed') continue;
      reclosed = after;
      break;
    }
    const isRead = event.operation === 'VaultGet';
    const newAcl = field(event, acl) === 'Allow' ? 'Allow' : 'Absent';
    const publicAccess = field(event, 'properties_publicNetworkAccess_s');
    const who = [event.ip, event.actor, event.actorType, event.objectId, event.appId];
    const [ip, ...others] = isRead ? who.map(() => '') : who;
    result.push([
      timeOf(event),
      event.vault,
      'Deny',
      newAcl,
      cell(event, 'SubscriptionId'),
      ip!,
      ...others,
      cell(event, 'ResourceGroup'),
      event.operation,
      timeOf(before),
      before.operation,
      publicAccess,
      reclosed === null ? null : timeOf(reclosed),
      reclosed === null ? null : spanText(reclosed.at - event.at),
      ['Disabled', 'SecuredByPerimeter'].includes(publicAccess) ? 'Low' : 'High',
      isRead || newAcl === 'Absent' ? 'inferred' : 'observed',
    ]);
  }
  return result;
}

/** An IPv4 address or range as its first and last address and its length; null when it is neither. */
function rangeOf(text: string): { first: number; last: number; prefix: number } | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text);
  if (match === null) return null;
  const prefix = Number(match[5] ?? 32);
  const bytes = match.slice(1, 5).map(Number);
  if (prefix > 32 || bytes.some((byte) => byte > 255)) return null;
  const address = bytes.reduce((value, byte) => value * 256 + byte, 0);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, prefix };
}

function rangesIn(text: string): string[] {
  let parts: readonly unknown[];
  try {
    const parsed: unknown = JSON.parse(text);
    parts = Array.isArray(parsed) ? parsed : text.split(/[,;\s]/);
  } catch {
    parts = text.split(/[,;\s]/);
  }
  return parts
    .map((part) => (typeof part === 'string' ? part : String((part as { Value: unknown }).Value)).trim())
    .filter((part) => part !== '');
}

function firewallIpAdded(events: readonly HandEvent[]): HardenedRow[] {
  return events
    .filter((event) => isOk(event) && event.isConfig)
    .flatMap((event) =>
      rangesIn(field(event, 'addedIpRule_Value_s')).map((text): HardenedRow => {
        const range = rangeOf(text);
        const caller = rangeOf(event.ip);
        return [
          timeOf(event),
          event.vault,
          cell(event, 'SubscriptionId'),
          event.ip,
          event.actor,
          text,
          event.actorType,
          event.objectId,
          event.appId,
          cell(event, 'ResourceGroup'),
          event.operation,
          range?.prefix ?? null,
          range !== null && caller !== null && range.first <= caller.first && caller.last <= range.last,
          firewallOn(event),
          range !== null && range.prefix <= 16 ? 'High' : 'Medium',
          range === null ? 'inferred' : 'observed',
        ];
      }),
    );
}

const permissionKinds = ['secrets', 'keys', 'certificates', 'storage'];
const permissions = (event: HandEvent, change: 'added' | 'removed', kind: string) =>
  field(event, `${change}AccessPolicy_Permissions_${kind}_s`);
const principal = (event: HandEvent, change: 'added' | 'removed') =>
  idText(field(event, `${change}AccessPolicy_ObjectId_g`));
const entriesIn = (list: string): string[] => (list === '' ? [] : (JSON.parse(list) as string[]));

function accessPolicyAdded(events: readonly HandEvent[]): HardenedRow[] {
  const result: HardenedRow[] = [];
  for (const event of events) {
    if (!isOk(event) || !event.isConfig) continue;
    const granted = principal(event, 'added');
    const entries = permissionKinds.flatMap((kind) => entriesIn(permissions(event, 'added', kind)));
    const rbac = field(event, 'properties_enableRbacAuthorization_b').toLowerCase();
    const isOpaque =
      event.policyCall === '' &&
      principal(event, 'removed') === '' &&
      permissionKinds.every((kind) => permissions(event, 'removed', kind) === '') &&
      field(event, 'addedIpRule_Value_s') === '' &&
      rbac !== 'true' &&
      event.status !== 201;
    const isNotified = events.some(
      (other) =>
        other.operation === 'VaultAccessPolicyChangedEventGridNotification' &&
        other.vaultKey === event.vaultKey &&
        other.at >= event.at &&
        other.at <= event.at + 5n * minute,
    );
    let visibility: string | null = null;
    if (granted !== '' || entries.length > 0) visibility = 'explicit';
    else if (['add', 'replace'].includes(event.policyCall)) visibility = 'request';
    else if (isOpaque && isNotified) visibility = 'notified';
    else if (isOpaque && event.operation === 'VaultPut') visibility = 'possible';
    if (visibility === null) continue;
    const isSelf = granted !== '' && granted === event.objectId;
    const isHigh = isSelf || entries.some((entry) => ['all', 'purge'].includes(entry.toLowerCase()));
    result.push([
      timeOf(event),
      event.vault,
      granted,
      event.actor,
      event.ip,
      ...permissionKinds.map((kind) => permissions(event, 'added', kind)),
      cell(event, 'SubscriptionId'),
      cell(event, 'ResourceGroup'),
      event.actorType,
      event.objectId,
      event.appId,
      event.operation,
      isSelf,
      rbac === 'true' ? 'no' : rbac === 'false' ? 'yes' : 'unknown',
      visibility,
      visibility === 'possible' ? 'Informational' : rbac === 'true' ? 'Low' : isHigh ? 'High' : 'Medium',
      visibility === 'explicit' ? 'observed' : 'inferred',
    ]);
  }
  return result;
}

const read = ['SecretGet', 'KeyGet', 'CertificateGet'];
const list = ['SecretList', 'KeyList', 'CertificateList'];
const backup = ['SecretBackup', 'KeyBackup', 'CertificateBackup'];
const use = ['KeySign', 'KeyVerify', 'KeyWrap', 'KeyUnwrap', 'KeyEncrypt', 'KeyDecrypt', 'KeyRelease'];

function accessAddedThenRemoved(events: readonly HandEvent[]): HardenedRow[] {
  const result: HardenedRow[] = [];
  const episodes = new Map<string, HandEvent[]>();
  const shown = ['keys', 'secrets', 'certificates'];
  for (const event of events) {
    if (!isOk(event) || !event.isConfig) continue;
    const removed = principal(event, 'removed');
    if (removed !== '') {
      const key = `${event.vaultKey} ${removed}`;
      const added = (episodes.get(key) ?? []).find(
        ({ at }) => event.at - at > 0n && event.at - at <= 10n * minute,
      );
      episodes.delete(key);
      if (added !== undefined) {
        const uses = events.filter(
          (other) =>
            isOk(other) &&
            [...read, ...backup, ...use].includes(other.operation) &&
            other.vaultKey === event.vaultKey &&
            other.objectId === removed &&
            other.at > added.at &&
            other.at < event.at,
        );
        result.push([
          added.vault,
          timeOf(added),
          added.actor,
          principal(added, 'added'),
          ...shown.map((kind) => permissions(added, 'added', kind)),
          timeOf(event),
          event.actor,
          removed,
          ...shown.map((kind) => permissions(event, 'removed', kind)),
          spanText(event.at - added.at),
          cell(added, 'SubscriptionId'),
          cell(added, 'ResourceGroup'),
          added.actor !== '' && added.actor === event.actor,
          removed === added.objectId,
          uses.length,
          uses.length > 0 ? 'High' : 'Medium',
          'observed',
        ]);
      }
    }
    const granted = principal(event, 'added');
    if (granted === '') continue;
    const key = `${event.vaultKey} ${granted}`;
    episodes.set(key, [...(episodes.get(key) ?? []), event]);
  }
  return result;
}

/** The rows of the last day of those who are not in the baseline of the vault, with the number of days that this has. */
function newcomers(
  all: readonly HandEvent[],
  now: bigint,
  isAbout: (event: HandEvent) => boolean,
  keyOf: (event: HandEvent) => string,
): { event: HandEvent; baselineDays: number; confidence: string }[] {
  const watched = [...read, ...list, ...backup, 'VaultGet', 'KeySign', 'KeyDecrypt', 'KeyUnwrap'];
  const isBaseline = ({ at }: HandEvent) => at >= now - 30n * day && at <= now - day;
  const isRecent = ({ at }: HandEvent) => at > now - day;
  const events = all.filter((event) => !event.isNoise && isOk(event) && isAbout(event));
  const seen = (event: HandEvent, when: (other: HandEvent) => boolean) =>
    events.some(
      (other) =>
        when(other) &&
        watched.includes(other.operation) &&
        other.vaultKey === event.vaultKey &&
        keyOf(other) === keyOf(event),
    );
  return events
    .filter((event) => isRecent(event) && seen(event, isRecent) && !seen(event, isBaseline))
    .map((event) => {
      const dates = new Set(
        all
          .filter((other) => isBaseline(other) && other.vaultKey === event.vaultKey)
          .map((other) => timeOf(other).slice(0, 10)),
      );
      return { event, baselineDays: dates.size, confidence: dates.size < 7 ? 'cold' : 'observed' };
    });
}

const newUserAccess = (events: readonly HandEvent[], now: bigint): HardenedRow[] =>
  newcomers(
    events,
    now,
    ({ actorType, actor }) => actorType === 'user' && actor !== '',
    ({ actor }) => actor,
  ).map(({ event, baselineDays, confidence }) => [
    timeOf(event),
    event.actor,
    cell(event, 'ResourceGroup'),
    cell(event, 'SubscriptionId'),
    event.vault,
    event.target,
    event.operation,
    event.objectId,
    event.ip,
    event.appId,
    event.family,
    baselineDays,
    'Medium',
    confidence,
  ]);

const newAppAccess = (events: readonly HandEvent[], now: bigint): HardenedRow[] =>
  newcomers(
    events,
    now,
    ({ appId, actorType }) => appId !== '' && actorType !== 'unknown',
    ({ appId, actorType, actor }) => (actorType === 'user' ? `${appId} user ${actor}` : appId),
  ).map(({ event, baselineDays, confidence }) => [
    timeOf(event),
    event.appId,
    cell(event, 'ResourceGroup'),
    cell(event, 'SubscriptionId'),
    event.vault,
    event.target,
    event.operation,
    event.actorType,
    event.actor,
    event.objectId,
    event.ip,
    event.family,
    baselineDays,
    'Medium',
    confidence,
  ]);

/** The class and the severity of a destructive operation. */
function classOf(operation: string): readonly [string, string] | null {
  if (operation === 'VaultDelete') return ['vault-delete', 'High'];
  if (operation === 'VaultPurge') return ['vault-purge', 'High'];
  switch (/^(?:Secret|Key|Certificate)(Delete|Purge|Backup|Restore|ListDeleted)$/.exec(operation)?.[1]) {
    case 'Purge':
      return ['purge', 'High'];
    case 'Delete':
      return ['delete', 'Medium'];
    case 'Backup':
      return ['backup', 'Medium'];
    case 'Restore':
      return ['restore', 'Medium'];
    case 'ListDeleted':
      return ['list-deleted', 'Low'];
    default:
      return null;
  }
}

function destructiveOperations(events: readonly HandEvent[]): HardenedRow[] {
  const result: HardenedRow[] = [];
  for (const event of events) {
    const found = classOf(event.operation);
    if (!isOk(event) || found === null) continue;
    result.push([
      timeOf(event),
      cell(event, 'ResourceGroup'),
      cell(event, 'SubscriptionId'),
      event.vault,
      event.target,
      event.actor,
      event.ip,
      event.operation,
      event.actorType,
      event.objectId,
      event.appId,
      event.family,
      found[0],
      'ok',
      found[1],
      'observed',
    ]);
  }
  return result;
}

const byHand: {
  readonly [detection: string]: (events: readonly HandEvent[], now: bigint) => HardenedRow[];
} = {
  'hardened/firewall-allow-all': firewallAllowAll,
  'hardened/firewall-ip-added': firewallIpAdded,
  'hardened/access-policy-added': accessPolicyAdded,
  'hardened/access-added-then-removed': accessAddedThenRemoved,
  'hardened/new-user-access': newUserAccess,
  'hardened/new-app-access': newAppAccess,
  'hardened/destructive-operations': destructiveOperations,
};

/** The ids of the hardened detections that have a second writing. */
export const hardenedIds: readonly string[] = Object.keys(byHand);

/** The rows of a hardened detection over records. */
export const hardenedByHand = (
  detection: string,
  records: readonly HandRecord[],
  now: bigint,
): HardenedRow[] => byHand[detection]!(eventsByHand(records, now), now);
