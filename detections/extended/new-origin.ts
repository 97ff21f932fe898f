import {
  arrayLength,
  by,
  coalesce,
  configurable,
  count,
  detection,
  dynamic,
  iff,
  isnotempty,
  makeSet,
  makeSetIf,
  nullOf,
  on,
  op,
  type Query,
  sum,
  sumif,
  takeAnyIf,
  tolong,
} from '../../src/index.js';
import { isOneOf } from '../normal-view/calls.js';
import { noiseParameters, readersWith } from '../normal-view/noise.js';
import { operations } from '../normal-view/operations.js';
import { firstOf } from '../normal-view/records.js';
import {
  callsOfCallers,
  type HistoryValues,
  historyParameters,
  isHistoryOf,
  isNew,
  lastSeen,
  opening,
} from './caller-history.js';
import { counted, extendedSource, findingColumns, findingEntities, vaultItem } from './counted.js';
import { countsOn, inHistoryOf } from './counts-in-history.js';
import { networkOf } from './network.js';
import { dailyWithHistory } from './schedules.js';

/** Values of the parameters below. */
interface Parameters extends HistoryValues {
  readonly ipv4Prefix: number;
  readonly ipv6Prefix: number;
  readonly roamingOrigins: number;
}

/** Reads from an origin that the history of their date does not have, with that history where there is enough of it. */
function novelReads(values: Parameters) {
  const all = callsOfCallers(readersWith(values)).extend((row) => ({
    Origin: networkOf(row.CallerIPAddress, values.ipv4Prefix, values.ipv6Prefix),
  }));
  const novel = all
    .scanRows({ by: ['Actor', 'Origin'], ...lastSeen('LastSeen', values.settleDays) })
    .where((row) => isOneOf(row.OperationName, operations.read, operations.backup))
    .where('Origin', 'isnotempty')
    .where((row) => isNew(row.Date, row.LastSeen, values.baselineDays));
  const seen = all
    .summarize(() => ({ Count: count() }), by('Actor', 'Date', 'Origin'))
    .projectRename('SeenDate = Date');
  const origins = seen.where('Origin', 'isnotempty');
  const warm = historiesOf(novel.distinct('Actor', 'Date'), seen, origins, values)
    .where('HistoryEvents', '>=', values.minEvents)
    .where('HistoryDates', '>=', values.minDays)
    .where('HistoryOrigins', '<=', values.roamingOrigins);
  const known = warm
    .project('Actor', 'Date')
    .join('inner', origins, on('Actor'))
    .where((row) => isHistoryOf(row.Date, row.SeenDate, values))
    .summarize((row) => ({ KnownOrigins: makeSet(row.Origin) }), by('Actor', 'Date'));
  return novel
    .join('leftsemi', warm, on('Actor', 'Date'))
    .scanRows({ by: ['Actor', 'Origin'], ...opening(values.settleDays) })
    .lookup(warm, on('Actor', 'Date'))
    .lookup(known, on('Actor', 'Date'));
}

/** How many events a caller had on a date from an origin. */
type Seen = Query<{
  readonly Actor: 'string';
  readonly SeenDate: 'datetime';
  readonly Origin: 'string';
  readonly Count: 'long';
}>;

/** How many events, dates and origins the history of each date has. */
function historiesOf(
  dates: Query<{ readonly Actor: 'string'; readonly Date: 'datetime' }>,
  seen: Seen,
  origins: Seen,
  values: Parameters,
) {
  const byDate = seen
    .summarize((row) => ({ Count: sum(row.Count) }), by('Actor', 'SeenDate'))
    .extend((row) => inHistoryOf(row.SeenDate, values));
  // An origin counts once on each date: where its histories overlap, the later begins where the earlier ends.
  const known = origins
    .scanRows({
      by: ['Actor', 'Origin'],
      order: ['SeenDate asc'],
      declare: { From: nullOf('datetime'), Until: nullOf('datetime') },
      next(row, before) {
        const { From, Until } = inHistoryOf(row.SeenDate, values);
        return { From: iff(op(before.Until, '>', From), before.Until, From), Until };
      },
    })
    .extend(() => ({ Of: 'origins', Count: tolong(1) }));
  return countsOn(
    byDate
      .extend(() => ({ Of: 'events' }))
      .union(byDate.extend(() => ({ Of: 'dates', Count: tolong(1) })))
      .union(known),
    dates.extend(() => ({ Of: dynamic(['events', 'dates', 'origins']) })).mvExpand('Of', 'string'),
  ).summarize(
    (row) => ({
      HistoryEvents: sumif(row.Counted, op(row.Of, '==', 'events')),
      HistoryDates: sumif(row.Counted, op(row.Of, '==', 'dates')),
      HistoryOrigins: sumif(row.Counted, op(row.Of, '==', 'origins')),
    }),
    by('Actor', 'Date'),
  );
}

export default configurable(
  {
    ...historyParameters,
    ipv4Prefix: {
      type: 'number',
      default: 24,
      range: [0, 32],
      description: 'how many bits of an IPv4 address make its network',
    },
    ipv6Prefix: {
      type: 'number',
      default: 48,
      range: [0, 128],
      description: 'how many bits of an IPv6 address make its network',
    },
    roamingOrigins: {
      type: 'number',
      default: 10,
      description: 'a caller with more networks than these is on the move, and none is new',
    },
    ...noiseParameters,
  },
  (values) =>
    detection({
      id: 'extended/new-origin',
      title: 'Key Vault read from a new network',
      description:
        'Identifies known callers who read from a network from which they did nothing in the weeks before.',
      severity: 'medium',
      tactics: ['InitialAccess', 'CredentialAccess'],
      techniques: ['T1078.004'],
      source: extendedSource,

      query: novelReads(values)
        .summarize(
          (row) => ({
            ...counted(row),
            Items: makeSetIf(vaultItem(row), isnotempty(row.Item)),
            KnownOrigins: takeAnyIf(row.KnownOrigins, row.IsAnchor),
            HistoryEvents: takeAnyIf(row.HistoryEvents, row.IsAnchor),
            HistoryDates: takeAnyIf(row.HistoryDates, row.IsAnchor),
          }),
          by('Actor', 'Origin', 'RowStart'),
        )
        .project((row) => ({
          ...findingColumns(row, firstOf([], 'Medium'), firstOf([], 'observed')),
          NewOrigin: row.Origin,
          KnownOrigins: coalesce(row.KnownOrigins, dynamic([])),
          HistoryEvents: row.HistoryEvents,
          HistoryDates: row.HistoryDates,
          DistinctItems: arrayLength(row.Items),
          Country: firstOf([], ''),
          NetworkName: firstOf([], ''),
        })),

      schedule: dailyWithHistory,
      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.Actor} read from the network ${row.NewOrigin}, which is new to ${row.HistoryDates} dates of history`,
      notes: [
        'A network is known from settleDays after its first use on: what an intruder did yesterday does not make it known today.',
        'Callers without history enough give no finding.',
        'Country and NetworkName are empty: there is no file of addresses.',
      ],
      falsePositives: ['Travel.', 'A new office.', 'Changing outbound addresses of functions.'],
    }),
);
