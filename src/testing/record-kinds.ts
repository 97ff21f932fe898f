/** Which of Azure's planes a call is made on, and so which claims its record carries; `none` carries no caller. */
export type Plane = 'management' | 'data' | 'none';

/** A kind of record: the operation that it names. */
export interface RecordKind {
  readonly operation: string;
  readonly plane: Plane;
  /** What the operation is about, as it stands in the path of an address; null for a vault. */
  readonly item: 'keys' | 'secrets' | 'certificates' | null;
}

const verbs = {
  Vault: 'Get Put Delete Patch Recover List Purge GetDeleted ListDeleted',
  Key: 'Create Get Import Delete Sign Verify Wrap Unwrap Encrypt Decrypt Update List ListVersions Purge Backup Restore Recover GetDeleted ListDeleted Rotate RotateIfDue RotationPolicyGet RotationPolicySet',
  Secret: 'Set Get Update Delete List ListVersions Purge Backup Restore Recover GetDeleted ListDeleted',
  Certificate:
    'Get Create Import Update List ListVersions Delete Purge Backup Restore Recover GetDeleted ListDeleted PolicyGet PolicyUpdate PolicySet ContactsGet ContactsSet ContactsDelete IssuerGet IssuerSet IssuerUpdate IssuerDelete IssuersList Enroll Renew PendingGet PendingMerge PendingUpdate PendingDelete',
} as const;

const items = { Vault: null, Key: 'keys', Secret: 'secrets', Certificate: 'certificates' } as const;

const notices = [
  'VaultAccessPolicyChangedEventGridNotification',
  ...['Key', 'Secret', 'Certificate'].flatMap((of) => [
    `${of}NearExpiryEventGridNotification`,
    `${of}ExpiredEventGridNotification`,
  ]),
];

/** Operations of Key Vault, as Microsoft documents them or public queries use them. */
const operations: readonly RecordKind[] = [
  { operation: 'Authentication', plane: 'none', item: null },
  ...(Object.keys(verbs) as (keyof typeof verbs)[]).flatMap((of) =>
    verbs[of].split(' ').map(
      (verb): RecordKind => ({
        operation: of + verb,
        plane: of === 'Vault' ? 'management' : 'data',
        item: items[of],
      }),
    ),
  ),
  ...notices.map((operation): RecordKind => ({ operation, plane: 'none', item: null })),
];

/** The name of the kind whose records have no columns but those that are written out. */
export const bareKind = 'record';

/** The kinds of records by name: an operation with a small first letter, such as `vaultPatch`; `record` is not among them. */
export const recordKinds: ReadonlyMap<string, RecordKind> = new Map(
  operations.map((kind) => [kind.operation[0]!.toLowerCase() + kind.operation.slice(1), kind]),
);

/** The names of all kinds. */
export const kindNames: readonly string[] = [...recordKinds.keys(), bareKind];
