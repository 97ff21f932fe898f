import type { Columns } from '../records/schema.js';
import type { EntityColumns, NamedRow } from './detection.js';
import type { Entities } from './finding.js';

/** What a row is about, by the columns that its detection names; a column without a value, or with a list of several, names nothing. */
export function entitiesOf(columns: EntityColumns<string>, row: NamedRow<Columns>): Entities {
  const text = (column: string | undefined) => (column === undefined ? '' : textOf(row[column]));
  const account = text(columns.account);
  const address = text(columns.ip);
  const vault = text(columns.vault);
  const appId = text(columns.application);
  return {
    ...(account !== '' && { account: { fullName: account } }),
    ...(address !== '' && { ip: { address } }),
    ...(vault !== '' && {
      azureResource: {
        name: vault,
        ...resourceId(text(columns.subscription), text(columns.resourceGroup), vault),
      },
    }),
    ...(appId !== '' && { cloudApplication: { appId } }),
  };
}

/** The text of a value; of a list that of its only element. */
const textOf = (value: NamedRow<Columns>[string] | undefined): string =>
  Array.isArray(value) ? (value.length === 1 ? String(value[0]) : '') : String(value ?? '');

/** Azure's id of a vault, when all its parts are known. */
const resourceId = (subscription: string, resourceGroup: string, vault: string) =>
  subscription === '' || resourceGroup === ''
    ? {}
    : {
        resourceId: `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${vault}`,
      };
