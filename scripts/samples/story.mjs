// The invented month of a small company's vaults: what everybody did, record by record, as AzureDiagnostics rows.

const tenant = '7d1f0a52-6c3b-4e88-9a41-2b5c90e7d314';
const workspace = 'b3e9c6d8-1f24-4a07-8c55-93d0a1e2f746';
const subscription = '2c8e5b17-94d3-4f60-a7b2-60c1d9e8f35a';
const group = 'RG-TERN';

const vaults = {
  PROD: { name: 'KV-TERN-PROD', rbac: false, action: 'Deny' },
  WEB: { name: 'KV-TERN-WEB', rbac: false, action: 'Deny' },
  PAY: { name: 'KV-TERN-PAY', rbac: true, action: 'Deny' },
  DEV: { name: 'KV-TERN-DEV', rbac: false, action: 'Allow' },
  CREW: { name: 'KV-TERN-CREW', rbac: true, action: 'Deny' },
};

const app = (appid, oid, client, ip, mirid) => ({
  appid,
  oid,
  client,
  ip,
  mirid,
});
const user = (upn, oid, ip) => ({
  upn,
  oid,
  ip,
  appid: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
  client: 'Mozilla/5.0',
});

const actors = {
  booking: app(
    '0a6d3f92-58b1-4c7e-b0a4-e1f27c983d60',
    '51c2e7a0-3d94-4b6f-8e15-a07b9c24d8f3',
    'azsdk-net-Security.KeyVault.Secrets/4.6.0',
    '203.0.113.20',
  ),
  payments: app(
    '9be4c051-72af-4d38-96e0-3c85d1fa7b29',
    '63f8a1d5-0c27-4e9b-b7d4-1e96f3a50c82',
    'azsdk-java-security-keyvault-keys/4.8.0',
    '203.0.113.21',
  ),
  // The reporting service got a new registration in the middle of the month.
  reportingOld: app(
    '4f7a92c8-e136-4b05-8d7c-5a20be94f163',
    '78d5b3e1-a96c-4f02-9c48-d0e71a6f25b4',
    'azsdk-python-keyvault-secrets/4.7.0',
    '203.0.113.22',
  ),
  reportingNew: app(
    'd2085e6b-1c9f-47a3-b5e8-86f4c07a13d9',
    '84a6c9f2-5e17-4d3b-a0f6-7b92d8e41c35',
    'azsdk-python-keyvault-secrets/4.8.0',
    '203.0.113.22',
  ),
  backup: app(
    'e7b16d34-80c2-4f9a-a3d5-0f4c92b8e671',
    '95e0d7c3-2b48-4a6f-8f19-c3a6b15e07d2',
    'azsdk-python-keyvault-keys/4.9.0',
    '203.0.113.30',
    `/subscriptions/${subscription}/resourcegroups/rg-tern/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-backup`,
  ),
  resourceGraph: app(
    '509e4652-da8d-478d-a730-e9d4a1996ca4',
    'a1f3c5e7-9b2d-4c68-8e04-6d7f0a1b3c59',
    'AzureResourceGraph.IngestionWorkerService.global/1.24',
    '',
  ),
  pipeline: app(
    'b86f2d09-4ae5-4c13-9f7b-28d0c6e1a594',
    'a9c4e6b8-0d2f-4173-95a8-e3b7c1d05f62',
    'AZURECLI/2.71.0',
    '203.0.113.40',
  ),
  rogue: app(
    'c91a7e45-d3b0-4628-8f5c-f06e2b94d718',
    'b2d6f0a4-8c1e-4935-a7d2-5e90c3f8b146',
    'python-requests/2.32',
    '198.51.100.77',
  ),
  admin: user('vault.admin@tern.example', 'c5a8e1d3-7f60-4b92-8d4e-9a3c6f0b7e25', '203.0.113.10'),
  developer: user('web.developer@tern.example', 'd8b2f4e6-1a93-4c57-b60d-7e5f8c2a9d14', '203.0.113.11'),
  contractor: user('contractor@tern.example', 'ebc7d905-6f3a-4e81-92b4-0d6a8f5c3e71', '198.51.100.77'),
};

