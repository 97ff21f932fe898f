import {
  azureDiagnostics,
  coalesce,
  columnIfExists,
  type Expression,
  iff,
  inside,
  isnull,
  type KqlType,
  tobool,
  todouble,
  tostring,
} from '../../src/index.js';

/** The columns that a query reads, by name. */
export type ReadColumns = { readonly [name: string]: Expression };

/**
 * The other suffix under which a field can stand: of a GUID and of text each other's, of a number and of a truth that of text. A suffix
 * follows the type of a value, so no other can hold it.
 */
function twinOf(column: string): string {
  const field = column.slice(0, -2);
  return column.endsWith('_s') ? `${field}_g` : `${field}_s`;
}

/** The fields of the normal view under their usual columns: those that are guarded, and read from elsewhere where the usual column is empty. */
export const fields = {
  status: 'httpStatusCode_d',
  objectId: 'identity_claim_oid_g',
  longObjectId: 'identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g',
  appId: 'identity_claim_appid_g',
  userName: 'identity_claim_upn_s',
  longUserName: 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s',
  uniqueName: 'identity_claim_unique_name_s',
  longName: 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s',
  tokenType: 'identity_claim_idtyp_s',
  managedResource: 'identity_claim_xms_mirid_s',
  scope: 'identity_claim_scp_s',
  tokenAddress: 'identity_claim_ipaddr_s',
  id: 'id_s',
  requestUri: 'requestUri_s',
  clientInfo: 'clientInfo_s',
} as const;

/** The fields of a vault's settings and of their changes. */
export const settingFields = {
  skuFamily: 'properties_sku_Family_s',
  skuName: 'properties_sku_Name_s',
  tenantId: 'properties_tenantId_g',
  defaultAction: 'properties_networkAcls_defaultAction_s',
  bypass: 'properties_networkAcls_bypass_s',
  publicNetworkAccess: 'properties_publicNetworkAccess_s',
  rbac: 'properties_enableRbacAuthorization_b',
  purgeProtection: 'properties_enablePurgeProtection_b',
  softDelete: 'properties_enableSoftDelete_b',
  retentionDays: 'properties_softDeleteRetentionInDays_d',
  enabledForDeployment: 'properties_enabledForDeployment_b',
  enabledForDiskEncryption: 'properties_enabledForDiskEncryption_b',
  enabledForTemplateDeployment: 'properties_enabledForTemplateDeployment_b',
  addedObjectId: 'addedAccessPolicy_ObjectId_g',
  addedKeys: 'addedAccessPolicy_Permissions_keys_s',
  addedSecrets: 'addedAccessPolicy_Permissions_secrets_s',
  addedCertificates: 'addedAccessPolicy_Permissions_certificates_s',
  addedStorage: 'addedAccessPolicy_Permissions_storage_s',
  removedObjectId: 'removedAccessPolicy_ObjectId_g',
  removedKeys: 'removedAccessPolicy_Permissions_keys_s',
  removedSecrets: 'removedAccessPolicy_Permissions_secrets_s',
  removedCertificates: 'removedAccessPolicy_Permissions_certificates_s',
  removedStorage: 'removedAccessPolicy_Permissions_storage_s',
  addedIpRule: 'addedIpRule_Value_s',
} as const;

const all: readonly string[] = [...Object.values(fields), ...Object.values(settingFields)];
const known = new Set(azureDiagnostics.node.columns.map(({ name }) => name));
const further = [...new Set(all.flatMap((name) => [name, twinOf(name)]))].filter((name) => !known.has(name));

/** The table with every column in which a field of the normal view may stand. */
export const table = azureDiagnostics.declare(...(further as never[]));

const conversions: { readonly [Type in KqlType]?: (value: Expression) => Expression } = {
  string: tostring,
  real: todouble,
  bool: tobool,
};

/**
 * What a field says: its usual column if that is filled, else the same field under another suffix, else in `AdditionalFields`, where Azure
 * puts what has no column any more. A column that the workspace lacks is empty.
 */
function read<T extends 'string' | 'real' | 'bool'>(
  row: ReadColumns,
  column: string,
  type: T,
): Expression<T> {
  const convert = conversions[type]!;
  const cell = (name: string) => {
    const found = columnIfExists(row[name]!);
    return found.node.type === type ? found : convert(found);
  };
  const more = columnIfExists(row['AdditionalFields'] as Expression<'dynamic'>);
  const [byField, byColumn] = [column.slice(0, -2), column].map((name) => tostring(inside(more, name)));
  const elsewhere = iff(isnull(more), '', coalesce(byField!, byColumn!));
  return coalesce(
    cell(column),
    ...([cell(twinOf(column)), type === 'string' ? elsewhere : convert(elsewhere)] as never[]),
  ) as unknown as Expression<T>;
}

/** The text of a field. */
export const text = (row: ReadColumns, column: string): Expression<'string'> => read(row, column, 'string');
/** The number of a field; null when there is none. */
export const number = (row: ReadColumns, column: string): Expression<'real'> => read(row, column, 'real');
/** The truth of a field; null when there is none. */
export const truth = (row: ReadColumns, column: string): Expression<'bool'> => read(row, column, 'bool');
