import { parseIso } from '../../src/records/instant.js';
import type { Record } from './replayed.js';

/** A record as the normal view shows it. */
export interface HandEvent {
  readonly record: Record;
  readonly time: bigint;
  readonly timeText: string;
  readonly operation: string;
  readonly vaultName: string;
  readonly vault: string;
  readonly status: number | null;
  readonly outcome: 'ok' | 'denied' | 'challenge' | 'other';
  readonly actor: string;
  readonly actorType: 'user' | 'app' | 'managedIdentity' | 'unknown';
  readonly objectId: string;
  readonly appId: string;
  readonly ip: string;
  readonly client: string;
  readonly item: string;
  readonly target: string;
  readonly policyCall: string;
  readonly isData: boolean;
  readonly isNoise: boolean;
}

/** A cell as text; a cell that is not there is empty. */
const cell = (record: Record, name: string): string => {
  const value = record[name];
  return value === undefined || value === null ? '' : String(value);
};

/** The text of a field: the column, its twins, then AdditionalFields. */
export function fieldOf(record: Record, column: string): string {
  const base = column.slice(0, -2);
  const order = [column, ...['_s', '_g', '_d', '_b'].map((suffix) => base + suffix)];
  for (const name of order) if (cell(record, name) !== '') return cell(record, name);
  const more = (record['AdditionalFields'] ?? {}) as Record;
  return cell(more, base) || cell(more, column);
}

/** A field as true, false or neither. */
export const truthOf = (record: Record, column: string): boolean | null => {
  const text = fieldOf(record, column).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : null;
};

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function guid(text: string): string {
  const folded = lower(text);
  if (!/^[0-9a-f]{32}$/.test(folded)) return folded;
  return [
    folded.slice(0, 8),
    folded.slice(8, 12),
    folded.slice(12, 16),
    folded.slice(16, 20),
    folded.slice(20),
  ].join('-');
}

const words: { readonly [word: string]: number } = {
  ok: 200,
  created: 201,
  accepted: 202,
  nocontent: 204,
  badrequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notfound: 404,
  conflict: 409,
  toomanyrequests: 429,
  internalservererror: 500,
  serviceunavailable: 503,
};

function statusOf(record: Record): number | null {
  const code = fieldOf(record, 'httpStatusCode_d');
  if (/^\d+$/.test(code)) return Number(code);
  const signature = cell(record, 'ResultSignature').trim();
  if (/^\d+$/.test(signature)) return Number(signature);
  const word = lower(signature).replace(/[ _-]/g, '');
  return Object.hasOwn(words, word) ? words[word]! : null;
}

const spelled = [
  ...['VaultGet', 'VaultPut', 'VaultPatch', 'VaultDelete', 'VaultPurge', 'Authentication'],
  'VaultAccessPolicyChangedEventGridNotification',
  ...['Secret', 'Key', 'Certificate'].flatMap((kind) =>
    ['Get', 'List', 'ListDeleted', 'Backup', 'Restore', 'Recover', 'Delete', 'Purge'].map(
      (verb) => kind + verb,
    ),
  ),
  ...['KeySign', 'KeyVerify', 'KeyWrap', 'KeyUnwrap', 'KeyEncrypt', 'KeyDecrypt', 'KeyRelease', 'SecretSet'],
];

