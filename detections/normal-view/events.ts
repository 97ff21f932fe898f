import {
  asciiLower,
  coalesce,
  columnIfExists,
  dynamic,
  type Expression,
  extract,
  iff,
  inside,
  isempty,
  isnotempty,
  isnull,
  matchesRegex,
  nullOf,
  op,
  replaceString,
  strcat,
  strlen,
  substring,
  toguid,
  tolong,
  tostring,
  trimmed,
  urlDecode,
} from '../../src/index.js';
import { type BackgroundReaders, backgroundReaders } from './noise.js';
import { fields, number, type ReadColumns, table, text } from './reading.js';
import { allOf, anyOf, firstOf, isDataOperation, keptRecords, operationOf } from './records.js';

type Text = Expression<'string'>;
type Test = Expression<'bool'>;

/** A GUID in lower case with its dashes; other text in lower case. */
const guidText = (value: Text): Text =>
  iff(op(strlen(value), '==', 32), coalesce(tostring(toguid(value)), asciiLower(value)), asciiLower(value));

const identityColumns = table.node.columns
  .map(({ name }) => name)
  .filter((name) => name.startsWith('identity_'));

/** Whether a record names its caller in no claim at all, and says in words why it was refused. */
const hidesCaller = (row: ReadColumns): Test =>
  allOf(
    isnotempty(row['ResultDescription'] as Text),
    ...identityColumns.map((name) => isempty(columnIfExists(row[name]!))),
    op(tostring(columnIfExists(row['AdditionalFields']!)), '!contains_cs', '"identity_'),
  );

/** A claim that the words of a refusal repeat: `oid=` and a GUID. */
const claimInWords = (row: ReadColumns, claim: 'oid' | 'appid'): Text =>
  iff(
    hidesCaller(row),
    extract(
      `(?i)(?:^|[^a-z])${claim}=([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})`,
      1,
      row['ResultDescription'] as Text,
    ),
    '',
  );

const objectIdOf = (row: ReadColumns): Text =>
  coalesce(text(row, fields.objectId), text(row, fields.longObjectId), claimInWords(row, 'oid'));

const appIdOf = (row: ReadColumns): Text => coalesce(text(row, fields.appId), claimInWords(row, 'appid'));

const userNameOf = (row: ReadColumns): Text =>
  coalesce(
    text(row, fields.userName),
    text(row, fields.longUserName),
    text(row, fields.uniqueName),
    text(row, fields.longName),
  );

const withoutProvider = (name: Text): Text =>
  iff(op(name, 'startswith_cs', 'live.com#'), substring(name, 9), name);

const statusWords = dynamic({
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
});

const withoutSeparators = (value: Text): Text =>
  replaceString(replaceString(replaceString(asciiLower(value), ' ', ''), '_', ''), '-', '');

function statusOf(row: ReadColumns): Expression<'long'> {
  const code = number(row, fields.status);
  const words = row['ResultSignature'] as Text;
  return coalesce(
    iff(op(code, '==', tolong(code)), tolong(code), nullOf('long')),
    tolong(trimmed(words)),
    tolong(inside(statusWords, withoutSeparators(words) as never)),
  );
}

const vaultOfResource = (id: Text): Text => extract('(?i)/vaults/([^/?#]+)', 1, id);
const vaultOfHost = (uri: Text): Text =>
  extract(
    '(?i)^https?://([^/?#:.]+)\\.(?:vault\\.azure\\.net|vault\\.azure\\.cn|vault\\.usgovcloudapi\\.net|vault\\.microsoftazure\\.de)(?:[:/?#]|$)',
    1,
    uri,
  );

function vaultOf(row: ReadColumns): Text {
  const uri = text(row, fields.requestUri);
  return coalesce(
    row['Resource'] as Text,
    vaultOfResource(row['_ResourceId'] as Text),
    vaultOfResource(row['ResourceId'] as Text),
    vaultOfHost(text(row, fields.id)),
    vaultOfHost(uri),
    vaultOfResource(uri),
  );
}

const guidForm = '^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$';

/** The family of a client program, whatever its version, from its user agent in lower case. */
const clientFamilyOf = (agent: Text): Text =>
  firstOf(
    [
      [isempty(agent), 'none'],
      [op(agent, 'contains_cs', 'terraform'), 'terraform'],
      [op(agent, 'startswith_cs', 'azurecli/'), 'azure-cli'],
      [
        anyOf(op(agent, 'contains_cs', 'azurepowershell'), op(agent, 'contains_cs', 'psversion/')),
        'azure-powershell',
      ],
      [matchesRegex(agent, '^azsdk-[^-]+-'), extract('^azsdk-[^-]+', 0, agent)],
      [op(agent, 'startswith_cs', 'azureresourcegraph.'), 'azure-resource-graph'],
      [op(agent, 'startswith_cs', 'policyscan'), 'azure-policy'],
      [op(agent, 'startswith_cs', 'mozilla/'), 'browser'],
      [matchesRegex(agent, guidForm), 'guid'],
    ],
    extract('^[^/ ]*', 0, agent),
  );

