import { resourceParts } from './resource-id.js';

/** A vault or HSM pool as `AzureDiagnostics` names it, in upper case. */
export interface NamedVault {
  readonly Resource: string;
  readonly ResourceType: string;
  readonly ResourceProvider: string;
}

const provider = 'MICROSOFT.KEYVAULT';

/** The domains of vaults and HSM pools in Azure's clouds. */
const domains: readonly (readonly [domain: string, resourceType: string])[] = [
  ['.vault.azure.net', 'VAULTS'],
  ['.vault.azure.cn', 'VAULTS'],
  ['.vault.usgovcloudapi.net', 'VAULTS'],
  ['.vault.microsoftazure.de', 'VAULTS'],
  ['.managedhsm.azure.net', 'MANAGEDHSMS'],
];

const address = /^https?:\/\/([^/:?#]*)(?::\d*)?([^?#]*)/i;

/** The vault that an address names: by its host, or, when the call went to the management of Azure, by its path. Null when it names none. */
export function vaultOfUri(uri: string): NamedVault | null {
  const [, host, path] = address.exec(uri) ?? [];
  if (host === undefined || path === undefined) return null;
  const folded = host.toLowerCase();
  const found = domains.find(([domain]) => folded.endsWith(domain));
  if (found !== undefined)
    return {
      Resource: host.slice(0, host.indexOf('.')).toUpperCase(),
      ResourceType: found[1],
      ResourceProvider: provider,
    };
  const { Resource, ResourceType, ResourceProvider } = resourceParts(path);
  return ResourceProvider === provider && Resource !== ''
    ? { Resource, ResourceType, ResourceProvider }
    : null;
}
