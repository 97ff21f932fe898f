import {
  by,
  configurable,
  countDistinct,
  detection,
  distinctAtLeast,
  duration,
  makeSet,
  op,
  rowsAtLeast,
  timespan,
} from '../../src/index.js';
import { isOneOf, itemEvents } from '../normal-view/calls.js';
import { operations } from '../normal-view/operations.js';
import { canonicalOrder } from '../normal-view/order.js';
import { firstOf } from '../normal-view/records.js';
import {
  counted,
  extendedSource,
  findingColumns,
  findingEntities,
  itemsCounted,
  vaultItem,
} from './counted.js';
import { dailyWithBursts } from './schedules.js';

export default configurable(
  {
    within: {
      type: 'timespan',
      default: duration('01:00:00'),
      description: 'how long reads count together; exactly so long counts',
    },
    minItems: {
      type: 'number',
      default: 10,
      range: [1],
      description: 'how many different items, each with its vault, make reads many',
    },
    minEvents: {
      type: 'number',
      default: 50,
      range: [1],
      description: 'how many reads, whatever of, make them many',
    },
    highVaults: {
      type: 'number',
      default: 3,
      range: [1],
      description: 'from how many vaults on a finding is High',
    },
  },
  ({ within, minItems, minEvents, highVaults }) =>
    detection({
      id: 'extended/mass-read',
      title: 'Many reads of Key Vault items',
      description:
        'Identifies a caller who reads many different secrets, keys and certificates, or reads very often, in a short time over all vaults.',
      severity: 'medium',
      tactics: ['CredentialAccess'],
      techniques: ['T1555.006'],
      source: extendedSource,

      query: itemEvents
        .where((row) => isOneOf(row.OperationName, operations.read))
        .where('Item', 'isnotempty')
        .burst({
          by: ['Actor'],
          order: canonicalOrder,
          time: 'TimeGenerated',
          within: timespan(within),
          tests: (row) => [[distinctAtLeast(vaultItem(row), minItems)], [rowsAtLeast(minEvents)]],
        })
        .extend((row) => ({ IsAnchor: row.BurstDetects }))
        .summarize(
          (row) => ({
            ...counted(row),
            ...itemsCounted(row),
            Vaults: makeSet(row.VaultKey),
            VaultCount: countDistinct(row.VaultKey),
          }),
          by('Actor', 'BurstStart'),
        )
        .project((row) => ({
          ...findingColumns(
            row,
            firstOf([[op(row.VaultCount, '>=', highVaults), 'High']], 'Medium'),
            firstOf([], 'observed'),
          ),
          DistinctItems: row.DistinctItems,
          Vaults: row.Vaults,
          VaultCount: row.VaultCount,
          Reason: firstOf(
            [
              [op(row.DistinctItems, '<', minItems), 'events'],
              [op(row.EventCount, '<', minEvents), 'items'],
            ],
            'both',
          ),
          ItemSample: row.ItemSample,
        })),

      schedule: dailyWithBursts(within),
      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.Actor} read ${row.DistinctItems} different items of ${row.VaultCount} vault${row.VaultCount === 1 ? '' : 's'} in ${row.EventCount} calls`,
      notes: [
        'A burst begins wherever enough reads follow within the time, not at a full hour, and bursts do not overlap.',
        'Reason says what made the reads many over the whole burst: different items, events, or both.',
      ],
      falsePositives: [
        'Busy services, whose reason is events.',
        'The start of a large service, whose reason is items.',
        'Scanners of secrets.',
      ],
    }),
);
