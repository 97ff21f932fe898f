import {
  by,
  configurable,
  countif,
  type Duration,
  detection,
  duration,
  dynamic,
  type Expression,
  iff,
  isnotempty,
  isnull,
  makeSet,
  min,
  on,
  op,
  rowsAtLeast,
  strcat,
  substring,
  timespan,
} from '../../src/index.js';
import { isOneOf, itemEvents } from '../normal-view/calls.js';
import { operations } from '../normal-view/operations.js';
import { canonicalOrder } from '../normal-view/order.js';
import { allOf, firstOf } from '../normal-view/records.js';
import { counted, extendedSource, findingColumns, findingEntities, itemsCounted } from './counted.js';

type Text = Expression<'string'>;

const isBackup = (row: { readonly OperationName: Text }) => isOneOf(row.OperationName, operations.backup);
const isRestore = (row: { readonly OperationName: Text }) => isOneOf(row.OperationName, operations.restore);

const copies = itemEvents.where((row) => isOneOf(row.OperationName, operations.backup, operations.restore));

/** Since when a vault is known to hold a certificate, by the secret that is that certificate with its private key. */
const certificates = itemEvents.where('Item', 'startswith_cs', 'certificate/').summarize(
  (row) => ({ KnownSince: min(row.TimeGenerated) }),
  by('VaultKey', (row) => ({ Item: strcat('secret/', substring(row.Item, 'certificate/'.length)) })),
);

const secretReads = itemEvents.where('OperationName', '==', 'SecretGet');

/** Reads of such secrets. */
const exportsAmong = (reads: typeof secretReads) =>
  reads
    .lookup(certificates, on('VaultKey', 'Item'))
    .where((row) => op(row.KnownSince, '<=', row.TimeGenerated))
    .projectAway('KnownSince');

const burstsOf = (events: typeof copies, within: Duration) =>
  events
    .burst({
      by: ['Actor'],
      order: canonicalOrder,
      time: 'TimeGenerated',
      within: timespan(within),
      tests: () => [[rowsAtLeast(1)]],
    })
    .extend((row) => ({ IsAnchor: row.BurstDetects }));

const withItem = (row: { readonly Item: Text }) => isnotempty(row.Item);

const backups = copies
  .where(isBackup)
  .where(withItem)
  .project((row) => ({
    Item: row.Item,
    SourceVault: row.VaultKey,
    BackupTime: row.TimeGenerated,
  }));

/** The items that bursts restore in another vault than somebody backed them up from shortly before. */
const crossingsIn = (bursts: ReturnType<typeof burstsOf>, within: Duration) =>
  bursts
    .where(isRestore)
    .where(withItem)
    .project((row) => ({
      Actor: row.Actor,
      BurstStart: row.BurstStart,
      Item: row.Item,
      VaultKey: row.VaultKey,
      RestoreTime: row.TimeGenerated,
    }))
    .join('inner', backups, on('Item'))
    .where((row) =>
      allOf(
        op(row.SourceVault, '!=', row.VaultKey),
        op(row.BackupTime, '<', row.RestoreTime),
        op(op(row.RestoreTime, '-', row.BackupTime), '<=', timespan(within)),
      ),
    )
    .summarize(
      (row) => ({ CrossVault: makeSet(strcat(row.SourceVault, '>', row.VaultKey, ' ', row.Item)) }),
      by('Actor', 'BurstStart'),
    );

const times = (count: number | bigint | null, what: string) =>
  count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;

export default configurable(
  {
    within: {
      type: 'timespan',
      default: duration('01:00:00'),
      description: 'how long backups, restores and exports of one caller are one finding',
    },
    crossVaultWithin: {
      type: 'timespan',
      default: duration('7.00:00:00'),
      description: 'how long before a restore the backup in another vault may lie; exactly so long counts',
    },
    exportByUsersOnly: {
      type: 'boolean',
      default: true,
      description: 'whether reads of the secret of a certificate count only by people, not by applications',
    },
  },
  ({ within, crossVaultWithin, exportByUsersOnly }) => {
    const reads = exportByUsersOnly ? secretReads.where('ActorType', '==', 'user') : secretReads;
    const bursts = burstsOf(copies.union(exportsAmong(reads)), within);

    return detection({
      id: 'extended/backup-restore-export',
      title: 'Key Vault items backed up, restored or exported',
      description:
        'Identifies backups, restores and exports of certificates with their private keys, and items that reach another vault that way.',
      severity: 'medium',
      tactics: ['CredentialAccess'],
      techniques: ['T1555.006', 'T1552.004'],
      source: extendedSource,

      query: bursts
        .summarize(
          (row) => ({
            ...counted(row),
            ...itemsCounted(row),
            Backups: countif(isBackup(row)),
            Restores: countif(isRestore(row)),
            Exports: countif(op(row.OperationName, '==', 'SecretGet')),
          }),
          by('Actor', 'BurstStart'),
        )
        .lookup(crossingsIn(bursts, crossVaultWithin), on('Actor', 'BurstStart'))
        .project((row) => ({
          ...findingColumns(
            row,
            firstOf([[isnull(row.CrossVault), 'Medium']], 'High'),
            firstOf([], 'observed'),
          ),
          Backups: row.Backups,
          Restores: row.Restores,
          Exports: row.Exports,
          DistinctItems: row.DistinctItems,
          ItemSample: row.ItemSample,
          CrossVault: iff(isnull(row.CrossVault), dynamic([]), row.CrossVault),
        })),

      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.Actor} made ${[
          times(row.Backups, 'backup'),
          times(row.Restores, 'restore'),
          times(row.Exports, 'export'),
        ]
          .filter((text) => text !== '')
          .join(', ')}${row.Severity === 'High' ? ', some into another vault' : ''}`,
      notes: [
        'A secret that has the name of a certificate of its vault is that certificate with its private key; reading it exports both.',
        'A backup can be restored in any vault of the subscription and geography.',
      ],
      falsePositives: ['Backup jobs.', 'People who download certificates as their work.'],
    });
  },
);
