import { eventsByHand, fieldOf, type HandEvent } from './event-by-hand.js';
import { spanText } from './published-by-hand.js';
import type { Record } from './replayed.js';

/**
 * The hardened detections with their defaults once more, as plain loops over arrays, written from what their rules mean and without
 * anything of ours. Rows are given as a report has them in JSON.
 */
export type HardenedRow = readonly (string | number | boolean | null)[];

const minute = 600_000_000n;
const day = 1440n * minute;

const cell = ({ record }: HandEvent, column: string) => String(record[column] ?? '');
const field = ({ record }: HandEvent, column: string) => fieldOf(record, column);
const isOk = ({ outcome }: HandEvent) => outcome === 'ok';
const isChange = ({ operation, policyCall }: HandEvent) =>
  ['VaultPut', 'VaultPatch'].includes(operation) || policyCall !== '';

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
  return isChange(event) && hasSettings && field(event, acl) === '' ? 'open' : 'unknown';
}

function firewallAllowAll(events: readonly HandEvent[]): HardenedRow[] {
  const result: HardenedRow[] = [];
  for (const [i, event] of events.entries()) {
    if (firewallOn(event) !== 'open') continue;
    let before: HandEvent | null = null;
    for (const earlier of events.slice(0, i)) {
      if (earlier.vault !== event.vault) continue;
      if (isOk(earlier) && earlier.operation === 'VaultDelete') before = null;
      else if (firewallOn(earlier) !== 'unknown') before = earlier;
    }
    if (before === null || firewallOn(before) !== 'closed') continue;
    let reclosed: HandEvent | null = null;
    for (const after of events.slice(i + 1)) {
      if (after.vault !== event.vault) continue;
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
      event.timeText,
      event.vaultName,
      'Deny',
      newAcl,
      cell(event, 'SubscriptionId'),
      ip!,
      ...others,
      cell(event, 'ResourceGroup'),
      event.operation,
      before.timeText,
      before.operation,
      publicAccess,
      reclosed === null ? null : reclosed.timeText,
      reclosed === null ? null : spanText(reclosed.time - event.time),
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
    .filter((event) => isOk(event) && isChange(event))
    .flatMap((event) =>
      rangesIn(field(event, 'addedIpRule_Value_s')).map((text): HardenedRow => {
        const range = rangeOf(text);
        const caller = rangeOf(event.ip);
        return [
          event.timeText,
          event.vaultName,
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
  field(event, `${change}AccessPolicy_ObjectId_g`).toLowerCase();
const entriesIn = (list: string): string[] => (list === '' ? [] : (JSON.parse(list) as string[]));

function accessPolicyAdded(events: readonly HandEvent[]): HardenedRow[] {
  const result: HardenedRow[] = [];
  for (const event of events) {
    if (!isOk(event) || !isChange(event)) continue;
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
        other.vault === event.vault &&
        other.time >= event.time &&
        other.time <= event.time + 5n * minute,
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
      event.timeText,
      event.vaultName,
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
    if (!isOk(event) || !isChange(event)) continue;
    const removed = principal(event, 'removed');
    if (removed !== '') {
      const key = `${event.vault} ${removed}`;
      const added = (episodes.get(key) ?? []).find(
        ({ time }) => event.time - time > 0n && event.time - time <= 10n * minute,
      );
      episodes.delete(key);
      if (added !== undefined) {
        const uses = events.filter(
          (other) =>
            isOk(other) &&
            [...read, ...backup, ...use].includes(other.operation) &&
            other.vault === event.vault &&
            other.objectId === removed &&
            other.time > added.time &&
            other.time < event.time,
        );
        result.push([
          added.vaultName,
          added.timeText,
          added.actor,
          principal(added, 'added'),
          ...shown.map((kind) => permissions(added, 'added', kind)),
          event.timeText,
          event.actor,
          removed,
          ...shown.map((kind) => permissions(event, 'removed', kind)),
          spanText(event.time - added.time),
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
    const key = `${event.vault} ${granted}`;
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
  const isBaseline = ({ time }: HandEvent) => time >= now - 30n * day && time <= now - day;
  const isRecent = ({ time }: HandEvent) => time > now - day;
  const events = all.filter((event) => !event.isNoise && isOk(event) && isAbout(event));
  const seen = (event: HandEvent, when: (other: HandEvent) => boolean) =>
    events.some(
      (other) =>
        when(other) &&
        watched.includes(other.operation) &&
        other.vault === event.vault &&
        keyOf(other) === keyOf(event),
    );
  return events
    .filter((event) => isRecent(event) && seen(event, isRecent) && !seen(event, isBaseline))
    .map((event) => {
      const dates = new Set(
        all
          .filter((other) => isBaseline(other) && other.vault === event.vault)
          .map((other) => other.timeText.slice(0, 10)),
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
    event.timeText,
    event.actor,
    cell(event, 'ResourceGroup'),
    cell(event, 'SubscriptionId'),
    event.vaultName,
    event.target,
    event.operation,
    event.objectId,
    event.ip,
    event.appId,
    event.client,
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
    event.timeText,
    event.appId,
    cell(event, 'ResourceGroup'),
    cell(event, 'SubscriptionId'),
    event.vaultName,
    event.target,
    event.operation,
    event.actorType,
    event.actor,
    event.objectId,
    event.ip,
    event.client,
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
      event.timeText,
      cell(event, 'ResourceGroup'),
      cell(event, 'SubscriptionId'),
      event.vaultName,
      event.target,
      event.actor,
      event.ip,
      event.operation,
      event.actorType,
      event.objectId,
      event.appId,
      event.client,
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
export const hardenedByHand = (detection: string, records: readonly Record[], now: bigint): HardenedRow[] =>
  byHand[detection]!(eventsByHand(records, now), now);
