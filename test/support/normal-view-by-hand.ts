import { type HandRecord, ticksOf } from './published-by-hand.js';

/**
 * The normal view of records once more, as plain loops over arrays, written from what its rules mean and without anything of ours.
 * An event is a kept record as the view shows it; times are ticks of 100 ns since 1970.
 */
export interface HandEvent {
  readonly record: HandRecord;
  readonly at: bigint;
  readonly operation: string;
  /** As spelled, and as compared. */
  readonly vault: string;
  readonly vaultKey: string;
  readonly status: number | null;
  readonly outcome: 'ok' | 'denied' | 'challenge' | 'other';
  readonly objectId: string;
  readonly appId: string;
  readonly actorType: 'user' | 'app' | 'managedIdentity' | 'unknown';
  readonly actor: string;
  readonly ip: string;
  readonly item: string;
  readonly target: string;
  readonly policyCall: string;
  readonly family: string;
  readonly isConfig: boolean;
  readonly isNoise: boolean;
}

const suffixes = ['_s', '_g', '_d', '_b'];

/** What a record says in a field: the column, the same field under another suffix, or what has no column any more. */
export function fieldOf(record: HandRecord, column: string): string {
  const field = column.slice(0, -2);
  for (const name of [column, ...suffixes.map((suffix) => field + suffix)])
    if ((record[name] ?? '') !== '') return record[name]!;
  const more = record['AdditionalFields'] ?? '';
  const others = more === '' ? {} : (JSON.parse(more) as { [name: string]: unknown });
  for (const name of [field, column]) if ((others[name] ?? '') !== '') return String(others[name]);
  return '';
}

/** An object id or application id: lower case, with dashes. */
export function idText(text: string): string {
  const lower = text.toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(lower)) return lower;
  return [[0, 8], [8, 12], [12, 16], [16, 20], [20]].map(([from, to]) => lower.slice(from, to)).join('-');
}

const longObjectId = 'identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g';
const longUpn = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s';
const longName = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s';

