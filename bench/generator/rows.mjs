// The rows of AzureDiagnostics: what each kind of event writes into the table.
//
// A row is an object: column name -> text, number or boolean; datetimes are ticks. `r` is the row's own generator.

import { DAY, MINUTE, SECOND } from './clock.mjs';
import { Random } from './random.mjs';
import { agents, clients, SERVICES } from './world.mjs';

const UPN = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s';
const NAME = 'identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s';
const OBJECT_ID = 'identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g';
const ACL = 'properties_networkAcls_defaultAction_s';

const objects = [
  'sql-connection-string',
  'storage-account-key',
  'api-token',
  'signing',
  'smtp-password',
  'tls-web',
  'data-protection',
  'app-registration-secret',
  'redis',
  'service-bus-sas',
];
const outcomes = {
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
};

function resourceRow(world, when, category, { provider, type, name, group, subscription }) {
  const id =
    `/SUBSCRIPTIONS/${subscription}/RESOURCEGROUPS/${group}/PROVIDERS/${provider}/${type}/${name}`.toUpperCase();
  return {
    TenantId: world.workspace,
    TimeGenerated: when,
    ResourceId: id,
    Category: category,
    ResourceGroup: group.toUpperCase(),
    SubscriptionId: subscription,
    ResourceProvider: provider,
    Resource: name.toUpperCase(),
    ResourceType: type,
    SourceSystem: 'Azure',
    Type: 'AzureDiagnostics',
    _ResourceId: id.toLowerCase(),
  };
}

function vaultRow(r, world, when, vault, operation, status) {
  const row = resourceRow(world, when, 'AuditEvent', {
    ...vault,
    provider: 'MICROSOFT.KEYVAULT',
    type: 'VAULTS',
  });
  row.OperationName = operation;
  row.ResultType = 'Success'; // also when the call failed: that is how Key Vault logs it
  row.ResultSignature = outcomes[status];
  row.httpStatusCode_d = status;
  row.CorrelationId = r.chance(0.02) ? '' : r.guid();
  row.DurationMs = 5 + r.skewed(400);
  if (r.chance(0.008)) row.ResultType = r.pick(['Failed', 'Unauthorized', 'ClientError']);
  return row;
}

/** Data plane: short claims. Applications have no upn, guests neither. */
export function dataRow(r, world, when, vault, caller, operation, status) {
  const row = vaultRow(r, world, when, vault, operation, status);
  row.OperationVersion = r.pick(['7.0', '7.3', '7.4', '7.4', '7.5']);
  row.CallerIPAddress = r.chance(0.9) ? caller.address : `203.0.113.${r.below(256)}`;
  row.tlsVersion_s = r.chance(0.8) ? 'TLS1_3' : 'TLS1_2';
  row.addrAuthType_s = caller.address.startsWith('10.') ? 'Subnet' : 'PublicIP';
  row.isAddressAuthorized_b = status !== 403 || r.chance(0.7);
  if (row.addrAuthType_s === 'Subnet')
    row.subnetId_s = `${row._ResourceId.split('/providers/')[0]}/providers/microsoft.network/virtualnetworks/vnet-1/subnets/apps`;
  const allowed = status !== 403;
  if (!vault.rbac) row.isAccessPolicyMatch_b = allowed;
  else {
    row.isRbacAuthorized_b = allowed;
    if (allowed) row.appliedAssignmentId_g = new Random(caller.index, vault.index).guid();
  }

  row.identity_claim_oid_g = caller.oid;
  if (caller.kind === 'app') {
    Object.assign(row, {
      clientInfo_s: caller.agent,
      identity_claim_appid_g: caller.id,
      identity_claim_idtyp_s: 'app',
      identity_claim_appidacr_s: caller.managedIdentity ? '2' : '1',
      identity_claim_iss_s: `https://sts.windows.net/${world.tenant}/`,
    });
    if (caller.managedIdentity)
      row.identity_claim_xms_mirid_s = `/subscriptions/${vault.subscription}/resourcegroups/${vault.group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-${caller.index}`;
  } else {
    const agent = agents[caller.agent];
    Object.assign(row, {
      clientInfo_s: agent,
      identity_claim_appid_g: clientOf(agent, clients.portalData),
      identity_claim_scp_s: 'user_impersonation',
      identity_claim_appidacr_s: '0',
      identity_claim_ipaddr_s: row.CallerIPAddress,
      identity_claim_unique_name_s: caller.upn,
      identity_claim_amr_s: r.chance(0.8) ? 'pwd,mfa' : 'pwd',
    });
    if (!caller.guest) row.identity_claim_upn_s = caller.upn;
  }
  row.identity_claim_xms_az_nwperimid_s = '[]';
  target(r, row, vault, operation, status);
  describe(r, row, vault, status);
  return row;
}

