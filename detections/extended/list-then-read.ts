import {
  by,
  configurable,
  countDistinct,
  countif,
  detection,
  distinctAtLeast,
  duration,
  isnotempty,
  makeSet,
  on,
  op,
  timespan,
} from '../../src/index.js';
import { isOneOf, itemEvents } from '../normal-view/calls.js';
import { operations } from '../normal-view/operations.js';
import { canonicalOrder } from '../normal-view/order.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import { counted, extendedSource, findingColumns, findingEntities, listed } from './counted.js';
import { dailyWithBursts } from './schedules.js';

export default configurable(
  {
    within: {
      type: 'timespan',
      default: duration('00:10:00'),
      description: 'how long after a list reads still count; exactly so long counts',
    },
    minItems: {
      type: 'number',
      default: 5,
      range: [1],
      description: 'how many different items must be read',
    },
  },
  ({ within, minItems }) => {
    const dumps = itemEvents
      .where((row) =>
        anyOf(
          isOneOf(row.OperationName, operations.list),
          allOf(isOneOf(row.OperationName, operations.read, operations.backup), isnotempty(row.Item)),
        ),
      )
      .burst({
        by: ['VaultKey', 'Actor'],
        order: canonicalOrder,
        time: 'TimeGenerated',
        within: timespan(within),
        tests: (row) => [[distinctAtLeast(row.Item, minItems)]],
        opens: (row) => isOneOf(row.OperationName, operations.list),
      })
      .extend((row) => ({
        IsAnchor: row.BurstDetects,
        IsList: isOneOf(row.OperationName, operations.list),
      }));
    const lists = dumps
      .where('IsList', '==', true)
      .summarize(
        (row) => ({ ListOperations: makeSet(row.OperationName) }),
        by('VaultKey', 'Actor', 'BurstStart'),
      );

    return detection({
      id: 'extended/list-then-read',
      title: 'Key Vault listed and then emptied',
      description:
        'Identifies a caller who lists what a vault holds and soon after reads or backs up many items of it: a dump of secrets.',
      severity: 'high',
      tactics: ['CredentialAccess'],
      techniques: ['T1555.006'],
      source: extendedSource,

      query: dumps
        .where('IsList', '==', false)
        .summarize(
          (row) => ({
            ...counted(row),
            DistinctItems: countDistinct(row.Item),
            ItemSample: makeSet(row.Item, listed),
            PublicParts: countif(isOneOf(row.OperationName, ['KeyGet', 'CertificateGet'])),
          }),
          by('VaultKey', 'Actor', 'BurstStart'),
        )
        .lookup(lists, on('VaultKey', 'Actor', 'BurstStart'))
        .project((row) => ({
          ...findingColumns(
            row,
            firstOf([[op(row.PublicParts, '<', row.EventCount), 'High']], 'Medium'),
            firstOf([], 'observed'),
          ),
          ListTime: row.BurstStart,
          ListOperations: row.ListOperations,
          DistinctItems: row.DistinctItems,
          ItemSample: row.ItemSample,
        })),

      schedule: dailyWithBursts(within),
      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.Actor} listed ${row.VaultName} and then read ${row.DistinctItems} different items in ${row.EventCount} calls`,
      notes: [
        'Reads of keys and certificates alone give their public parts: Medium.',
        'Reads at the very time of the list do not count.',
        'Lists up to the last read that counts belong to one finding; a later list may begin another.',
      ],
      falsePositives: [
        'Applications that load their whole configuration: list, then get all.',
        'Operators that synchronise secrets into a cluster.',
        'Backup scripts.',
      ],
    });
  },
);