function vaultOf(record: Record): string {
  const host =
    /^https?:\/\/([^/?#:.]+)\.(?:vault\.azure\.net|vault\.azure\.cn|vault\.usgovcloudapi\.net|vault\.microsoftazure\.de)(?:[:/?#]|$)/i;
  const path = /\/vaults\/([^/?#]+)/i;
  const uri = fieldOf(record, 'requestUri_s');
  return (
    cell(record, 'Resource') ||
    path.exec(cell(record, '_ResourceId'))?.[1] ||
    path.exec(cell(record, 'ResourceId'))?.[1] ||
    host.exec(fieldOf(record, 'id_s'))?.[1] ||
    host.exec(uri)?.[1] ||
    path.exec(uri)?.[1] ||
    ''
  );
}

function clientOf(agent: string): string {
  const folded = lower(agent);
  if (folded === '') return 'none';
  if (folded.includes('terraform')) return 'terraform';
  if (folded.startsWith('azurecli/')) return 'azure-cli';
  if (folded.includes('azurepowershell') || folded.includes('psversion/')) return 'azure-powershell';
  const sdk = /^(azsdk-[^-]+)-/.exec(folded);
  if (sdk !== null) return sdk[1]!;
  if (folded.startsWith('azureresourcegraph.')) return 'azure-resource-graph';
  if (folded.startsWith('policyscan')) return 'azure-policy';
  if (folded.startsWith('mozilla/')) return 'browser';
  if (/^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/.test(folded)) return 'guid';
  return folded.split(/[/ ]/)[0]!;
}

const isDataOperation = (operation: string) =>
  /^(Secret|Key|Certificate|Storage|Sas)/.test(operation) && !operation.endsWith('EventGridNotification');

function itemOf(record: Record, operation: string): string {
  if (!isDataOperation(operation)) return '';
  const id = fieldOf(record, 'id_s');
  const match = /^[a-z]+:\/\/[^/?#]*\/([^/?#]+)\/([^/?#]+)/i.exec(id || fieldOf(record, 'requestUri_s'));
  if (match === null) return '';
  const kind = { secrets: 'secret', keys: 'key', certificates: 'certificate', storage: 'storage' }[
    lower(match[1]!).replace(/^deleted/, '')
  ];
  if (kind === undefined) return '';
  let name = match[2]!;
  try {
    name = decodeURIComponent(name);
  } catch {}
  name = lower(name);
  if (id === '' && name === 'restore' && operation.endsWith('Restore')) return '';
  if (
    kind === 'certificate' &&
    ['contacts', 'issuers'].includes(name) &&
    /^Certificate(Contact|Issuer)/.test(operation)
  )
    return '';
  return `${kind}/${name}`;
}

const readers = [
  '509e4652-da8d-478d-a730-e9d4a1996ca4',
  '8cae6e77-e04e-42ce-b5cb-50d82bce26b1',
  '1d78a85d-813d-46f0-b496-dd72f50a3ec0',
  '8edd93e1-2103-40b4-bd70-6e34e586362d',
  'c39c9bac-9d1f-4dfb-aa29-27f6365e5cb7',
  'b9a92e36-2cf8-4f4e-bcb3-9d99e00e14ab',
];

function isKept(record: Record, operation: string): boolean {
  const is = (name: string, word: string) => lower(cell(record, name)) === word;
  const isEmpty = (name: string) => cell(record, name) === '';
  if (!isEmpty('Category') && !is('Category', 'auditevent')) return false;
  if (!isEmpty('ResourceType') && !is('ResourceType', 'vaults')) return false;
  if (is('ResourceProvider', 'microsoft.keyvault')) return true;
  if (!isEmpty('ResourceProvider')) return false;
  const id = cell(record, '_ResourceId') || cell(record, 'ResourceId');
  if (id !== '') return lower(id).includes('/microsoft.keyvault/vaults/');
  return is('ResourceType', 'vaults') && /^(Vault|Secret|Key|Certificate|Authentication)/.test(operation);
}

/** A record as the normal view shows it, written as plain code; null when the view does not keep it. */
export function eventByHand(record: Record, now: bigint): HandEvent | null {
  const timeText = cell(record, 'TimeGenerated');
  const instant = parseIso(timeText);
  if (instant === null) return null;
  const time = BigInt(instant);
  const given = cell(record, 'OperationName').trim();
  const operation = spelled.find((name) => lower(name) === lower(given)) ?? given;
  if (time > now || !isKept(record, operation)) return null;

  const status = statusOf(record);
  const succeeded = ['success', 'succeeded'].includes(lower(cell(record, 'ResultType')));
  const outcome =
    status === null
      ? succeeded
        ? 'ok'
        : 'other'
      : status >= 200 && status <= 299
        ? 'ok'
        : operation === 'Authentication' && status === 401
          ? 'challenge'
          : status === 401 || status === 403
            ? 'denied'
            : 'other';

  const more = (record['AdditionalFields'] ?? {}) as Record;
  const namesNobody =
    Object.entries(record).every(([name, value]) => !name.startsWith('identity_') || value === '') &&
    Object.keys(more).every((name) => !name.startsWith('identity_'));
  const inWords = (claim: string) =>
    namesNobody
      ? (new RegExp(`(?:^|[^a-z])${claim}=([0-9a-f-]{32,36})`, 'i').exec(
          cell(record, 'ResultDescription'),
        )?.[1] ?? '')
      : '';
  const claims = 'identity_claim_http_schemas_';
  const objectId = guid(
    fieldOf(record, 'identity_claim_oid_g') ||
      fieldOf(record, `${claims}microsoft_com_identity_claims_objectidentifier_g`) ||
      inWords('oid'),
  );
  const appId = guid(fieldOf(record, 'identity_claim_appid_g') || inWords('appid'));
  const user = lower(
    fieldOf(record, 'identity_claim_upn_s') ||
      fieldOf(record, `${claims}xmlsoap_org_ws_2005_05_identity_claims_upn_s`) ||
      fieldOf(record, 'identity_claim_unique_name_s') ||
      fieldOf(record, `${claims}xmlsoap_org_ws_2005_05_identity_claims_name_s`),
  ).replace(/^live\.com#/, '');
  const application = fieldOf(record, 'identity_claim_xms_mirid_s') !== '' ? 'managedIdentity' : 'app';
  const actorType =
    fieldOf(record, 'identity_claim_idtyp_s') === 'app'
      ? application
      : user !== '' || fieldOf(record, 'identity_claim_scp_s') !== ''
        ? 'user'
        : objectId !== '' || appId !== ''
          ? application
          : 'unknown';
  const actor = actorType === 'user' ? user || objectId || appId : appId || objectId;

  const uri = fieldOf(record, 'requestUri_s');
  const client = clientOf(fieldOf(record, 'clientInfo_s'));
  const isData = isDataOperation(operation);
  const vaultName = vaultOf(record);
  return {
    record,
    time,
    timeText,
    operation,
    vaultName,
    vault: lower(vaultName),
    status,
    outcome,
    actor,
    actorType,
    objectId,
    appId,
    ip: cell(record, 'CallerIPAddress') || fieldOf(record, 'identity_claim_ipaddr_s'),
    client,
    item: itemOf(record, operation),
    target: fieldOf(record, 'id_s') || uri.split('?')[0]!,
    policyCall: isData
      ? ''
      : lower(/\/accessPolicies\/(add|replace|remove)\/?(?:[?#]|$)/i.exec(uri)?.[1] ?? ''),
    isData,
    isNoise:
      operation === 'Authentication' ||
      operation.endsWith('EventGridNotification') ||
      (operation === 'VaultGet' &&
        (readers.includes(appId) || client === 'azure-resource-graph' || client === 'azure-policy')),
  };
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What tells two events apart, in the order in which events are compared. */
const parts = (event: HandEvent) => [
  event.vault,
  event.operation,
  event.item,
  cell(event.record, 'CorrelationId'),
  fieldOf(event.record, 'requestUri_s'),
  fieldOf(event.record, 'id_s'),
  String(event.status ?? 0).padStart(6, '0'),
  event.actor,
  event.ip,
];

/** The events of some records in the canonical order, each once. */
export function eventsByHand(records: readonly Record[], now: bigint): readonly HandEvent[] {
  const events = records.flatMap((record) => eventByHand(record, now) ?? []);
  const ordered = events.toSorted((a, b) => {
    if (a.time !== b.time) return a.time < b.time ? -1 : 1;
    const left = parts(a);
    const right = parts(b);
    for (let i = 0; i < left.length; i++) {
      const order = byText(left[i]!, right[i]!);
      if (order !== 0) return order;
    }
    return 0;
  });
  const same = (a: HandEvent, b: HandEvent) =>
    a.time === b.time && JSON.stringify(parts(a)) === JSON.stringify(parts(b));
  return ordered.filter((event, i) => i === 0 || !same(event, ordered[i - 1]!));
}
