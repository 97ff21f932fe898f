import {
  by,
  configurable,
  countDistinct,
  type Duration,
  detection,
  distinctAtLeast,
  duration,
  iff,
  isnotnull,
  longer,
  makeSet,
  nullOf,
  on,
  op,
  rowsAtLeast,
  timespan,
  tolong,
} from '../../src/index.js';
import { calls, isOneOf } from '../normal-view/calls.js';
import { operations } from '../normal-view/operations.js';
import { canonicalOrder } from '../normal-view/order.js';
import { anyOf, firstOf } from '../normal-view/records.js';
import { counted, extendedSource, findingColumns, findingEntities, itemsCounted } from './counted.js';
import { dailyWithBursts } from './schedules.js';

const denied = calls().where('Outcome', '==', 'denied');

/** Refusals, and what a caller who looks for access does once there is some. */
const attempts = calls().where((row) =>
  anyOf(
    op(row.Outcome, '==', 'denied'),
    isOneOf(row.OperationName, operations.read, operations.backup, operations.use, operations.list),
  ),
);

const ofActors = denied
  .where('Actor', 'isnotempty')
  .extend((row) => ({ GroupBy: firstOf([], 'actor'), GroupKey: row.Actor }));
const ofAddresses = denied
  .where('CallerIPAddress', 'isnotempty')
  .extend((row) => ({ GroupBy: firstOf([], 'ip'), GroupKey: row.CallerIPAddress }));

type Refusals = typeof ofActors;
type Tests = Parameters<Refusals['burst']>[0]['tests'];

const burstsOf = (refusals: Refusals, within: Duration, tests: Tests) =>
  refusals
    .burst({
      by: ['GroupKey'],
      order: canonicalOrder,
      time: 'TimeGenerated',
      within: timespan(within),
      tests,
    })
    .extend((row) => ({ IsAnchor: row.BurstDetects }))
    .summarize(
      (row) => ({
        ...counted(row),
        ...itemsCounted(row),
        Vaults: makeSet(row.VaultKey),
        // No actor is one more.
        ActorCount: countDistinct(row.Actor),
      }),
      by('GroupBy', 'GroupKey', 'BurstStart'),
    );

type Bursts = ReturnType<typeof burstsOf>;

/** Successes no longer after a refusal of the same caller, or at the same address: none other need be held. */
function successesAfter(key: 'Actor' | 'CallerIPAddress', within: Duration) {
  return attempts
    .scanRows({
      by: [key],
      order: canonicalOrder,
      declare: { RefusedTime: nullOf('datetime') },
      next: (row, before) => ({
        RefusedTime: iff(op(row.Outcome, '==', 'denied'), row.TimeGenerated, before.RefusedTime),
      }),
    })
    .where('Outcome', '==', 'ok')
    .where((row) => op(op(row.TimeGenerated, '-', row.RefusedTime), '<=', timespan(within)));
}