const clientOf = (agent, portal) =>
  agent.startsWith('AZURECLI')
    ? clients.cli
    : agent.startsWith('AzurePowershell')
      ? clients.powershell
      : portal;

/** What the call is about: id_s, requestUri_s and the properties of the object. */
function target(r, row, vault, operation, status) {
  const kind = operation.startsWith('Key')
    ? 'keys'
    : operation.startsWith('Cert')
      ? 'certificates'
      : 'secrets';
  const host = `https://${vault.name.toLowerCase()}.vault.azure.net`;
  const version = `api-version=${row.OperationVersion}${r.chance(0.1) ? `&_=17${r.hex(11).replace(/[a-f]/g, '4')}` : ''}`;
  const name = `${r.pick(objects)}-${r.skewed(40)}`;
  const folder = /Purge|Recover|Deleted/.test(operation) ? `deleted${kind}` : kind;
  if (operation.endsWith('Versions')) row.requestUri_s = `${host}/${kind}/${name}/versions?${version}`;
  else if (/List/.test(operation))
    row.requestUri_s = `${host}/${folder}?${version}&maxresults=25`; // no id_s on lists
  else {
    row.id_s = `${host}/${folder}/${name}${/Get|Sign|Verify|wrap|Wrap|crypt/.test(operation) && status === 200 ? `/${r.hex(32)}` : ''}`;
    row.requestUri_s = `${r.chance(0.05) ? `${host}:8443` : host}/${folder}/${name}/?${version}`;
  }
  if (status !== 200) return;
  if (operation === 'KeyGet' || operation === 'KeyCreate') {
    Object.assign(row, {
      keyProperties_type_s: 'RSA',
      keyProperties_size_d: r.pick([2048, 3072, 4096]),
      keyProperties_operations_s: '["encrypt","decrypt","sign","verify"]',
      keyProperties_attributes_enabled_b: true,
    });
    if (vault.sku === 'Premium') row.keyProperties_attributes_hsmPlatform_s = '2';
  } else if (operation === 'SecretSet' || operation === 'SecretUpdate') {
    Object.assign(row, {
      secretProperties_type_s: r.pick(['text/plain', 'application/json; note="rotated, by pipeline"']),
      secretProperties_attributes_enabled_b: true,
    });
  } else if (operation === 'CertificateImport' || operation === 'CertificateCreate') {
    const from = Math.floor(row.TimeGenerated / SECOND) * SECOND - 10 * MINUTE;
    Object.assign(row, {
      certificateProperties_subject_s: `CN=${name}.contoso.example, O="Contoso, Ltd."`,
      certificateProperties_sha1_s: r.hex(40),
      certificateProperties_sha256_s: r.hex(64),
      certificateProperties_nbf_t: from,
      certificateProperties_exp_t: from + 365 * DAY,
      certificatePolicyProperties_certificateIssuerProperties_name_s: 'Self',
      certificatePolicyProperties_keyProperties_export_b: true,
      certificatePolicyProperties_keyProperties_reuse_b: false,
      certificatePolicyProperties_keyProperties_size_d: 2048,
      certificatePolicyProperties_keyProperties_type_s: 'RSA',
      certificatePolicyProperties_secretProperties_type_s: 'application/x-pkcs12',
    });
  }
}

