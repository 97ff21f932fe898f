import { azureDiagnostics } from '../src/index.js';

/** Claims of callers on the management plane, where Azure writes their long names. */
export const longUpn = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s';
export const longName = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s';

/** What a vault's firewall does with an address that no rule names: `Allow` or `Deny`. */
export const defaultAction = 'properties_networkAcls_defaultAction_s';

/** Records of vaults whose `ResultType` says `Success`; Azure writes that beside refused calls too. */
export const vaultEvents = azureDiagnostics
  .where('ResourceType', '==', 'VAULTS')
  .where('ResultType', '==', 'Success');

/** Changes of a vault's own settings by PATCH. */
export const vaultPatches = vaultEvents.where('OperationName', '==', 'VaultPatch');
