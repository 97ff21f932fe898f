import {
  addressDatabaseFault,
  arrayLength,
  by,
  coalesce,
  configurable,
  count,
  countryOf,
  detection,
  dynamic,
  iff,
  isempty,
  isnotempty,
  makeSet,
  makeSetIf,
  networkNameOf,
  not,
  nullOf,
  on,
  op,
  sum,
  takeAnyIf,
  tolong,
} from '../../src/index.js';
import { isOneOf } from '../normal-view/calls.js';
import { noiseParameters, readersWith } from '../normal-view/noise.js';
import { operations } from '../normal-view/operations.js';
import { allOf, firstOf } from '../normal-view/records.js';
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
import { historiesOf, inHistoryOf } from './counts-in-history.js';
import { networkOf } from './network.js';
import { dailyWithHistory } from './schedules.js';

/** Values of the parameters below. */
interface Parameters extends HistoryValues {
  readonly ipv4Prefix: number;
  readonly ipv6Prefix: number;
  readonly roamingOrigins: number;
  readonly mmdb: readonly string[];
}

/** Reads from an origin that the history of their date does not have, with that history where there is enough of it. */
function novelReads(values: Parameters) {
  const all = callsFrom(values);
  const novel = placed(all, values)
    .scanRows({ by: ['Actor', 'Origin'], ...lastSeen('LastSeen', values.settleDays) })
    .where((row) => isOneOf(row.OperationName, operations.read, operations.backup))
    .where('Origin', 'isnotempty')
    .where((row) => isNew(row.Date, row.LastSeen, values.baselineDays));
  const seen = all
    .summarize(() => ({ Count: count() }), by('Actor', 'Date', 'Origin'))
    .projectRename('SeenDate = Date');
  const origins = seen.where('Origin', 'isnotempty');
  // An origin counts once on each date: where its histories overlap, the later begins where the earlier ends.
  const once = origins.scanRows({
    by: ['Actor', 'Origin'],
    order: ['SeenDate asc'],
    declare: { From: nullOf('datetime'), Until: nullOf('datetime') },
    next(row, before) {
      const { From, Until } = inHistoryOf(row.SeenDate, values);
      return { From: iff(op(before.Until, '>', From), before.Until, From), Until };
    },
  });
  const warm = historiesOf(
    novel.distinct('Actor', 'Date'),
    seen.summarize((row) => ({ Count: sum(row.Count) }), by('Actor', 'SeenDate')),
    once.extend(() => ({ Count: tolong(1) })),
    values,
  ).where('HistoryOthers', '<=', values.roamingOrigins);
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

/** Calls of callers with their origin. */
const callsFrom = (values: Parameters) =>
  callsOfCallers(readersWith(values)).extend((row) => ({
    Origin: networkOf(row.CallerIPAddress, values.ipv4Prefix, values.ipv6Prefix),
  }));

/** Calls with where their address belongs, and how severe a new origin there is: by what the history of their date has of it. */
function placed(all: ReturnType<typeof callsFrom>, { mmdb, settleDays, baselineDays }: Parameters) {
  if (mmdb.length === 0)
    return all.extend(() => ({
      Country: firstOf([], ''),
      NetworkName: firstOf([], ''),
      PlaceSeverity: firstOf([], 'Medium'),
    }));
  return all
    .extend((row) => ({
      Country: countryOf(row.CallerIPAddress, mmdb),
      NetworkName: networkNameOf(row.CallerIPAddress, mmdb),
    }))
    .scanRows({ by: ['Actor', 'Country'], ...lastSeen('CountrySeen', settleDays) })
    .scanRows({ by: ['Actor', 'NetworkName'], ...lastSeen('NameSeen', settleDays) })
    .extend((row) => ({
      PlaceSeverity: firstOf(
        [
          [isempty(row.Country), 'Medium'],
          [isNew(row.Date, row.CountrySeen, baselineDays), 'High'],
          [allOf(isnotempty(row.NetworkName), not(isNew(row.Date, row.NameSeen, baselineDays))), 'Low'],
        ],
        'Medium',
      ),
    }));
}

/** Where a network is and whose, as far as it is known, behind its name in a sentence. */
function placeText(row: { readonly Country: string; readonly NetworkName: string }): string {
  const known = [row.Country, row.NetworkName].filter((text) => text !== '');
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
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
    mmdb: {
      type: 'files',
      default: [],
      faultOf: addressDatabaseFault,
      description:
        'MaxMind DB files that tell countries and names of networks; of several the first that knows an address',
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
            Country: takeAnyIf(row.Country, row.IsAnchor),
            NetworkName: takeAnyIf(row.NetworkName, row.IsAnchor),
            PlaceSeverity: takeAnyIf(row.PlaceSeverity, row.IsAnchor),
          }),
          by('Actor', 'Origin', 'RowStart'),
        )
        .project((row) => ({
          ...findingColumns(row, row.PlaceSeverity, firstOf([], 'observed')),
          NewOrigin: row.Origin,
          KnownOrigins: coalesce(row.KnownOrigins, dynamic([])),
          HistoryEvents: row.HistoryEvents,
          HistoryDates: row.HistoryDates,
          DistinctItems: arrayLength(row.Items),
          Country: row.Country,
          NetworkName: row.NetworkName,
        })),

      schedule: dailyWithHistory,
      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.Actor} read from the network ${row.NewOrigin}${placeText(row)}, which is new to ${row.HistoryDates} dates of history`,
      notes: [
        'A network is known from settleDays after its first use on: what an intruder did yesterday does not make it known today.',
        'Callers without history enough give no finding.',
        'Country and NetworkName are empty unless mmdb names files that tell them. With files a new country is High, and a new network in a country and of a name that are both known Low. KQL knows countries, and no names of networks.',
      ],
      falsePositives: ['Travel.', 'A new office.', 'Changing outbound addresses of functions.'],
    }),
);