/** Texts with commas, quotes and line ends, as the service writes them. */
function describe(r, row, vault, status) {
  const caller = `appid=${row.identity_claim_appid_g};oid=${row.identity_claim_oid_g};iss=${row.identity_claim_iss_s ?? ''}`;
  if (status === 403 && vault.rbac)
    row.ResultDescription = `Caller is not authorized to perform action on resource.\nIf role assignments, deny assignments or role definitions were changed recently, please observe propagation time.\nCaller: ${caller}\nAction: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\nResource: '${row._ResourceId}'\nAssignment: (not found)\nDecisionReason: null \nVault: ${vault.name};location=westeurope`;
  else if (status === 403 && r.chance(0.5))
    row.ResultDescription = `Client address is not authorized and caller is not a trusted service.\r\nClient address: ${row.CallerIPAddress}\r\nCaller: ${caller}\r\nVault: ${vault.name};location=westeurope`;
  else if (status === 403)
    row.ResultDescription = `The user, group or application '${caller}' does not have secrets get permission on key vault '${vault.name};location=westeurope'. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125287`;
  else if (status === 404)
    row.ResultDescription = `A secret with (name/id) ${row.id_s ?? ''} was not found in this key vault. If you recently deleted this secret you may be able to recover it, using the correct recovery command.`;
  else if (status === 400)
    row.ResultDescription = 'The request body is not valid: unexpected token "}" at line 3, column 9.';
  else if (status === 409)
    row.ResultDescription =
      'Secret is currently in a deleted but recoverable state, and its name "cannot be reused".';
}

/** Management plane: the long claims and appid. Applications have no upn and no name, guests no name. */
export function managementRow(r, world, when, vault, caller, operation, status) {
  const row = vaultRow(r, world, when, vault, operation, status);
  const service = caller.kind === 'app' && caller.index < SERVICES;
  const agent = caller.kind === 'app' ? caller.agent : agents[caller.agent];
  row.OperationVersion = r.pick(['2023-07-01', '2023-08-01-preview', '2022-07-01']);
  row.CallerIPAddress = service ? `192.0.2.${r.below(256)}` : caller.address;
  row.clientInfo_s = agent;
  row.id_s = `https://${vault.name.toLowerCase()}.vault.azure.net/`;
  row.requestUri_s = `https://management.azure.com/subscriptions/${vault.subscription}/resourceGroups/${vault.group}/providers/Microsoft.KeyVault/vaults/${vault.name}?api-version=${row.OperationVersion}${service ? '&MaskCMKEnabledProperties=true' : ''}`;
  row[OBJECT_ID] = caller.oid;
  row.identity_claim_appid_g = caller.kind === 'app' ? caller.id : clientOf(agent, clients.portal);
  if (caller.kind === 'user') {
    row[UPN] = caller.upn;
    if (!caller.guest) row[NAME] = caller.upn;
  }
  if (operation === 'VaultDelete') return row;
  Object.assign(row, {
    properties_sku_Family_s: 'A',
    properties_sku_Name_s: vault.sku,
    properties_tenantId_g: world.tenant,
    properties_enabledForDeployment_b: vault.forDeployment,
    properties_enabledForDiskEncryption_b: false,
    properties_enabledForTemplateDeployment_b: vault.forTemplates,
    properties_enableSoftDelete_b: true,
    properties_softDeleteRetentionInDays_d: vault.retention,
    properties_enableRbacAuthorization_b: vault.rbac,
  });
  if (vault.purgeProtection) row.properties_enablePurgeProtection_b = true;
  const acl = aclAt(world, vault, when);
  if (acl) Object.assign(row, { properties_networkAcls_bypass_s: 'AzureServices', [ACL]: acl });
  return row;
}

/** The first call of every client: refused, and nobody is named. */
export function challengeRow(r, world, when, vault) {
  const row = vaultRow(r, world, when, vault, 'Authentication', 401);
  Object.assign(row, {
    OperationVersion: '7.4',
    CallerIPAddress: `203.0.113.${r.below(256)}`,
    clientInfo_s: r.pick(agents),
    tlsVersion_s: 'TLS1_3',
    requestUri_s: `https://${vault.name.toLowerCase()}.vault.azure.net/secrets/?api-version=7.4`,
  });
  return row;
}