/** What the parts of an address name: the kind of item by its first segment. */
const itemKindOf = (segment: Text): Text =>
  firstOf(
    [
      [op(segment, 'in', ['secrets', 'deletedsecrets']), 'secret'],
      [op(segment, 'in', ['keys', 'deletedkeys']), 'key'],
      [op(segment, 'in', ['certificates', 'deletedcertificates']), 'certificate'],
      [op(segment, 'in', ['storage', 'deletedstorage']), 'storage'],
    ],
    '',
  );

const itemForm = '(?i)^[a-z]+://[^/?#]*/([^/?#]+)/([^/?#]+)';

/** Whether the second segment of an address is the name of no item, as for some operations. */
const namesNoItem = (operation: Text, segment: Text, name: Text, isRequest: Test): Test =>
  anyOf(
    allOf(op(operation, 'endswith_cs', 'Restore'), isRequest, op(name, '==', 'restore')),
    allOf(
      anyOf(
        op(operation, 'startswith_cs', 'CertificateContact'),
        op(operation, 'startswith_cs', 'CertificateIssuer'),
      ),
      op(segment, 'in', ['certificates', 'deletedcertificates']),
      op(name, 'in', ['contacts', 'issuers']),
    ),
  );

/** What is read of a record as it stands. */
const readings = (row: ReadColumns) => ({
  TimeGenerated: row['TimeGenerated'] as Expression<'datetime'>,
  OperationName: operationOf(row['OperationName'] as Text),
  VaultName: vaultOf(row),
  SubscriptionId: row['SubscriptionId'] as Text,
  ResourceGroup: row['ResourceGroup'] as Text,
  Status: statusOf(row),
  ResultType: row['ResultType'] as Text,
  ObjectIdClaim: objectIdOf(row),
  AppIdClaim: appIdOf(row),
  UserClaim: userNameOf(row),
  TokenType: text(row, fields.tokenType),
  IsManaged: isnotempty(text(row, fields.managedResource)),
  IsScoped: isnotempty(text(row, fields.scope)),
  CallerIPAddress: coalesce(row['CallerIPAddress'] as Text, text(row, fields.tokenAddress)),
  id_s: text(row, fields.id),
  requestUri_s: text(row, fields.requestUri),
  CorrelationId: row['CorrelationId'] as Text,
  ClientInfo: text(row, fields.clientInfo),
});

type Readings = ReturnType<typeof readings>;

/** What is made of single readings, and wanted more than once. */
const parts = (row: Readings) => {
  const address = coalesce(row.id_s, row.requestUri_s);
  const isData = isDataOperation(row.OperationName);
  return {
    ActorObjectId: guidText(row.ObjectIdClaim),
    AppId: guidText(row.AppIdClaim),
    UserName: withoutProvider(asciiLower(row.UserClaim)),
    ClientFamily: clientFamilyOf(asciiLower(row.ClientInfo)),
    IsData: isData,
    Segment: iff(isData, asciiLower(extract(itemForm, 1, address)), ''),
    Segment2: iff(isData, extract(itemForm, 2, address), ''),
  };
};

type Parts = Readings & ReturnType<typeof parts>;

const outcomeOf = ({ OperationName, Status, ResultType }: Readings): Text =>
  firstOf(
    [
      [isnull(Status), iff(op(ResultType, 'in~', ['Success', 'Succeeded']), 'ok', 'other')],
      [op(Status, 'between', [200, 299]), 'ok'],
      [allOf(op(OperationName, '==', 'Authentication'), op(Status, '==', 401)), 'challenge'],
      [op(Status, 'in', [401, 403]), 'denied'],
    ],
    'other',
  );

function actorTypeOf({ TokenType, IsManaged, IsScoped, UserName, ActorObjectId, AppId }: Parts): Text {
  const application = iff(IsManaged, 'managedIdentity', 'app');
  return firstOf(
    [
      [op(TokenType, '==', 'app'), application],
      [anyOf(isnotempty(UserName), IsScoped), 'user'],
      [anyOf(isnotempty(ActorObjectId), isnotempty(AppId)), application],
    ],
    'unknown',
  );
}

const actorOf = (row: Parts): Text =>
  iff(
    op(actorTypeOf(row), '==', 'user'),
    coalesce(row.UserName, row.ActorObjectId, row.AppId),
    coalesce(row.AppId, row.ActorObjectId),
  );

