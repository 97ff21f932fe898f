import {
  by,
  configurable,
  countDistinct,
  countif,
  type Duration,
  detection,
  distinctAtLeast,
  duration,
  type Expression,
  iff,
  isnotempty,
  makeSet,
  max,
  nullOf,
  op,
  timespan,
  tolong,
} from '../../src/index.js';
import { calls, isOneOf } from '../normal-view/calls.js';
import { operations } from '../normal-view/operations.js';
import { canonicalOrder } from '../normal-view/order.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import { counted, extendedSource, findingColumns, findingEntities, vaultItem } from './counted.js';

const named = calls().where('Actor', 'isnotempty');

/** Deletions and purges of items, these refused or not. */
const onItems = named
  .where((row) =>
    anyOf(
      allOf(isOneOf(row.OperationName, operations.delete), op(row.Outcome, '==', 'ok')),
      isOneOf(row.OperationName, operations.purge),
    ),
  )
  .where('Item', 'isnotempty')
  .extend((row) => ({ Phase: iff(isOneOf(row.OperationName, operations.delete), 0, 1) }));

/** Everything that was deleted or purged: items, and whole vaults, of which no item is named. */
const destroyed = named
  .where('Outcome', '==', 'ok')
  .where((row) =>
    anyOf(
      op(row.OperationName, 'in', ['VaultDelete', 'VaultPurge']),
      allOf(isOneOf(row.OperationName, operations.delete, operations.purge), isnotempty(row.Item)),
    ),
  )
  .extend((row) => ({ Target: vaultItem(row) }));

const [first, ...rest] = canonicalOrder;

/** Each deletion of an item with the purges of it by the same caller that follow it, up to the next deletion. */
const purgesWithin = (within: Duration) =>
  onItems
    .scanRows({
      by: ['VaultKey', 'Item'],
      // A purge at the time of a deletion belongs to no deletion before it.
      order: [first, 'Phase asc', ...rest],
      declare: { Deletion: 0, DeleteTime: nullOf('datetime'), DeleteActor: '' },
      next: (row, before) => {
        const isDelete = op(row.Phase, '==', 0);
        return {
          Deletion: iff(isDelete, op(before.Deletion, '+', 1), before.Deletion),
          DeleteTime: iff(isDelete, row.TimeGenerated, before.DeleteTime),
          DeleteActor: iff(isDelete, row.Actor, before.DeleteActor),
        };
      },
    })
    .where((row) =>
      anyOf(
        op(row.Phase, '==', 0),
        allOf(
          op(row.Actor, '==', row.DeleteActor),
          op(row.TimeGenerated, '>', row.DeleteTime),
          op(op(row.TimeGenerated, '-', row.DeleteTime), '<=', timespan(within)),
        ),
      ),
    )
    .scanRows({
      by: ['VaultKey', 'Item', 'Deletion'],
      order: [first, 'Phase asc', ...rest],
      declare: { Purge: 0 },
      next: (row, before) => ({ Purge: op(before.Purge, '+', row.Phase) }),
    })
    .extend((row) => ({ IsAnchor: op(row.Purge, '==', 1) }));

type Text = Expression<'string'>;

export default configurable(
  {
    purgedWithin: {
      type: 'timespan',
      default: duration('01:00:00'),
      description: 'how long after its deletion the purge of an item still counts; exactly so long counts',
    },
    within: {
      type: 'timespan',
      default: duration('01:00:00'),
      description: 'how long deletions and purges count together as one burst',
    },
    minTargets: {
      type: 'number',
      default: 5,
      range: [1],
      description: 'how many different items and vaults make deletions many',
    },
  },
  ({ purgedWithin, within, minTargets }) => {
    const observed = firstOf([], 'observed');
    const finals = purgesWithin(purgedWithin)
      .summarize(
        (row) => ({
          ...counted(row),
          Attempts: max(row.Purge),
          Successes: countif(allOf(op(row.Phase, '==', 1), op(row.Outcome, '==', 'ok'))),
          Vaults: makeSet(row.VaultKey),
        }),
        by('VaultKey', 'Item', 'Deletion', 'DeleteTime'),
      )
      .where('Attempts', '>', 0)
      .extend((row) => ({ Done: firstOf([[op(row.Successes, '>', 0), 'ok']], 'denied') }))
      .project((row) => ({
        ...findingColumns(row, firstOf([[op(row.Done, '==', 'ok'), 'High']], 'Medium'), observed),
        Rule: firstOf([], 'delete-then-purge') as Text,
        Item: row.Item,
        DeleteTime: row.DeleteTime,
        PurgeOutcome: row.Done,
        PurgeAttempts: row.Attempts,
        DistinctTargets: tolong(1),
        Vaults: row.Vaults,
      }));
    const bursts = destroyed
      .burst({
        by: ['Actor'],
        order: canonicalOrder,
        time: 'TimeGenerated',
        within: timespan(within),
        tests: (row) => [[distinctAtLeast(row.Target, minTargets)]],
      })
      .extend((row) => ({ IsAnchor: row.BurstDetects }))
      .summarize(
        (row) => ({
          ...counted(row),
          DistinctTargets: countDistinct(row.Target),
          Vaults: makeSet(row.VaultKey),
        }),
        by('Actor', 'BurstStart'),
      )
      .project((row) => ({
        ...findingColumns(row, firstOf([], 'High'), observed),
        Rule: firstOf([], 'bulk-delete') as Text,
        Item: firstOf([], '') as Text,
        DeleteTime: nullOf('datetime'),
        PurgeOutcome: firstOf([], '') as Text,
        PurgeAttempts: tolong(0),
        DistinctTargets: row.DistinctTargets,
        Vaults: row.Vaults,
      }));

    return detection({
      id: 'extended/delete-then-purge',
      title: 'Key Vault items deleted for good, or many deleted',
      description:
        'Identifies deletions that the same caller soon makes final by a purge, tried or done, and bursts of deletions and purges over all vaults.',
      severity: 'high',
      tactics: ['Impact'],
      techniques: ['T1485', 'T1490'],
      source: extendedSource,

      query: finals.union(bursts),

      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        row.Rule === 'bulk-delete'
          ? `${row.Actor} deleted or purged ${row.DistinctTargets} items and vaults in ${row.EventCount} calls`
          : `${row.Actor} deleted ${row.Item} of ${row.VaultName} and ${row.PurgeOutcome === 'ok' ? 'purged it' : 'tried to purge it'}`,
      notes: [
        'A refused purge counts as an attempt; purge protection refuses every one.',
        'The purge of a whole vault is mostly in the Azure Activity Log alone.',
      ],
      falsePositives: [
        'Test environments torn down: Terraform purges what it destroys unless told otherwise.',
        'Certificate renewal that cleans up.',
      ],
    });
  },
);