/** The first success of each burst that has one: of its caller or address, in one of its vaults, after the refusal that made it one. */
function firstSuccesses(byActor: Bursts, byAddress: Bursts, within: Duration, followedWithin: Duration) {
  // One that counts follows the last refusal of the burst, or another.
  const longest = within > followedWithin ? within : followedWithin;
  const actors = successesAfter('Actor', longest).extend((row) => ({
    GroupBy: firstOf([], 'actor'),
    GroupKey: row.Actor,
  }));
  const addresses = successesAfter('CallerIPAddress', longest).extend((row) => ({
    GroupBy: firstOf([], 'ip'),
    GroupKey: row.CallerIPAddress,
  }));
  const marks = byActor
    .union(byAddress)
    .project((row) => ({
      GroupBy: row.GroupBy,
      GroupKey: row.GroupKey,
      BurstStart: row.BurstStart,
      TimeGenerated: row.AnchorTime,
      Until: op(row.LastEventTime, '+', timespan(followedWithin)),
      VaultKey: row.Vaults,
      IsMark: tolong(1),
    }))
    .mvExpand('VaultKey', 'string');
  return actors
    .union(addresses)
    .extend(() => ({ IsMark: tolong(0) }))
    .union(marks)
    .scanRows({
      by: ['GroupBy', 'GroupKey', 'VaultKey'],
      // From the last to the first: a success at the time of a mark comes after it, and the mark does not see it.
      order: ['TimeGenerated desc', 'IsMark desc', 'OperationName desc', 'Item desc'],
      declare: { SuccessTime: nullOf('datetime'), SuccessOperation: '', SuccessItem: '' },
      next: (row, before) => {
        const isMark = op(row.IsMark, '==', 1);
        return {
          SuccessTime: iff(isMark, before.SuccessTime, row.TimeGenerated),
          SuccessOperation: iff(isMark, before.SuccessOperation, row.OperationName),
          SuccessItem: iff(isMark, before.SuccessItem, row.Item),
        };
      },
    })
    .where((row) => op(row.SuccessTime, '<=', row.Until))
    .project(
      'GroupBy',
      'GroupKey',
      'BurstStart',
      'SuccessTime',
      'VaultKey',
      'SuccessOperation',
      'SuccessItem',
    )
    .scanRows({
      by: ['GroupBy', 'GroupKey', 'BurstStart'],
      order: ['SuccessTime asc', 'VaultKey asc'],
      declare: { Place: 0 },
      next: (_, before) => ({ Place: op(before.Place, '+', 1) }),
    })
    .where('Place', '==', 1)
    .projectAway('VaultKey', 'Place');
}

export default configurable(
  {
    within: {
      type: 'timespan',
      default: duration('00:10:00'),
      description: 'how long refusals count together; exactly so long counts',
    },
    minDenied: {
      type: 'number',
      default: 5,
      range: [1],
      description: 'how many refusals make a burst',
    },
    minActors: {
      type: 'number',
      default: 3,
      range: [1],
      description: 'how many different callers must be refused at one address; nobody named is one more',
    },
    followedWithin: {
      type: 'timespan',
      default: duration('01:00:00'),
      description: 'how long after the last refusal a success still counts; exactly so long counts',
    },
  },
  ({ within, minDenied, minActors, followedWithin }) => {
    const byActor = burstsOf(ofActors, within, () => [[rowsAtLeast(minDenied)]]);
    const byAddress = burstsOf(ofAddresses, within, (row) => [
      [rowsAtLeast(minDenied), distinctAtLeast(row.Actor, minActors)],
    ]);

    return detection({
      id: 'extended/denied-burst',
      title: 'Burst of refused Key Vault calls',
      description:
        'Identifies callers, and addresses of several callers, that a vault refuses many times in a short time, and whether they got in soon after.',
      severity: 'medium',
      tactics: ['CredentialAccess', 'Discovery'],
      techniques: ['T1555.006', 'T1526'],
      source: extendedSource,

      query: byActor
        .union(byAddress)
        .lookup(
          firstSuccesses(byActor, byAddress, within, followedWithin),
          on('GroupBy', 'GroupKey', 'BurstStart'),
        )
        .project((row) => ({
          ...findingColumns(
            row,
            firstOf([[isnotnull(row.SuccessTime), 'High']], 'Medium'),
            firstOf([], 'observed'),
          ),
          GroupBy: row.GroupBy,
          GroupKey: row.GroupKey,
          DeniedCount: row.EventCount,
          Vaults: row.Vaults,
          ActorCount: row.ActorCount,
          DistinctItems: row.DistinctItems,
          SuccessTime: row.SuccessTime,
          SuccessOperation: row.SuccessOperation,
          SuccessItem: row.SuccessItem,
        })),

      schedule: dailyWithBursts(longer(within, followedWithin)),
      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.GroupBy === 'ip' ? `${row.ActorCount} callers from ${row.GroupKey} were` : `${row.GroupKey} was`} refused ${row.DeniedCount} times${
          row.SuccessTime === null ? '' : `, and then ${row.SuccessOperation} succeeded`
        }`,
      notes: [
        'The first call of every SDK is answered 401 as Authentication; it is no refusal.',
        'A success counts only in a vault that refused, and later than the refusal that made the burst.',
      ],
      falsePositives: [
        'A fresh deployment whose permissions are still missing; it ends in success too.',
        'References of App Service on vaults with restricted networks.',
      ],
    });
  },
);
