import {
  asciiLower,
  coalesce,
  columnIfExists,
  type Expression,
  extract,
  iff,
  isempty,
  isnotempty,
  op,
  strlen,
  substring,
  toguid,
  tostring,
} from '../../src/index.js';
import { fields, type ReadColumns, table, text } from './reading.js';
import { allOf, anyOf, firstOf } from './records.js';

type Text = Expression<'string'>;
type Test = Expression<'bool'>;

/** A GUID in lower case with its dashes; other text in lower case. */
export const guidText = (value: Text): Text =>
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

/** The object id by which a record names its caller, as it stands. */
export const objectIdOf = (row: ReadColumns): Text =>
  coalesce(text(row, fields.objectId), text(row, fields.longObjectId), claimInWords(row, 'oid'));

/** The application id by which a record names its caller, as it stands. */
export const appIdOf = (row: ReadColumns): Text =>
  coalesce(text(row, fields.appId), claimInWords(row, 'appid'));

/** The user name by which a record names its caller, as it stands. */
export const userNameOf = (row: ReadColumns): Text =>
  coalesce(
    text(row, fields.userName),
    text(row, fields.longUserName),
    text(row, fields.uniqueName),
    text(row, fields.longName),
  );

/** A user name without the provider that a guest has before it. */
export const withoutProvider = (name: Text): Text =>
  iff(op(name, 'startswith_cs', 'live.com#'), substring(name, 9), name);

/** What a record says of its caller. */
interface Named {
  readonly TokenType: Text;
  readonly IsManaged: Test;
  readonly IsScoped: Test;
  readonly UserName: Text;
  readonly ActorObjectId: Text;
  readonly AppId: Text;
}

/** Whether a caller is a `user`, an `app`, a `managedIdentity`, or `unknown`. */
export function actorTypeOf({ TokenType, IsManaged, IsScoped, UserName, ActorObjectId, AppId }: Named): Text {
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

/** The name of a caller: of a user the user name, of others the application id, and what else there is where that is missing. */
export const actorOf = (row: Named): Text =>
  iff(
    op(actorTypeOf(row), '==', 'user'),
    coalesce(row.UserName, row.ActorObjectId, row.AppId),
    coalesce(row.AppId, row.ActorObjectId),
  );