const statuses: { readonly [words: string]: number } = {
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

function statusOf(record: HandRecord): number | null {
  const code = fieldOf(record, 'httpStatusCode_d');
  if (/^\d+$/.test(code)) return Number(code);
  const signature = (record['ResultSignature'] ?? '').trim();
  if (/^\d+$/.test(signature)) return Number(signature);
  return statuses[signature.toLowerCase().replaceAll(/[ _-]/g, '')] ?? null;
}

function outcomeOf(record: HandRecord, operation: string, status: number | null): HandEvent['outcome'] {
  if (status === null)
    return ['success', 'succeeded'].includes((record['ResultType'] ?? '').toLowerCase()) ? 'ok' : 'other';
  if (status >= 200 && status <= 299) return 'ok';
  if (operation === 'Authentication' && status === 401) return 'challenge';
  return status === 401 || status === 403 ? 'denied' : 'other';
}

const firstFilled = (...texts: readonly string[]) => texts.find((text) => text !== '') ?? '';

function vaultOf(record: HandRecord): string {
  const below = (id: string) => /\/vaults\/([^/?#]+)/i.exec(id)?.[1] ?? '';
  const host = (uri: string) =>
    /^https?:\/\/([^./:?#]+)\.vault\.(?:azure\.net|azure\.cn|usgovcloudapi\.net|microsoftazure\.de)(?=[:/?#]|$)/i.exec(
      uri,
    )?.[1] ?? '';
  const uri = fieldOf(record, 'requestUri_s');
  return firstFilled(
    record['Resource'] ?? '',
    below(record['_ResourceId'] ?? ''),
    below(record['ResourceId'] ?? ''),
    host(fieldOf(record, 'id_s')),
    host(uri),
    below(uri),
  );
}

/** The segments of the path of an address. */
const segmentsOf = (uri: string) =>
  uri
    .replace(/[?#].*$/s, '')
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .split('/')
    .filter((segment) => segment !== '');

const isData = (operation: string) =>
  /^(Secret|Key|Certificate|Storage|Sas)/.test(operation) && !operation.endsWith('EventGridNotification');

const kinds: { readonly [segment: string]: string } = {
  secrets: 'secret',
  deletedsecrets: 'secret',
  keys: 'key',
  deletedkeys: 'key',
  certificates: 'certificate',
  deletedcertificates: 'certificate',
  storage: 'storage',
  deletedstorage: 'storage',
};

function itemOf(record: HandRecord, operation: string): string {
  const id = fieldOf(record, 'id_s');
  const [first = '', second = ''] = segmentsOf(firstFilled(id, fieldOf(record, 'requestUri_s')));
  const kind = kinds[first.toLowerCase()];
  if (!isData(operation) || kind === undefined || second === '') return '';
  if (id === '' && second === 'restore' && operation.endsWith('Restore')) return '';
  const isContactOrIssuer = /^Certificate(Contact|Issuer)/.test(operation);
  if (kind === 'certificate' && isContactOrIssuer && ['contacts', 'issuers'].includes(second)) return '';
  return `${kind}/${decodeURIComponent(second).toLowerCase()}`;
}

function policyCallOf(record: HandRecord): string {
  const segments = segmentsOf(fieldOf(record, 'requestUri_s')).map((segment) => segment.toLowerCase());
  const last = segments.at(-1) ?? '';
  return segments.at(-2) === 'accesspolicies' && ['add', 'replace', 'remove'].includes(last) ? last : '';
}

function familyOf(record: HandRecord): string {
  const agent = fieldOf(record, 'clientInfo_s').toLowerCase();
  if (agent === '') return 'none';
  if (agent.includes('terraform')) return 'terraform';
  if (agent.startsWith('azurecli/')) return 'azure-cli';
  if (agent.includes('azurepowershell') || agent.includes('psversion/')) return 'azure-powershell';
  const sdk = /^azsdk-[^-]+(?=-)/.exec(agent);
  if (sdk !== null) return sdk[0];
  if (agent.startsWith('azureresourcegraph.')) return 'azure-resource-graph';
  if (agent.startsWith('policyscan')) return 'azure-policy';
  if (agent.startsWith('mozilla/')) return 'browser';
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(agent)) return 'guid';
  return agent.split(/[/ ]/)[0]!;
}

const inventory = [
  '509e4652-da8d-478d-a730-e9d4a1996ca4',
  '8cae6e77-e04e-42ce-b5cb-50d82bce26b1',
  '1d78a85d-813d-46f0-b496-dd72f50a3ec0',
  '8edd93e1-2103-40b4-bd70-6e34e586362d',
  'c39c9bac-9d1f-4dfb-aa29-27f6365e5cb7',
  'b9a92e36-2cf8-4f4e-bcb3-9d99e00e14ab',
];

/** Operations of the tests by their lower case: the names that records spell otherwise. */
const spellings: { readonly [lower: string]: string } = { secretget: 'SecretGet', vaultpatch: 'VaultPatch' };

function isKept(record: HandRecord, operation: string): boolean {
  const said = (column: string) => (record[column] ?? '').toLowerCase();
  if (!['', 'auditevent'].includes(said('Category'))) return false;
  if (!['', 'vaults'].includes(said('ResourceType'))) return false;
  if (said('ResourceProvider') !== '') return said('ResourceProvider') === 'microsoft.keyvault';
  const id = firstFilled(said('_ResourceId'), said('ResourceId'));
  if (id !== '') return id.includes('/microsoft.keyvault/vaults/');
  return (
    said('ResourceType') === 'vaults' && /^(Vault|Secret|Key|Certificate|Authentication)/.test(operation)
  );
}

function eventOf(record: HandRecord, at: bigint, operation: string): HandEvent {
  const vault = vaultOf(record);
  const status = statusOf(record);
  const isNameless = !Object.entries(record).some(
    ([column, cell]) => column.startsWith('identity_') && cell !== '',
  );
  const words = isNameless ? (record['ResultDescription'] ?? '') : '';
  const claimed = (claim: string) =>
    new RegExp(`(?<![a-z])${claim}=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`, 'i').exec(words)?.[1] ??
    '';
  const objectId = idText(
    firstFilled(fieldOf(record, 'identity_claim_oid_g'), fieldOf(record, longObjectId), claimed('oid')),
  );
  const appId = idText(firstFilled(fieldOf(record, 'identity_claim_appid_g'), claimed('appid')));
  const userName = firstFilled(
    fieldOf(record, 'identity_claim_upn_s'),
    fieldOf(record, longUpn),
    fieldOf(record, 'identity_claim_unique_name_s'),
    fieldOf(record, longName),
  )
    .toLowerCase()
    .replace(/^live\.com#/, '');
  const machine = fieldOf(record, 'identity_claim_xms_mirid_s') === '' ? 'app' : 'managedIdentity';
  const actorType =
    fieldOf(record, 'identity_claim_idtyp_s') === 'app'
      ? machine
      : userName !== '' || fieldOf(record, 'identity_claim_scp_s') !== ''
        ? 'user'
        : objectId !== '' || appId !== ''
          ? machine
          : 'unknown';
  const policyCall = policyCallOf(record);
  const family = familyOf(record);
  return {
    record,
    at,
    operation,
    vault,
    vaultKey: vault.toLowerCase(),
    status,
    outcome: outcomeOf(record, operation, status),
    objectId,
    appId,
    actorType,
    actor: actorType === 'user' ? firstFilled(userName, objectId, appId) : firstFilled(appId, objectId),
    ip: firstFilled(record['CallerIPAddress'] ?? '', fieldOf(record, 'identity_claim_ipaddr_s')),
    item: itemOf(record, operation),
    target: firstFilled(fieldOf(record, 'id_s'), fieldOf(record, 'requestUri_s').split('?')[0]!),
    policyCall,
    family,
    isConfig: ['VaultPut', 'VaultPatch'].includes(operation) || policyCall !== '',
    isNoise:
      operation === 'Authentication' ||
      operation.endsWith('EventGridNotification') ||
      (operation === 'VaultGet' &&
        (inventory.includes(appId) || ['azure-resource-graph', 'azure-policy'].includes(family))),
  };
}

const filled = ({ record }: HandEvent) => Object.entries(record).filter(([, cell]) => cell !== '');

/** By what events are one: all but how much of them an export kept. */
const identityOf = ({ at, vaultKey, operation, item, record, status, actor, ip }: HandEvent) => [
  at,
  vaultKey,
  operation,
  item,
  record['CorrelationId'] ?? '',
  fieldOf(record, 'requestUri_s'),
  fieldOf(record, 'id_s'),
  status ?? 0,
  actor,
  ip,
];

function compared(one: HandEvent, other: HandEvent): number {
  const keys = [one, other].map((event) => [
    ...identityOf(event),
    -filled(event).length,
    JSON.stringify(filled(event).sort()),
  ]);
  for (const [i, key] of keys[0]!.entries()) {
    if (key < keys[1]![i]!) return -1;
    if (key > keys[1]![i]!) return 1;
  }
  return 0;
}

/** The events of records in canonical order, each once. */
export function eventsByHand(records: readonly HandRecord[], now: bigint): HandEvent[] {
  const events: HandEvent[] = [];
  for (const record of records) {
    const at = ticksOf(record['TimeGenerated'] ?? '');
    const name = (record['OperationName'] ?? '').trim();
    const operation = spellings[name.toLowerCase()] ?? name;
    if (at !== null && at <= now && isKept(record, operation)) events.push(eventOf(record, at, operation));
  }
  events.sort(compared);
  return events.filter(
    (event, i) => i === 0 || String(identityOf(event)) !== String(identityOf(events[i - 1]!)),
  );
}
