// The columns of the generated AzureDiagnostics table, in order: name, KQL type, and where the
// value stands in a raw resource log record (a path whose keys are parted by "|").
// Columns without a path are made by the workspace, or no generated event fills them.

const table = `
TenantId                 string
TimeGenerated            datetime time
ResourceId               string   resourceId
Category                 string   category
ResourceGroup            string
SubscriptionId           string
ResourceProvider         string
Resource                 string
ResourceType             string
OperationName            string   operationName
ResultType               string   resultType
CorrelationId            string   correlationId
ResultDescription        string   resultDescription
OperationVersion         string   operationVersion
ResultSignature          string   resultSignature
DurationMs               long     durationMs
CallerIPAddress          string   callerIpAddress
Level                    string   level
requestUri_s             string   properties|requestUri
id_s                     string   properties|id
clientInfo_s             string   properties|clientInfo
httpStatusCode_d         real     properties|httpStatusCode
isAccessPolicyMatch_b    bool     properties|isAccessPolicyMatch
isRbacAuthorized_b       bool     properties|isRbacAuthorized
appliedAssignmentId_g    string   properties|appliedAssignmentId
addrAuthType_s           string   properties|addrAuthType
isAddressAuthorized_b    bool     properties|isAddressAuthorized
subnetId_s               string   properties|subnetId
privateEndpointId_s      string   properties|privateEndpointId
trustedService_s         string   properties|trustedService
tlsVersion_s             string   properties|tlsVersion
Region_s                 string
identity_claim_appid_g   string   identity|claim|appid
identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g string identity|claim|http://schemas.microsoft.com/identity/claims/objectidentifier
identity_claim_http_schemas_microsoft_com_identity_claims_scope_s            string
identity_claim_http_schemas_microsoft_com_claims_authnmethodsreferences_s    string
identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s     string identity|claim|http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn
identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s    string identity|claim|http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name
identity_claim_oid_g     string   identity|claim|oid
identity_claim_home_oid_g string
identity_claim_upn_s     string   identity|claim|upn
identity_claim_unique_name_s string identity|claim|unique_name
identity_claim_ipaddr_s  string   identity|claim|ipaddr
identity_claim_scp_s     string   identity|claim|scp
identity_claim_amr_s     string   identity|claim|amr
identity_claim_appidacr_s string  identity|claim|appidacr
identity_claim_idtyp_s   string   identity|claim|idtyp
identity_claim_iss_s     string   identity|claim|iss
identity_claim_xms_az_nwperimid_s string identity|claim|xms_az_nwperimid
identity_claim_xms_mirid_s string identity|claim|xms_mirid
properties_s             string
properties_sku_Family_s  string   properties|properties|sku|Family
properties_sku_Name_s    string   properties|properties|sku|Name
properties_tenantId_g    string   properties|properties|tenantId
properties_enabledForDeployment_b         bool properties|properties|enabledForDeployment
properties_enabledForDiskEncryption_b     bool properties|properties|enabledForDiskEncryption
properties_enabledForTemplateDeployment_b bool properties|properties|enabledForTemplateDeployment
properties_enableSoftDelete_b             bool properties|properties|enableSoftDelete
properties_softDeleteRetentionInDays_d    real properties|properties|softDeleteRetentionInDays
properties_enableRbacAuthorization_b      bool properties|properties|enableRbacAuthorization
properties_enablePurgeProtection_b        bool properties|properties|enablePurgeProtection
properties_networkAcls_bypass_s        string properties|properties|networkAcls|bypass
properties_networkAcls_defaultAction_s string properties|properties|networkAcls|defaultAction
addedIpRule_Value_s                            string properties|addedIpRule|Value
addedAccessPolicy_TenantId_g                   string properties|addedAccessPolicy|TenantId
addedAccessPolicy_ObjectId_g                   string properties|addedAccessPolicy|ObjectId
addedAccessPolicy_Permissions_keys_s           string properties|addedAccessPolicy|Permissions|keys
addedAccessPolicy_Permissions_secrets_s        string properties|addedAccessPolicy|Permissions|secrets
addedAccessPolicy_Permissions_certificates_s   string properties|addedAccessPolicy|Permissions|certificates
removedAccessPolicy_ObjectId_g                 string properties|removedAccessPolicy|ObjectId
removedAccessPolicy_Permissions_keys_s         string properties|removedAccessPolicy|Permissions|keys
removedAccessPolicy_Permissions_secrets_s      string properties|removedAccessPolicy|Permissions|secrets
removedAccessPolicy_Permissions_certificates_s string properties|removedAccessPolicy|Permissions|certificates
secretProperties_type_s                string properties|secretProperties|type
secretProperties_attributes_enabled_b  bool   properties|secretProperties|attributes|enabled
keyProperties_type_s                   string properties|keyProperties|type
keyProperties_size_d                   real   properties|keyProperties|size
keyProperties_operations_s             string properties|keyProperties|operations
keyProperties_attributes_enabled_b     bool   properties|keyProperties|attributes|enabled
keyProperties_attributes_hsmPlatform_s string properties|keyProperties|attributes|hsmPlatform
certificateProperties_subject_s        string properties|certificateProperties|subject
certificateProperties_sha1_s           string properties|certificateProperties|sha1
certificateProperties_sha256_s         string properties|certificateProperties|sha256
certificateProperties_nbf_t            datetime properties|certificateProperties|nbf
certificateProperties_exp_t            datetime properties|certificateProperties|exp
certificatePolicyProperties_certificateIssuerProperties_name_s string properties|certificatePolicyProperties|certificateIssuerProperties|name
certificatePolicyProperties_keyProperties_export_b    bool   properties|certificatePolicyProperties|keyProperties|export
certificatePolicyProperties_keyProperties_reuse_b     bool   properties|certificatePolicyProperties|keyProperties|reuse
certificatePolicyProperties_keyProperties_size_d      real   properties|certificatePolicyProperties|keyProperties|size
certificatePolicyProperties_keyProperties_type_s      string properties|certificatePolicyProperties|keyProperties|type
certificatePolicyProperties_secretProperties_type_s   string properties|certificatePolicyProperties|secretProperties|type
msg_s                    string   properties|msg
clientIP_s               string   properties|clientIP
clientPort_d             real     properties|clientPort
httpMethod_s             string   properties|httpMethod
requestQuery_s           string   properties|requestQuery
userAgent_s              string   properties|userAgent
httpStatus_d             real     properties|httpStatus
httpVersion_s            string   properties|httpVersion
receivedBytes_d          real     properties|receivedBytes
sentBytes_d              real     properties|sentBytes
timeTaken_d              real     properties|timeTaken
sslEnabled_s             string   properties|sslEnabled
host_s                   string   properties|host
instanceId_s             string   properties|instanceId
resource_workflowName_s  string   properties|resource|workflowName
resource_runId_s         string   properties|resource|runId
correlation_clientTrackingId_s string properties|correlation|clientTrackingId
tags_LogicAppsCategory_s string   properties|tags|LogicAppsCategory
status_s                 string   properties|status
code_s                   string   properties|code
startTime_t              datetime properties|startTime
endTime_t                datetime properties|endTime
ruleName_s               string   properties|ruleName
direction_s              string   properties|direction
priority_d               real     properties|priority
macAddress_s             string   properties|macAddress
conditions_destinationPortRange_s string properties|conditions|destinationPortRange
conditions_sourceIP_s    string   properties|conditions|sourceIP
AdditionalFields         dynamic
SourceSystem             string
MG                       string
ManagementGroupName      string
Computer                 string
Type                     string
_ResourceId              string
`;

export const columns = Object.freeze(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [name, type, path] = line.split(/\s+/);
      return Object.freeze({ name, type, path: path?.split('|') });
    }),
);

/** Text columns that hold a JSON array in the table and a real array in the raw record. */
export const arrayColumns = new Set(
  columns
    .map((column) => column.name)
    .filter((name) => /_Permissions_|_operations_s$|_xms_az_nwperimid_s$/.test(name)),
);