/** Rows of other services that share the table. */
export function otherRow(r, world, when) {
  const resource = r.pick(world.others),
    from = `10.${r.below(256)}.${r.below(256)}.${r.below(256)}`;
  const about = (category, operation) =>
    Object.assign(resourceRow(world, when, category, resource), { OperationName: operation });
  switch (resource.type) {
    case 'AZUREFIREWALLS':
      return Object.assign(about('AzureFirewallNetworkRule', 'AzureFirewallNetworkRuleLog'), {
        msg_s: `TCP request from ${from}:${1024 + r.below(60000)} to 198.51.100.${r.below(256)}:443. Action: ${r.pick(['Allow', 'Deny'])}. Policy: "default", Rule: web`,
      });
    case 'APPLICATIONGATEWAYS':
      return Object.assign(about('ApplicationGatewayAccessLog', 'ApplicationGatewayAccess'), {
        clientIP_s: from,
        clientPort_d: 1024 + r.below(60000),
        httpMethod_s: r.pick(['GET', 'POST']),
        requestQuery_s: `q=${r.hex(8)}&lang=日本語`,
        userAgent_s: r.pick(agents),
        httpStatus_d: r.pick([200, 200, 302, 404, 502]),
        httpVersion_s: 'HTTP/1.1',
        receivedBytes_d: r.below(5000),
        sentBytes_d: r.below(90000),
        timeTaken_d: r.below(1000) / 1000,
        sslEnabled_s: 'on',
        host_s: 'shop.contoso.example',
        instanceId_s: `appgw_${r.below(3)}`,
      });
    case 'NETWORKSECURITYGROUPS':
      return Object.assign(about('NetworkSecurityGroupEvent', 'NetworkSecurityGroupEvents'), {
        ruleName_s: r.pick(['DefaultRule_AllowInternetOutBound', 'UserRule_web, api']),
        direction_s: r.pick(['In', 'Out']),
        priority_d: 100 + r.below(4000),
        macAddress_s: `00-0D-3A-${r.hex(2)}-${r.hex(2)}-${r.hex(2)}`.toUpperCase(),
        conditions_destinationPortRange_s: '0-65535',
        conditions_sourceIP_s: `${from}/32`,
      });
    case 'WORKFLOWS':
      return Object.assign(about('WorkflowRuntime', 'Microsoft.Logic/workflows/workflowRunCompleted'), {
        Level: 'Information',
        ResultType: 'Succeeded',
        resource_workflowName_s: r.pick(['Überwachung 🔐', 'Rechnungen', 'sync-"orders"']),
        resource_runId_s: `0858${r.hex(24)}CU`,
        correlation_clientTrackingId_s: `0858${r.hex(24)}CU`,
        tags_LogicAppsCategory_s: 'Workflow',
        status_s: 'Succeeded',
        code_s: 'OK',
        startTime_t: when - 3 * SECOND - r.below(SECOND),
        endTime_t: when - r.below(SECOND),
      });
    default: // a managed HSM: the same operations, another ResourceType
      return Object.assign(
        about('AuditEvent', r.pick(['KeyGet', 'KeySign', 'KeyDelete', 'KeyPurge', 'BackupCreate'])),
        {
          ResultType: 'Success',
          CallerIPAddress: from,
          DurationMs: r.below(900),
          OperationVersion: '7.4',
          httpStatusCode_d: 200,
          CorrelationId: r.guid(),
          clientInfo_s: agents[1],
          requestUri_s: `https://${resource.name.toLowerCase()}.managedhsm.azure.net/keys`,
        },
      );
  }
}

/** What the firewall of a vault says at a time: Allow, Deny, or undefined where it was never set. */
function aclAt(world, vault, when) {
  const flips = world.flips[vault.index];
  for (let i = flips.length - 1; i >= 0; i--) if (flips[i].when <= when) return flips[i].acl;
  return undefined;
}
