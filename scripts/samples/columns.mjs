// The columns that the samples use: AzureDiagnostics name, KQL type, and the path of the value in a raw audit event.
// Columns without a path come from the workspace or from the resource id.
const table = `
TenantId string
TimeGenerated datetime time
ResourceId string resourceId
Category string category
ResourceGroup string
SubscriptionId string
ResourceProvider string
Resource string
ResourceType string
OperationName string operationName
OperationVersion string operationVersion
ResultType string resultType
ResultSignature string resultSignature
ResultDescription string resultDescription
DurationMs long durationMs
CallerIPAddress string callerIpAddress
CorrelationId string correlationId
id_s string properties|id
requestUri_s string properties|requestUri
clientInfo_s string properties|clientInfo
httpStatusCode_d real properties|httpStatusCode
isAccessPolicyMatch_b bool properties|isAccessPolicyMatch
isRbacAuthorized_b bool properties|isRbacAuthorized
tlsVersion_s string properties|tlsVersion
identity_claim_appid_g string identity|claim|appid
identity_claim_oid_g string identity|claim|oid
identity_claim_upn_s string identity|claim|upn
identity_claim_idtyp_s string identity|claim|idtyp
identity_claim_scp_s string identity|claim|scp
identity_claim_ipaddr_s string identity|claim|ipaddr
identity_claim_xms_mirid_s string identity|claim|xms_mirid
identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g string identity|claim|http://schemas.microsoft.com/identity/claims/objectidentifier
identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s string identity|claim|http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn
identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s string identity|claim|http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name
properties_sku_Family_s string properties|properties|sku|Family
properties_sku_Name_s string properties|properties|sku|Name
properties_tenantId_g string properties|properties|tenantId
properties_enableSoftDelete_b bool properties|properties|enableSoftDelete
properties_enableRbacAuthorization_b bool properties|properties|enableRbacAuthorization
properties_networkAcls_bypass_s string properties|properties|networkAcls|bypass
properties_networkAcls_defaultAction_s string properties|properties|networkAcls|defaultAction
addedIpRule_Value_s string properties|addedIpRule|Value
addedAccessPolicy_ObjectId_g string properties|addedAccessPolicy|ObjectId
addedAccessPolicy_Permissions_keys_s array properties|addedAccessPolicy|Permissions|keys
addedAccessPolicy_Permissions_secrets_s array properties|addedAccessPolicy|Permissions|secrets
addedAccessPolicy_Permissions_certificates_s array properties|addedAccessPolicy|Permissions|certificates
removedAccessPolicy_ObjectId_g string properties|removedAccessPolicy|ObjectId
removedAccessPolicy_Permissions_keys_s array properties|removedAccessPolicy|Permissions|keys
removedAccessPolicy_Permissions_secrets_s array properties|removedAccessPolicy|Permissions|secrets
removedAccessPolicy_Permissions_certificates_s array properties|removedAccessPolicy|Permissions|certificates
Type string
_ResourceId string
`;

export const columns = table
  .trim()
  .split('\n')
  .map((line) => {
    const [name, type, path] = line.split(' ');
    // Arrays stand as JSON text in the table and as arrays in the raw event.
    return {
      name,
      type: type === 'array' ? 'string' : type,
      array: type === 'array',
      path: path?.split('|'),
    };
  });
