import {
  arrayLength,
  by,
  configurable,
  countDistinct,
  detection,
  duration,
  isnotempty,
  makeSet,
  makeSetIf,
  max,
  on,
  op,
  sum,
  takeAnyIf,
} from '../../src/index.js';
import { noiseParameters, readersWith } from '../normal-view/noise.js';
import { firstOf } from '../normal-view/records.js';
import {
  callerDays,
  type HistoryValues,
  historyParameters,
  isHistoryOf,
  isNew,
  lastSeen,
  opening,
  whenAsked,
  whenSeen,
} from './caller-days.js';
import { counted, extendedSource, findingColumns, findingEntities } from './counted.js';
import { networkOf } from './network.js';

/** Values of the parameters below. */
interface Parameters extends HistoryValues {
  readonly ipv4Prefix: number;
  readonly ipv6Prefix: number;
  readonly roamingOrigins: number;
}

/** Days with reads from an origin that the history of the date does not have, with that history as far as there is enough of it. */
function novelDays(values: Parameters) {
  const known = callerDays(readersWith(values)).extend((row) => ({
    Origin: networkOf(row.CallerIPAddress, values.ipv4Prefix, values.ipv6Prefix),
  }));
  const seen = known
    .summarize((row) => ({ SeenEvents: sum(row.Events) }), by('Actor', 'Date', 'Origin'))
    .project('Actor', 'SeenDate = Date', 'Origin', 'SeenEvents');
  const novel = known
    .where('Class', '==', 'read')
    .where('Origin', 'isnotempty')
    .extend((row) => whenAsked(row.Date, values.settleDays))
    .union(seen.extend((row) => whenSeen(row.SeenDate)))
    .scanRows({ by: ['Actor', 'Origin'], ...lastSeen })
    .where('IsAsked', '==', 1)
    .where((row) => isNew(row.Date, row.LastSeen, values.baselineDays))
    .projectAway('SeenDate', 'SeenEvents');
  const history = novel
    .distinct('Actor', 'Date')
    .join('inner', seen, on('Actor'))
    .where((row) => isHistoryOf(row.Date, row.SeenDate, values))
    .summarize(
      (row) => ({
        HistoryEvents: sum(row.SeenEvents),
        HistoryDates: countDistinct(row.SeenDate),
        KnownOrigins: makeSetIf(row.Origin, isnotempty(row.Origin)),
      }),
      by('Actor', 'Date'),
    );
  return novel
    .lookup(history, on('Actor', 'Date'))
    .where('HistoryEvents', '>=', values.minEvents)
    .where('HistoryDates', '>=', values.minDays)
    .where((row) => op(arrayLength(row.KnownOrigins), '<=', values.roamingOrigins));
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

      query: novelDays(values)
        .scanRows({ by: ['Actor', 'Origin'], order: ['Nth asc'], ...opening(values.settleDays) })
        .summarize(
          (row) => ({
            ...counted(row),
            LastEventTime: max(row.LastTime),
            EventCount: sum(row.Events),
            Items: makeSet(row.Items),
            KnownOrigins: takeAnyIf(row.KnownOrigins, row.IsAnchor),
            HistoryEvents: takeAnyIf(row.HistoryEvents, row.IsAnchor),
            HistoryDates: takeAnyIf(row.HistoryDates, row.IsAnchor),
          }),
          by('Actor', 'Origin', 'RowStart'),
        )
        .project((row) => ({
          ...findingColumns(row, firstOf([], 'Medium'), firstOf([], 'observed')),
          NewOrigin: row.Origin,
          KnownOrigins: row.KnownOrigins,
          HistoryEvents: row.HistoryEvents,
          HistoryDates: row.HistoryDates,
          DistinctItems: arrayLength(row.Items),
          Country: firstOf([], ''),
          NetworkName: firstOf([], ''),
        })),

      // It compares whole days.
      schedule: { frequency: duration('1.00:00:00'), period: duration('14.00:00:00') },
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
