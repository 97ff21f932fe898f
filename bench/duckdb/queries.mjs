// The seven published detections in DuckDB's SQL, over `logs`: the text columns, where a missing text is '' (it joins and groups),
// and `ticks`, whole ticks of 100 ns since 1970, null where a time is missing or cannot be read. Text compares case-sensitively.

const upn = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s';
const userName = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s';
const acl = 'properties_networkAcls_defaultAction_s';
const added = 'addedAccessPolicy_Permissions';
const removed = 'removedAccessPolicy_Permissions';

/** The text columns that the queries name. */
export const textColumns = [
  'ResourceType',
  'OperationName',
  'ResultType',
  'Resource',
  'ResourceGroup',
  'SubscriptionId',
  'CallerIPAddress',
  'id_s',
  upn,
  userName,
  acl,
  'identity_claim_upn_s',
  'identity_claim_appid_g',
  'addedIpRule_Value_s',
  'addedAccessPolicy_ObjectId_g',
  `${added}_keys_s`,
  `${added}_secrets_s`,
  `${added}_certificates_s`,
  'removedAccessPolicy_ObjectId_g',
  `${removed}_keys_s`,
  `${removed}_secrets_s`,
  `${removed}_certificates_s`,
];

const day = 864_000_000_000n;
const tenMinutes = 6_000_000_000n;

const vaultPatches = `FROM logs WHERE ResourceType = 'VAULTS' AND OperationName = 'VaultPatch' AND ResultType = 'Success'`;

/** New on the last day. The key is also what both sides must have; the published pair differs in keys alone. */
function newCallers(knownKey, key, keyName) {
  return {
    columns: `TimeGenerated:datetime ${keyName} ResourceGroup SubscriptionId KeyVaultName KeyVaultTarget OperationName`,
    // The baseline is inclusive at both ends; the last day begins after its start.
    sql: (now) => `
      WITH events AS MATERIALIZED (
        SELECT ticks, ${key} AS k, ${knownKey} AS known, ResourceGroup, SubscriptionId, Resource, id_s, OperationName,
          OperationName IN ('SecretGet', 'KeyGet', 'VaultGet') AND ${key} <> '' AS counts
        FROM logs WHERE ResourceType = 'VAULTS' AND ResultType = 'Success' AND ticks >= ${now - 30n * day}),
      baseline AS (SELECT DISTINCT Resource, known AS k FROM events WHERE counts AND ticks <= ${now - day}),
      recent AS (SELECT DISTINCT Resource, k FROM events WHERE counts AND ticks > ${now - day}),
      detection AS (SELECT * FROM recent ANTI JOIN baseline USING (Resource, k))
      SELECT ticks, k, ResourceGroup, SubscriptionId, Resource, id_s, OperationName
      FROM events JOIN detection USING (Resource, k) WHERE ticks > ${now - day}`,
  };
}

/** Each detection by its id: its columns, with a type where they are no text, and its query at a `now` in ticks. */
export const queries = {
  'published/firewall-allow-all': {
    columns: 'DetectionTime:datetime VaultName ExistingACL NewACL SubscriptionId IPAddressofActor Actor',
    // The latest row of each vault and state; a null time loses unless there is no other.
    sql: () => `
      WITH patches AS MATERIALIZED (SELECT ticks, Resource, SubscriptionId, CallerIPAddress, ${upn} AS upn, ${acl} AS acl ${vaultPatches}),
      latest AS (
        SELECT * FROM patches
        QUALIFY row_number() OVER (PARTITION BY Resource, acl ORDER BY ticks DESC NULLS LAST) = 1)
      SELECT latest.ticks, closed.Resource, closed.acl, latest.acl, closed.SubscriptionId, latest.CallerIPAddress, latest.upn
      FROM patches AS closed JOIN latest ON closed.Resource = latest.Resource
      WHERE closed.acl = 'Deny' AND latest.acl = 'Allow'`,
  },
  'published/firewall-ip-added': {
    columns: 'TimeGenerated:datetime VaultName SubscriptionId IPAddressofActor Actor IPRangeAdded',
    sql: () =>
      `SELECT ticks, Resource, SubscriptionId, CallerIPAddress, ${upn}, addedIpRule_Value_s ${vaultPatches} AND addedIpRule_Value_s <> ''`,
  },
  'published/access-policy-added': {
    columns:
      'TimeGenerated:datetime KeyVaultName ServicePrincipalAdded Actor IPAddressofActor AddedSecretPolicy AddedKeyPolicy AddedCertPolicy',
    sql: () => `
      SELECT ticks, Resource, addedAccessPolicy_ObjectId_g, ${userName}, CallerIPAddress, ${added}_secrets_s, ${added}_keys_s, ${added}_certificates_s
      ${vaultPatches} AND (${added}_keys_s <> '' OR ${added}_secrets_s <> '' OR ${added}_certificates_s <> '')`,
  },
  'published/access-added-then-removed': {
    columns: `KeyVaultName AccessAddedTime:datetime AddedActor UserObjectAdded KeyAccessAdded SecretAccessAdded CertAccessAdded
      AccessRemovedTime:datetime RemovedActor UserObjectRemoved KeyAccessRemoved SecretAccessRemoved CertAccessRemoved TimeDelta:timespan`,
    sql: () => `
      WITH patches AS MATERIALIZED (SELECT * ${vaultPatches} AND (addedAccessPolicy_ObjectId_g <> '' OR removedAccessPolicy_ObjectId_g <> ''))
      SELECT added.Resource, added.ticks, added.${upn}, added.addedAccessPolicy_ObjectId_g,
        added.${added}_keys_s, added.${added}_secrets_s, added.${added}_certificates_s,
        removed.ticks, removed.${upn}, removed.removedAccessPolicy_ObjectId_g,
        removed.${removed}_keys_s, removed.${removed}_secrets_s, removed.${removed}_certificates_s, abs(added.ticks - removed.ticks)
      FROM patches AS added JOIN patches AS removed ON added.Resource = removed.Resource
      WHERE added.addedAccessPolicy_ObjectId_g <> '' AND removed.removedAccessPolicy_ObjectId_g <> ''
        AND abs(added.ticks - removed.ticks) < ${tenMinutes}`,
  },
  // As published: the baseline keeps application ids where the last day keeps user names.
  'published/new-user-access': newCallers('identity_claim_appid_g', upn, 'UserPrincipalName'),
  'published/new-app-access': newCallers('identity_claim_appid_g', 'identity_claim_appid_g', 'AppId'),
  'published/destructive-operations': {
    columns:
      'TimeGenerated:datetime ResourceGroup SubscriptionId KeyVaultName KeyVaultTarget Actor IPAddressofActor OperationName',
    sql: () => `
      SELECT ticks, ResourceGroup, SubscriptionId, Resource, id_s, identity_claim_upn_s, CallerIPAddress, OperationName
      FROM logs WHERE ResourceType = 'VAULTS' AND ResultType = 'Success' AND OperationName IN ('VaultDelete', 'KeyDelete', 'SecretDelete',
        'SecretPurge', 'KeyPurge', 'SecretBackup', 'KeyBackup', 'SecretListDeleted', 'CertificateDelete', 'CertificatePurge')`,
  },
};

/** The columns of a query with their types. */
export const columnsOf = ({ columns }) =>
  columns.split(/\s+/).map((text) => {
    const [name, type = 'string'] = text.split(':');
    return { name, type };
  });
