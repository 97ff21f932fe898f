import {
  by,
  configurable,
  countDistinct,
  days,
  detection,
  isnotempty,
  makeSet,
  makeSetIf,
  max,
  not,
  on,
  op,
  setHasElement,
  sum,
  takeAnyIf,
} from '../../src/index.js';
import { noiseParameters, readersWith } from '../normal-view/noise.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import { callerDays, datesAhead, type HistoryValues, historyParameters, opening } from './caller-days.js';
import { counted, extendedSource, findingColumns, findingEntities } from './counted.js';

/** Days with a tool or an application that the history of the date does not have, as far as there is history enough. */
function novelDays(values: HistoryValues) {
  const known = callerDays(readersWith(values));
  const history = known
    .extend(() => ({ Ahead: datesAhead(values) }))
    .mvExpand('Ahead', 'long')
    .summarize(
      (row) => ({
        HistoryEvents: sum(row.Events),
        HistoryDates: countDistinct(row.Date),
        KnownClientFamilies: makeSet(row.ClientFamily),
        KnownAppIds: makeSetIf(row.AppId, isnotempty(row.AppId)),
      }),
      by('Actor', (row) => ({ Date: op(row.Date, '+', op(days(1), '*', row.Ahead)) })),
    )
    .where('HistoryEvents', '>=', values.minEvents)
    .where('HistoryDates', '>=', values.minDays);
  return known
    .where('Class', '!=', 'other')
    .lookup(history, on('Actor', 'Date'))
    .extend((row) => ({
      IsNewTool: not(setHasElement(row.KnownClientFamilies, row.ClientFamily)),
      IsNewApp: allOf(
        op(row.ActorType, '==', 'user'),
        isnotempty(row.AppId),
        not(setHasElement(row.KnownAppIds, row.AppId)),
      ),
    }))
    .where((row) => anyOf(row.IsNewTool, row.IsNewApp))
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
