import {
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
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
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

/** Days with a tool or an application that the history of the date does not have, with that history as far as there is enough of it. */
function novelDays(values: HistoryValues) {
  const known = callerDays(readersWith(values));
  const seen = known
    .summarize((row) => ({ SeenEvents: sum(row.Events) }), by('Actor', 'Date', 'ClientFamily', 'AppId'))
    .project('Actor', 'SeenDate = Date', 'ClientFamily', 'AppId', 'SeenEvents');
  const novel = known
    .where('Class', '!=', 'other')
    .extend((row) => whenAsked(row.Date, values.settleDays))
    .union(seen.extend((row) => whenSeen(row.SeenDate)))
    .scanRows({ by: ['Actor', 'ClientFamily'], ...lastSeen })
    .projectRename('ToolSeen = LastSeen')
    .scanRows({ by: ['Actor', 'AppId'], ...lastSeen })
    .where('IsAsked', '==', 1)
    .extend((row) => ({
      IsNewTool: isNew(row.Date, row.ToolSeen, values.baselineDays),
      IsNewApp: allOf(
        op(row.ActorType, '==', 'user'),
        isnotempty(row.AppId),
        isNew(row.Date, row.LastSeen, values.baselineDays),
      ),
    }))
    .where((row) => anyOf(row.IsNewTool, row.IsNewApp))
    .projectAway('SeenDate', 'SeenEvents');
  const history = novel
    .distinct('Actor', 'Date')
    .join('inner', seen, on('Actor'))
    .where((row) => isHistoryOf(row.Date, row.SeenDate, values))
    .summarize(
      (row) => ({
        HistoryEvents: sum(row.SeenEvents),
        HistoryDates: countDistinct(row.SeenDate),
        KnownClientFamilies: makeSet(row.ClientFamily),
        KnownAppIds: makeSetIf(row.AppId, isnotempty(row.AppId)),
      }),
      by('Actor', 'Date'),
    );
  return novel
    .lookup(history, on('Actor', 'Date'))
    .where('HistoryEvents', '>=', values.minEvents)
    .where('HistoryDates', '>=', values.minDays)
    .extend((row) => ({
      NewKind: firstOf(
        [
          [allOf(row.IsNewTool, row.IsNewApp), 'both'],
          [row.IsNewTool, 'tool'],
        ],
        'app',
      ),
    }));
}

export default configurable({ ...historyParameters, ...noiseParameters }, (values) =>
  detection({
    id: 'extended/new-client',
    title: 'Key Vault used with a new tool',
    description:
      'Identifies known callers who use a client program, or as people an application, that they did not use in the weeks before.',
    severity: 'medium',
    tactics: ['InitialAccess', 'CredentialAccess'],
    techniques: ['T1078.004', 'T1550.001'],
    source: extendedSource,

    query: novelDays(values)
      .scanRows({
        by: ['Actor', 'ClientFamily', 'AppId'],
        order: ['Nth asc'],
        ...opening(values.settleDays),
      })
      .summarize(
        (row) => ({
          ...counted(row),
          LastEventTime: max(row.LastTime),
          EventCount: sum(row.Events),
          GraveEvents: sum(row.GraveEvents),
          NewKind: takeAnyIf(row.NewKind, row.IsAnchor),
          KnownClientFamilies: takeAnyIf(row.KnownClientFamilies, row.IsAnchor),
          KnownAppIds: takeAnyIf(row.KnownAppIds, row.IsAnchor),
          Operations: makeSet(row.Operations),
        }),
        by('Actor', 'ClientFamily', 'AppId', 'RowStart'),
      )
      .project((row) => ({
        ...findingColumns(
          row,
          firstOf([[op(row.GraveEvents, '>', 0), 'Medium']], 'Low'),
          firstOf([], 'observed'),
        ),
        NewKind: row.NewKind,
        NewClientFamily: row.ClientFamily,
        NewAppId: row.AppId,
        KnownClientFamilies: row.KnownClientFamilies,
        KnownAppIds: row.KnownAppIds,
        Operations: row.Operations,
      })),

    // It compares whole days.
    schedule: { frequency: duration('1.00:00:00'), period: duration('14.00:00:00') },
    time: 'DetectionTime',
    severityColumn: 'Severity',
    entities: findingEntities,
    summary: (row) =>
      `${row.Actor} used ${row.NewKind === 'app' ? `the application ${row.NewAppId}` : row.NewClientFamily}, which is new to the history`,
    notes: [
      'Versions of a tool do not count.',
      'What a client calls itself is set by the caller: an attacker can copy it.',
      'Callers without history enough give no finding.',
    ],
    falsePositives: ['Upgrades that change the library.', 'A colleague who discovers the command line.'],
  }),
);
