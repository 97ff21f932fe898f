import {
  argMin,
  by,
  configurable,
  countDistinct,
  type Duration,
  detection,
  distinctAtLeast,
  duration,
  iff,
  isnotnull,
  makeSet,
  nullOf,
  on,
  op,
  type Query,
  rowsAtLeast,
  timespan,
  tolong,
} from '../../src/index.js';
import { operations } from '../normal-view/operations.js';
import { canonicalOrder, reverseOrder } from '../normal-view/order.js';
import { firstOf } from '../normal-view/records.js';
import {
  allItemEvents,
  calls,
  counted,
  extendedSource,
  findingColumns,
  findingEntities,
  isOneOf,
  itemsCounted,
} from './counted.js';

const denied = calls().where('Outcome', '==', 'denied');

/** What a caller who looks for access does once there is some. */
const successes = allItemEvents.where((row) =>
  isOneOf(row.OperationName, operations.read, operations.backup, operations.use, operations.list),
);

/** How refusals are grouped: which, and which successes are of a group, the events in whose vaults are given. */
const groupings = {
  actor: {
    refusals: denied.where('Actor', 'isnotempty').extend((row) => ({ GroupKey: row.Actor })),
    successes: (groups: Groups) =>
      successes
        .join('leftsemi', groups, on({ left: 'Actor', right: 'GroupKey' }, 'VaultKey'))
        .extend((row) => ({ GroupKey: row.Actor })),
  },
  ip: {
    refusals: denied
      .where('CallerIPAddress', 'isnotempty')
      .extend((row) => ({ GroupKey: row.CallerIPAddress })),
    successes: (groups: Groups) =>
      successes
        .join('leftsemi', groups, on({ left: 'CallerIPAddress', right: 'GroupKey' }, 'VaultKey'))
        .extend((row) => ({ GroupKey: row.CallerIPAddress })),
  },
} as const;

type Groups = Query<{ readonly GroupKey: 'string'; readonly VaultKey: 'string' }>;
type Grouping = keyof typeof groupings;
type Tests = Parameters<(typeof groupings)[Grouping]['refusals']['burst']>[0]['tests'];

const burstsOf = (grouping: Grouping, within: Duration, tests: Tests) =>
  groupings[grouping].refusals
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
      by('GroupKey', 'BurstStart'),
    );

const [, ...lastFirst] = reverseOrder;

/** Bursts with the first success of their group that follows in time, in one of their vaults. */
function withSuccess(grouping: Grouping, bursts: ReturnType<typeof burstsOf>, followedWithin: Duration) {
  const marks = bursts
    .project((row) => ({
      GroupKey: row.GroupKey,
      BurstStart: row.BurstStart,
      TimeGenerated: row.AnchorTime,
      Until: op(row.LastEventTime, '+', timespan(followedWithin)),
      VaultKey: row.Vaults,
      IsMark: tolong(1),
    }))
    .mvExpand('VaultKey', 'string');
  const first = groupings[grouping]
    .successes(marks.distinct('GroupKey', 'VaultKey'))
    .extend(() => ({ IsMark: tolong(0) }))
    .union(marks)
    .scanRows({
      by: ['GroupKey', 'VaultKey'],
      // From the last to the first; a success at the time of a mark comes after it and is not seen.
      order: ['TimeGenerated desc', 'IsMark desc', ...lastFirst],
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
    .where('IsMark', '==', 1)
    .where((row) => op(row.SuccessTime, '<=', row.Until))
    .project('GroupKey', 'BurstStart', 'SuccessTime', 'VaultKey', 'SuccessOperation', 'SuccessItem')
    .summarize(
      argMin('SuccessTime', 'VaultKey', 'SuccessOperation', 'SuccessItem'),
      by('GroupKey', 'BurstStart'),
    )
    .projectAway('VaultKey');
  return bursts
    .lookup(first, on('GroupKey', 'BurstStart'))
    .extend(() => ({ GroupBy: firstOf([], grouping) }));
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
      description: 'how many refusals make a burst',
    },
    minActors: {
      type: 'number',
      default: 3,
      description: 'how many different callers must be refused at one address; nobody named is one more',
    },
    followedWithin: {
      type: 'timespan',
      default: duration('01:00:00'),
      description: 'how long after the last refusal a success still counts; exactly so long counts',
    },
  },
  ({ within, minDenied, minActors, followedWithin }) => {
    const ofActors = burstsOf('actor', within, () => [[rowsAtLeast(minDenied)]]);
    const ofAddresses = burstsOf('ip', within, (row) => [
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

      query: withSuccess('actor', ofActors, followedWithin)
        .union(withSuccess('ip', ofAddresses, followedWithin))
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