/** Pseudo-random numbers in [0, 1) from a seed (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const random = randomFrom(20260415);
const hex = (length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
const guid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-9${hex(3)}-${hex(12)}`;
const signatures = {
  200: 'OK',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
};

const rows = [];

/** Adds one record. `time` is ISO text with milliseconds; four more digits are drawn, since Azure stamps seven. */
function record(time, vault, operation, actor, { path = '', status = 200, more = {} } = {}) {
  const { name, rbac, action } = vaults[vault];
  const management = operation.startsWith('Vault');
  const host = `https://${name.toLowerCase()}.vault.azure.net`;
  const resourceId =
    `/SUBSCRIPTIONS/${subscription}/RESOURCEGROUPS/${group}/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/${name}`.toUpperCase();
  const list = /List/.test(operation);
  const row = {
    TenantId: workspace,
    TimeGenerated: time,
    ResourceId: resourceId,
    Category: 'AuditEvent',
    ResourceGroup: group,
    SubscriptionId: subscription,
    ResourceProvider: 'MICROSOFT.KEYVAULT',
    Resource: name,
    ResourceType: 'VAULTS',
    OperationName: operation,
    OperationVersion: management ? '2023-07-01' : '7.4',
    ResultType: 'Success',
    ResultSignature: signatures[status],
    DurationMs: 8 + Math.floor(random() * 90),
    CallerIPAddress: actor?.ip ?? '203.0.113.20',
    CorrelationId: guid(),
    requestUri_s: management
      ? `https://management.azure.com/subscriptions/${subscription}/resourceGroups/rg-tern/providers/Microsoft.KeyVault/vaults/${name.toLowerCase()}?api-version=2023-07-01`
      : `${host}/${path}?api-version=7.4`,
    clientInfo_s: actor?.client ?? 'azsdk-net-Security.KeyVault.Secrets/4.6.0',
    httpStatusCode_d: status,
    tlsVersion_s: 'TLS1_3',
    Type: 'AzureDiagnostics',
    _ResourceId: resourceId.toLowerCase(),
  };
  if (!list && operation !== 'Authentication') row.id_s = management ? `${host}/` : `${host}/${path}`;
  if (management) {
    if (operation !== 'VaultDelete')
      Object.assign(row, {
        properties_sku_Family_s: 'A',
        properties_sku_Name_s: 'standard',
        properties_tenantId_g: tenant,
        properties_enableSoftDelete_b: true,
        properties_enableRbacAuthorization_b: rbac,
        properties_networkAcls_bypass_s: 'AzureServices',
        properties_networkAcls_defaultAction_s: action,
      });
    row.identity_claim_http_schemas_microsoft_com_identity_claims_objectidentifier_g = actor.oid;
    row.identity_claim_appid_g = actor.appid;
    if (actor.upn) {
      row.identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_upn_s = actor.upn;
      row.identity_claim_http_schemas_xmlsoap_org_ws_2005_05_identity_claims_name_s = actor.upn;
    }
  } else if (actor) {
    row[rbac ? 'isRbacAuthorized_b' : 'isAccessPolicyMatch_b'] = status !== 403;
    row.identity_claim_oid_g = actor.oid;
    row.identity_claim_appid_g = actor.appid;
    row.identity_claim_idtyp_s = actor.upn ? 'user' : 'app';
    if (actor.upn)
      Object.assign(row, {
        identity_claim_upn_s: actor.upn,
        identity_claim_scp_s: 'user_impersonation',
        identity_claim_ipaddr_s: actor.ip,
      });
    if (actor.mirid) row.identity_claim_xms_mirid_s = actor.mirid;
  }
  rows.push({ ...row, ...more });
}

const day = (n) => new Date(Date.UTC(2026, 2, 15 + n)).toISOString().slice(0, 10);
const pad = (n) => String(n).padStart(2, '0');
const at = (date, hour, minute) =>
  `${date}T${pad(hour)}:${pad(minute)}:${pad(Math.floor(random() * 60))}.${String(Math.floor(random() * 1000)).padStart(3, '0')}`;
const some = (list) => list[Math.floor(random() * list.length)];
const version = () => hex(32);

// ---- Thirty-two ordinary days, 15 March to 15 April 2026.
const bookingSecrets = ['booking-db', 'mail-relay', 'timetable-api'];
for (let n = 0; n < 32; n++) {
  const date = day(n);
  const last = n === 31;
  // The vault of the developers is gone on the last morning.
  for (const vault of last ? ['PROD', 'WEB', 'PAY', 'CREW'] : ['PROD', 'WEB', 'PAY', 'DEV', 'CREW'])
    record(at(date, 3, 10 + (n % 40)), vault, 'VaultGet', actors.resourceGraph);
  record(at(date, 6, 5), 'CREW', 'SecretGet', actors.booking, {
    path: `secrets/roster-api/${version()}`,
  });
  record(at(date, 5, 2), 'WEB', 'SecretGet', actors.booking, {
    path: `secrets/${some(bookingSecrets)}/${version()}`,
  });
  record(at(date, 6, 30), 'PROD', 'SecretGet', actors.booking, {
    path: `secrets/booking-db/${version()}`,
  });
  record(at(date, 7, 15), 'PAY', 'KeySign', actors.payments, {
    path: `keys/receipt-signing/${version()}`,
  });
  record(at(date, 8, 45), 'PAY', 'SecretGet', actors.payments, {
    path: `secrets/card-gateway/${version()}`,
  });
  const reporting = n < 19 ? actors.reportingOld : actors.reportingNew;
  record(at(date, 9, 5), 'PROD', 'SecretGet', reporting, {
    path: `secrets/warehouse-login/${version()}`,
  });
  if (n % 3 === 0)
    record(at(date, 4, 59), 'WEB', 'Authentication', null, {
      path: 'secrets/booking-db/',
      status: 401,
    });
  if (n % 2 === 0 && !last)
    record(at(date, 10, 20), 'DEV', 'SecretGet', actors.developer, {
      path: `secrets/test-login/${version()}`,
    });
  if (n % 7 === 1) {
    // The weekly backup: wanted, and still a row of the published destructive-operations query.
    record(at(date, 2, 0), 'PROD', 'KeyBackup', actors.backup, {
      path: 'keys/archive-wrap',
    });
    record(at(date, 2, 1), 'PROD', 'SecretBackup', actors.backup, {
      path: 'secrets/booking-db',
    });
  }
  if (n % 7 === 3) record(at(date, 11, 40), 'PAY', 'VaultPut', actors.pipeline);
  if (n % 5 === 2 && !last) {
    for (const vault of ['PROD', 'WEB']) record(at(date, 9, 30), vault, 'VaultGet', actors.admin);
    record(at(date, 9, 34), 'PROD', 'SecretList', actors.admin, {
      path: 'secrets',
    });
  }
  if (n % 11 === 5)
    record(at(date, 15, 12), 'PAY', 'SecretGet', actors.developer, {
      path: 'secrets/card-gateway',
      status: 403,
      more: {
        ResultDescription:
          "Caller is not authorized to perform action on resource.\nAction: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\nAssignment: (not found)",
      },
    });
}
// The admin renews a tag on each vault of the early month; the firewall stands at Deny.
record('2026-03-20T10:12:41.518', 'PROD', 'VaultPatch', actors.admin);
record('2026-03-20T10:14:03.266', 'WEB', 'VaultPatch', actors.admin);

