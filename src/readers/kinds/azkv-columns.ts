/** The columns of `AZKVAuditLogs` that have another name in `AzureDiagnostics`, values being the same. */
export const renamedColumns: ReadonlyMap<string, string> = new Map([
  ['CallerIpAddress', 'CallerIPAddress'],
  ['HttpStatusCode', 'httpStatusCode_d'],
  ['Id', 'id_s'],
  ['RequestUri', 'requestUri_s'],
  ['ClientInfo', 'clientInfo_s'],
  ['IsAccessPolicyMatch', 'isAccessPolicyMatch_b'],
  ['IsRbacAuthorized', 'isRbacAuthorized_b'],
  ['AppliedAssignmentId', 'appliedAssignmentId_g'],
  ['IsAddressAuthorized', 'isAddressAuthorized_b'],
  ['AddressAuthorizationType', 'addrAuthType_s'],
  ['SubnetId', 'subnetId_s'],
  ['TrustedService', 'trustedService_s'],
  ['Tlsversion', 'tlsVersion_s'],
  ['Algorithm', 'algorithm_s'],
  ['EnabledForDeployment', 'properties_enabledForDeployment_b'],
  ['EnabledForDiskEncryption', 'properties_enabledForDiskEncryption_b'],
  ['EnabledForTemplateDeployment', 'properties_enabledForTemplateDeployment_b'],
  ['EnableSoftDelete', 'properties_enableSoftDelete_b'],
  ['SoftDeleteRetentionInDays', 'properties_softDeleteRetentionInDays_d'],
  ['EnableRbacAuthorization', 'properties_enableRbacAuthorization_b'],
  ['EnablePurgeProtection', 'properties_enablePurgeProtection_b'],
  ['HsmPoolResourceId', 'hsmPoolResourceId_s'],
  ['_SubscriptionId', 'SubscriptionId'],
]);

/** How a dynamic column of `AZKVAuditLogs` is flattened. */
export interface DynamicColumn {
  /** What the names of its columns begin with; empty when they begin with the names inside. */
  readonly path: string;
  /** The beginning of names inside that belong to no known column. */
  readonly prefix?: string;
  /** The names inside, where their letter case is not certain. */
  readonly names?: readonly string[];
}

/** The dynamic columns of `AZKVAuditLogs`. */
export const dynamicColumns: ReadonlyMap<string, DynamicColumn> = new Map<string, DynamicColumn>([
  ['Identity', { path: 'identity' }],
  ['Sku', { path: 'properties_sku', names: ['Family', 'Name'] }],
  ['NetworkAcls', { path: 'properties_networkAcls', names: ['bypass', 'defaultAction'] }],
  ['VaultProperties', { path: '', prefix: 'VaultProperties_' }],
  ['KeyProperties', { path: 'keyProperties' }],
  ['SecretProperties', { path: 'secretProperties' }],
  ['CertificateProperties', { path: 'certificateProperties' }],
  ['CertificatePolicyProperties', { path: 'certificatePolicyProperties' }],
  ['CertificateIssuerProperties', { path: 'certificateIssuerProperties' }],
  ['CertificateRequestProperties', { path: 'certificateRequestProperties' }],
  ['StorageAccountProperties', { path: 'storageAccountProperties' }],
  ['StorageSasDefinitionProperties', { path: 'storageSasDefinitionProperties' }],
  ['Nsp', { path: 'nsp' }],
  ['Properties', { path: '' }],
]);
