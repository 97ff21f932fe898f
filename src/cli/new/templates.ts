/** The files of a new detection, a working one to be changed: it finds deleted secrets. */
export interface NewFiles {
  readonly module: string;
  readonly test: string;
}

/** Writes the module and the tests of a new detection. */
export const newFiles = (id: string): NewFiles => ({ module: moduleText(id), test: testText(id) });

const titleOf = (id: string) => {
  const words = id
    .split('/')
    .at(-1)!
    .replace(/[-_.]+/g, ' ')
    .trim();
  return words[0]!.toUpperCase() + words.slice(1);
};

const moduleText = (id: string): string => `import { azureDiagnostics, detection } from 'vaultreplay';

export default detection({
  id: '${id}',
  title: '${titleOf(id)}',
  description: 'Identifies secrets that were deleted.',
  severity: 'medium',
  tactics: ['Impact'],
  techniques: ['T1485'],
  source: { title: 'own' },

  query: azureDiagnostics
    .where('ResourceType', '==', 'VAULTS')
    .where('OperationName', '==', 'SecretDelete')
    .where('httpStatusCode_d', '<', 300)
    .project(
      'TimeGenerated',
      'VaultName = Resource',
      'Actor = identity_claim_upn_s',
      'IPAddress = CallerIPAddress',
      'Secret = id_s',
    ),

  time: 'TimeGenerated',
  entities: { account: 'Actor', ip: 'IPAddress', vault: 'VaultName' },
  summary: (row) => \`\${row.Actor || 'an application'} deleted \${row.Secret}\`,
  notes: [],
});
`;

const testText = (id: string): string => `detection: ${id}

tests:
  - name: fires when a secret is deleted
    records:
      - secretDelete: { at: -1h, vault: kv-prod, item: db-password, user: eve@contoso.example }
    fires:
      VaultName: KV-PROD
      Actor: eve@contoso.example
      Secret: https://kv-prod.vault.azure.net/secrets/db-password

  - name: fires on the last status of success
    records:
      - secretDelete: { httpStatusCode_d: 299 }
    fires: true

  - name: stays quiet when the deletion was refused
    records:
      - secretDelete: { httpStatusCode_d: 300 }
      - secretDelete: { httpStatusCode_d: 403 }
    quiet: true

  - name: stays quiet on other operations and other services
    records:
      - secretGet:
      - secretDelete: { ResourceType: MANAGEDHSMS }
    quiet: true
`;
