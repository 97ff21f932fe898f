import {
  by,
  configurable,
  countDistinct,
  detection,
  distinctAtLeast,
  duration,
  iff,
  isnull,
  makeSet,
  makeSetIf,
  nullOf,
  on,
  op,
  timespan,
  tolong,
} from '../../src/index.js';
import { calls } from '../normal-view/calls.js';
import { events } from '../normal-view/events.js';
import { noiseParameters, readersWith } from '../normal-view/noise.js';
import { canonicalOrder } from '../normal-view/order.js';
import { anyOf, firstOf } from '../normal-view/records.js';
import { counted, extendedSource, findingColumns, findingEntities } from './counted.js';
import { dailyWithHistory } from './schedules.js';

export default configurable(
  {
    within: {
      type: 'timespan',
      default: duration('01:00:00'),
      description: 'how long first touches of vaults count together; exactly so long counts',
    },
    minVaults: {
      type: 'number',
      default: 3,
      range: [1],
      description: 'how many vaults make a sweep',
    },
    newFor: {
      type: 'timespan',
      default: duration('30.00:00:00'),
      description: 'how long a caller must not have touched a vault for it to be new again',
    },
    minHistory: {
      type: 'timespan',
      default: duration('7.00:00:00'),
      description: 'a sweep that begins sooner after the first record of the input has a cold start',
    },
    coldStart: {
      type: 'string',
      default: 'mark',
      oneOf: ['mark', 'suppress'],
      description: 'whether sweeps with a cold start are marked or left out',
    },
    ...noiseParameters,
  },
  ({ within, minVaults, newFor, minHistory, coldStart, ...noise }) => {
    const readers = readersWith(noise);
    const input = events(readers)
      .top(1, 'TimeGenerated asc')
      .project((row) => ({ Input: tolong(1), Earliest: row.TimeGenerated }));
    const sweeps = calls(readers)
      .where('IsNoise', '==', false)
      .where((row) => anyOf(row.IsData, op(row.OperationName, '==', 'VaultGet')))
      .where('Actor', 'isnotempty')
      .scanRows({
        by: ['Actor', 'VaultKey'],
        order: canonicalOrder,
        declare: { TouchedBefore: nullOf('datetime') },
        next: (row, before) => ({
          // Touches at one time are none before another.
          TouchedBefore: iff(
            op(before.TimeGenerated, '<', row.TimeGenerated),
            before.TimeGenerated,
            before.TouchedBefore,
          ),
        }),
      })
      .where((row) =>
        anyOf(
          isnull(row.TouchedBefore),
          op(op(row.TimeGenerated, '-', row.TouchedBefore), '>', timespan(newFor)),
        ),
      )
      .burst({
        by: ['Actor'],
        order: canonicalOrder,
        time: 'TimeGenerated',
        within: timespan(within),
        tests: (row) => [[distinctAtLeast(row.VaultKey, minVaults)]],
      })
      .extend((row) => ({ IsAnchor: row.BurstDetects }))
      .summarize(
        (row) => ({
          ...counted(row),
          NewVaults: makeSet(row.VaultKey),
          VaultCount: countDistinct(row.VaultKey),
          DeniedVaults: makeSetIf(row.VaultKey, op(row.Outcome, '==', 'denied')),
          Operations: makeSet(row.OperationName),
        }),
        by('Actor', 'BurstStart'),
      )
      .extend(() => ({ Input: tolong(1) }))
      .lookup(input, on('Input'))
      .project((row) => ({
        ...findingColumns(
          row,
          firstOf([], 'Medium'),
          firstOf(
            [[op(op(row.BurstStart, '-', row.Earliest), '<', timespan(minHistory)), 'cold']],
            'observed',
          ),
        ),
        NewVaults: row.NewVaults,
        VaultCount: row.VaultCount,
        DeniedVaults: row.DeniedVaults,
        Operations: row.Operations,
      }));

    return detection({
      id: 'extended/vault-sweep',
      title: 'One caller tries many Key Vaults',
      description:
        'Identifies a caller who in a short time touches several vaults that are new to it, let in or refused: somebody looks around.',
      severity: 'medium',
      tactics: ['Discovery'],
      techniques: ['T1580', 'T1526'],
      source: extendedSource,

      query: coldStart === 'suppress' ? sweeps.where('Confidence', '!=', 'cold') : sweeps,

      schedule: dailyWithHistory,
      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.Actor} touched ${row.VaultCount} vaults that were new to it${row.Confidence === 'cold' ? ' (cold start: the input begins shortly before)' : ''}`,
      notes: [
        'A vault is new to a caller who did nothing in it, and was refused nothing, for as long as newFor says.',
        'Shortly after the first record of the input every vault is new to everybody: such findings are cold.',
      ],
      falsePositives: ['Posture scanners.', 'New administrators.', 'A new monitoring tool.'],
    });
  },
);
