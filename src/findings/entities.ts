import type { EntityColumns } from './detection.js';
import type { Entities, Finding } from './finding.js';

/** What a row is about, by the columns that its detection names; a column without a value names nothing. */
export function entitiesOf(columns: EntityColumns<string>, row: Finding['row']): Entities {
  const text = (column: string | undefined) => (column === undefined ? '' : String(row[column] ?? ''));
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

/** Azure's id of a vault, when all its parts are known. */
const resourceId = (subscription: string, resourceGroup: string, vault: string) =>
  subscription === '' || resourceGroup === ''
    ? {}
    : {
        resourceId: `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/vaults/${vault}`,
      };
