import {
  asciiLower,
  coalesce,
  dynamic,
  type Expression,
  extract,
  iff,
  inside,
  isnotempty,
  isnull,
  nullOf,
  op,
  replaceString,
  tolong,
  trimmed,
} from '../../src/index.js';
import {
  actorOf,
  actorTypeOf,
  appIdOf,
  guidText,
  objectIdOf,
  userNameOf,
  withoutProvider,
} from './caller.js';
import { clientFamilyOf } from './client.js';
import { itemOf, segmentsOf } from './item.js';
import { type BackgroundReaders, backgroundReaders } from './noise.js';
import { fields, number, type ReadColumns, text } from './reading.js';
import { allOf, anyOf, firstOf, isDataOperation, keptRecords, operationOf } from './records.js';

type Text = Expression<'string'>;
type Test = Expression<'bool'>;

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
  const isData = isDataOperation(row.OperationName);
  return {
    ActorObjectId: guidText(row.ObjectIdClaim),
    AppId: guidText(row.AppIdClaim),
    UserName: withoutProvider(asciiLower(row.UserClaim)),
    ClientFamily: clientFamilyOf(asciiLower(row.ClientInfo)),
    IsData: isData,
    ...segmentsOf(isData, coalesce(row.id_s, row.requestUri_s)),
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
