import type { Finding } from '../findings/finding.js';
import { itemName } from './item-name.js';

/** Kinds of names that findings hold. */
export type NameKind = 'actors' | 'objectIds' | 'applications' | 'addresses' | 'vaults' | 'items' | 'clients';

/** Columns of results that name more than the entities of a finding do. */
const columns: { readonly [kind in NameKind]: readonly string[] } = {
  actors: ['RemovedActor', 'GrantActor', 'RevokeActor'],
  objectIds: ['ActorObjectId'],
  applications: ['AppId', 'NewAppId'],
  addresses: ['CallerIPs'],
  vaults: ['Vaults', 'NewVaults'],
  items: ['KeyVaultTarget', 'Item', 'ItemSample', 'SuccessItem'],
  clients: ['ClientFamily', 'ClientFamilies', 'NewClientFamily'],
};

/** What a finding names of a kind, in its entities and in the columns that detections use for it; items as `vault/kind/name`. */
export function namesIn(finding: Finding, kind: NameKind): readonly string[] {
  const { entities, row } = finding;
  const found = columns[kind].flatMap((column) => textsOf(row[column]));
  switch (kind) {
    case 'actors':
      return [...textsOf(entities.account?.fullName), ...found];
    case 'applications':
      return [...textsOf(entities.cloudApplication?.appId), ...found];
    case 'addresses':
      return [...textsOf(entities.ip?.address), ...found];
    case 'vaults':
      return [...textsOf(entities.azureResource?.name), ...found];
    case 'items': {
      const vault = entities.azureResource?.name ?? '';
      return found.flatMap((text) => itemName(text, vault) ?? []);
    }
    default:
      return found;
  }
}

/** The most elements that lists in results have; one that has so many may be cut. */
const longestList = 20;

/** Whether a finding may rest on calls with further names of a kind: its list may be cut, a caller is not known, or several are counted and not named. */
export function mayLack({ row }: Finding, kind: NameKind): boolean {
  if (columns[kind].some((column) => textsOf(row[column]).length >= longestList)) return true;
  const several = typeof row['ActorCount'] === 'number' && row['ActorCount'] > 1;
  if (kind === 'applications') return several;
  return kind === 'actors' && (several || columns.actors.some((column) => row[column] === ''));
}

/** The texts of a cell: those of its list when it holds one. */
function textsOf(cell: Finding['row'][string] | undefined): readonly string[] {
  if (typeof cell !== 'string' || cell === '') return [];
  return (cell.startsWith('[') ? listIn(cell) : null) ?? [cell];
}

function listIn(text: string): readonly string[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : null;
  } catch {
    return null;
  }
}