function itemOf({ OperationName, Segment, Segment2, id_s }: Parts): Text {
  const kind = itemKindOf(Segment);
  const name = asciiLower(urlDecode(Segment2));
  return firstOf(
    [
      [op(Segment2, '==', ''), ''],
      [op(kind, '==', ''), ''],
      [namesNoItem(OperationName, Segment, name, isempty(id_s)), ''],
    ],
    strcat(kind, '/', name),
  );
}

const policyForm = '(?i)/accessPolicies/(add|replace|remove)/?(?:[?#]|$)';

const policyCallOf = ({ IsData, requestUri_s }: Parts): Text =>
  iff(IsData, '', asciiLower(extract(policyForm, 1, requestUri_s)));

const isNoise = ({ OperationName, AppId, ClientFamily }: Parts, readers: BackgroundReaders): Test =>
  anyOf(
    op(OperationName, '==', 'Authentication'),
    allOf(
      op(OperationName, '==', 'VaultGet'),
      anyOf(op(AppId, 'in', readers.applications), op(ClientFamily, 'in', readers.clients)),
    ),
    op(OperationName, 'endswith_cs', 'EventGridNotification'),
  );

const view = (row: Parts, readers: BackgroundReaders) => ({
  TimeGenerated: row.TimeGenerated,
  OperationName: row.OperationName,
  VaultName: row.VaultName,
  VaultKey: asciiLower(row.VaultName),
  SubscriptionId: row.SubscriptionId,
  ResourceGroup: row.ResourceGroup,
  Status: row.Status,
  Outcome: outcomeOf(row),
  Actor: actorOf(row),
  ActorType: actorTypeOf(row),
  ActorObjectId: row.ActorObjectId,
  AppId: row.AppId,
  CallerIPAddress: row.CallerIPAddress,
  ClientFamily: row.ClientFamily,
  Item: itemOf(row),
  Target: coalesce(row.id_s, extract('^[^?]*', 0, row.requestUri_s)),
  PolicyCall: policyCallOf(row),
  IsData: row.IsData,
  IsNoise: isNoise(row, readers),
  CorrelationId: row.CorrelationId,
  requestUri_s: row.requestUri_s,
  id_s: row.id_s,
});

// Expressions do not know whose columns they read: those of all records are the same objects, and what is known of one is known of all.
let readingsKnown: Readings | undefined;
let partsKnown: ReturnType<typeof parts> | undefined;
const viewsKnown = new Map<string, ReturnType<typeof view>>();

/** `readings`, made once. */
export function readingsOnce(row: unknown): Readings {
  readingsKnown ??= readings(row as ReadColumns);
  return readingsKnown;
}

/** `parts`, made once. */
export function partsOnce(row: Readings): ReturnType<typeof parts> {
  partsKnown ??= parts(row);
  return partsKnown;
}

/** `view`, made once for each list of background readers. */
export function viewOnce(row: Parts, readers: BackgroundReaders): ReturnType<typeof view> {
  const key = readersKey(readers);
  const known = viewsKnown.get(key) ?? view(row, readers);
  viewsKnown.set(key, known);
  return known;
}

const readersKey = ({ applications, clients }: BackgroundReaders) => JSON.stringify([applications, clients]);

const eventsAmong = (records: typeof keptRecords, readers: BackgroundReaders = backgroundReaders) =>
  records
    .project(readingsOnce)
    .extend(partsOnce)
    .project((row) => viewOnce(row, readers));

const made = new Map<string, ReturnType<typeof eventsAmong>>();

/**
 * The events: every kept record as the normal view shows it.
 *
 * - `VaultKey`: the vault's name in lower case, by which vaults are compared; `VaultName` as spelled
 * - `Status`: the HTTP status, null when unknown; `Outcome`: `ok`, `denied`, `challenge` (the first call of every SDK) or `other`
 * - `Actor`: user name, else object id, else application id of a user; application id, else object id of the rest; `ActorType`: `user`,
 *   `app`, `managedIdentity` or `unknown`
 * - `Item`: `secret/db-password`, lower case, without version; empty where an operation names none
 * - `Target`: the address of what was called; `PolicyCall`: `add`, `replace` or `remove` of a call of access policies
 * - `IsData`: an operation on items; `IsNoise`: background, which tells nothing of what anybody does
 *
 * `readers` says whose `VaultGet` is background. Equal ones give the same step, so that it runs once.
 */
export function events(readers: BackgroundReaders = backgroundReaders) {
  const key = readersKey(readers);
  const known = made.get(key);
  if (known !== undefined) return known;
  const query = eventsAmong(keptRecords, readers);
  made.set(key, query);
  return query;
}