// ---- The night of 14 April: the contractor's account in other hands.
const policy = {
  ObjectId_g: actors.rogue.oid,
  Permissions_keys_s: ['get', 'list', 'backup'],
  Permissions_secrets_s: ['get', 'list'],
  Permissions_certificates_s: [],
};
const named = (prefix) =>
  Object.fromEntries(Object.entries(policy).map(([name, value]) => [`${prefix}_${name}`, value]));
const { contractor, rogue, admin } = actors;
for (const [vault, minute] of [
  ['PROD', 4],
  ['WEB', 5],
  ['PAY', 6],
  ['DEV', 7],
])
  record(at('2026-04-14', 22, minute), vault, 'VaultGet', contractor);
record('2026-04-14T22:11:09.372', 'PROD', 'VaultPatch', contractor, {
  more: { properties_networkAcls_defaultAction_s: 'Allow' },
});
record('2026-04-14T22:19:47.105', 'WEB', 'VaultPatch', contractor, {
  more: { addedIpRule_Value_s: '198.51.100.77/32' },
});
record('2026-04-14T22:26:18.640', 'PROD', 'VaultPatch', contractor, {
  more: {
    properties_networkAcls_defaultAction_s: 'Allow',
    ...named('addedAccessPolicy'),
  },
});
record('2026-04-14T22:28:02.911', 'PROD', 'SecretList', rogue, {
  path: 'secrets',
});
for (const [secret, second] of [
  ['booking-db', 21],
  ['warehouse-login', 24],
  ['mail-relay', 27],
  ['ferry-telemetry', 31],
  ['crew-portal', 35],
])
  record(`2026-04-14T22:28:${second}.${100 + second}`, 'PROD', 'SecretGet', rogue, {
    path: `secrets/${secret}/${version()}`,
  });
record('2026-04-14T22:30:44.207', 'PROD', 'KeyBackup', rogue, {
  path: 'keys/archive-wrap',
});
record('2026-04-14T22:34:58.013', 'PROD', 'VaultPatch', contractor, {
  more: {
    properties_networkAcls_defaultAction_s: 'Allow',
    ...named('removedAccessPolicy'),
  },
});
record('2026-04-15T00:10:33.480', 'DEV', 'SecretDelete', contractor, {
  path: 'secrets/test-login',
});
record('2026-04-15T00:11:20.954', 'DEV', 'SecretListDeleted', contractor, {
  path: 'deletedsecrets',
});
record('2026-04-15T00:12:05.731', 'DEV', 'SecretPurge', contractor, {
  path: 'deletedsecrets/test-login',
});
record('2026-04-15T00:14:52.166', 'WEB', 'SecretPurge', contractor, {
  path: 'deletedsecrets/mail-relay',
  status: 403,
});
record('2026-04-15T00:20:37.829', 'DEV', 'VaultDelete', contractor);
// In the morning the admin closes the firewall again.
record('2026-04-15T06:41:15.392', 'PROD', 'VaultPatch', admin);
record('2026-04-15T06:44:50.077', 'WEB', 'SecretGet', admin, {
  path: `secrets/booking-db/${version()}`,
});

/** Every record of the month, oldest first; arrays still arrays, times with milliseconds. */
export const story = rows
  .filter((row) => row.TimeGenerated <= '2026-04-15T12')
  .sort((a, b) => (a.TimeGenerated < b.TimeGenerated ? -1 : a.TimeGenerated > b.TimeGenerated ? 1 : 0));
