/** The kinds of items that a vault holds, as operations name them. */
const kinds = ['Secret', 'Key', 'Certificate'] as const;

const ofEachKind = (verb: string): readonly string[] => kinds.map((kind) => `${kind}${verb}`);

/** Groups of operations, by what a caller is after. */
export const operations = {
  read: ofEachKind('Get'),
  list: ofEachKind('List'),
  listDeleted: ofEachKind('ListDeleted'),
  backup: ofEachKind('Backup'),
  restore: ofEachKind('Restore'),
  recover: ofEachKind('Recover'),
  delete: ofEachKind('Delete'),
  purge: ofEachKind('Purge'),
  use: ['KeySign', 'KeyVerify', 'KeyWrap', 'KeyUnwrap', 'KeyEncrypt', 'KeyDecrypt', 'KeyRelease'],
  write: [
    'SecretSet',
    'SecretUpdate',
    'KeyCreate',
    'KeyImport',
    'KeyUpdate',
    'KeyRotate',
    'KeyRotateIfDue',
    'CertificateCreate',
    'CertificateImport',
    'CertificateUpdate',
    'CertificatePendingMerge',
    'CertificateRenew',
  ],
  /** Changes of a vault; a call of its access policies is one whatever its name, see `PolicyCall`. */
  config: ['VaultPut', 'VaultPatch'],
} as const;

const vaultOperations = [
  'Authentication',
  'VaultGet',
  'VaultPut',
  'VaultDelete',
  'VaultPatch',
  'VaultRecover',
  'VaultPurge',
  'VaultList',
  'VaultGetDeleted',
  'VaultListDeleted',
  'VaultAccessPolicyChangedEventGridNotification',
];

const furtherDataOperations = [
  ...kinds.flatMap((kind) => ['ListVersions', 'GetDeleted'].map((verb) => `${kind}${verb}`)),
  'KeyRotationPolicyGet',
  'KeyRotationPolicySet',
  ...['PolicyGet', 'PolicyUpdate', 'PolicySet', 'ContactsGet', 'ContactsSet', 'ContactsDelete'].map(
    (verb) => `Certificate${verb}`,
  ),
  ...['IssuerGet', 'IssuerSet', 'IssuerUpdate', 'IssuerDelete', 'IssuersList', 'Enroll'].map(
    (verb) => `Certificate${verb}`,
  ),
  ...['PendingGet', 'PendingUpdate', 'PendingDelete'].map((verb) => `Certificate${verb}`),
];

const { config: _, ...dataGroups } = operations;

/** Operations on items of a vault, as Azure spells them. */
export const dataOperations: readonly string[] = [
  ...new Set([...Object.values(dataGroups).flat(), ...furtherDataOperations]),
];

/** Every operation that is known, as Azure spells it; others occur. */
export const knownOperations: readonly string[] = [
  ...vaultOperations,
  ...dataOperations,
  ...kinds.flatMap((kind) =>
    ['NearExpiry', 'Expired'].map((event) => `${kind}${event}EventGridNotification`),
  ),
];

const groups: ReadonlyMap<string, readonly string[]> = new Map([
  ['READ', operations.read],
  ['LIST', operations.list],
  ['LIST-DELETED', operations.listDeleted],
  ['BACKUP', operations.backup],
  ['RESTORE', operations.restore],
  ['RECOVER', operations.recover],
  ['DELETE', operations.delete],
  ['PURGE', operations.purge],
  ['USE', operations.use],
  ['WRITE', operations.write],
]);

/** The operations of a list in which groups may stand by their names, such as `READ` and `LIST-DELETED`. */
export const operationsNamed = (names: readonly string[]): readonly string[] => [
  ...new Set(names.flatMap((name) => groups.get(name) ?? [name])),
];
