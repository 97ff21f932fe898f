import {
  by,
  configurable,
  count,
  countDistinct,
  countif,
  detection,
  type Expression,
  isnotempty,
  makeSet,
  makeSetIf,
  on,
  op,
  sum,
  takeAnyIf,
} from '../../src/index.js';
import { isOneOf } from '../normal-view/calls.js';
import { noiseParameters, readersWith } from '../normal-view/noise.js';
import { operations } from '../normal-view/operations.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import {
  callsOfCallers,
  type HistoryValues,
  historyParameters,
  isHistoryOf,
  isNew,
  lastSeen,
  opening,
} from './caller-history.js';
import { counted, extendedSource, findingColumns, findingEntities } from './counted.js';
import { dailyWithHistory } from './schedules.js';

/** What tells what a call does. */
interface Call {
  readonly OperationName: Expression<'string'>;
  readonly PolicyCall: Expression<'string'>;
}

/** Whether a call changes a vault. */
const changesVault = (row: Call) =>
  anyOf(isOneOf(row.OperationName, operations.config, ['VaultDelete']), isnotempty(row.PolicyCall));

/** Whether a call reads or changes something, so that it is no mere look. */
const isGrave = (row: Call) =>
  anyOf(
    isOneOf(
      row.OperationName,
      operations.read,
      operations.backup,
      operations.write,
      operations.delete,
      operations.purge,
    ),
    changesVault(row),
  );

/** Calls with a tool or an application that the history of their date does not have, with that history where there is enough of it. */
function novelCalls(values: HistoryValues) {
  const all = callsOfCallers(readersWith(values));
  const novel = all
    .scanRows({ by: ['Actor', 'ClientFamily'], ...lastSeen('ToolSeen', values.settleDays) })
    .scanRows({ by: ['Actor', 'AppId'], ...lastSeen('AppSeen', values.settleDays) })
    .where((row) => anyOf(row.IsData, changesVault(row)))
    .extend((row) => ({
      IsNewTool: isNew(row.Date, row.ToolSeen, values.baselineDays),
      IsNewApp: allOf(
        op(row.ActorType, '==', 'user'),
        isnotempty(row.AppId),
        isNew(row.Date, row.AppSeen, values.baselineDays),
      ),
    }))
    .where((row) => anyOf(row.IsNewTool, row.IsNewApp));
  const seen = all
    .summarize(() => ({ SeenEvents: count() }), by('Actor', 'Date', 'ClientFamily', 'AppId'))
    .projectRename('SeenDate = Date');
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
    )
    .where('HistoryEvents', '>=', values.minEvents)
    .where('HistoryDates', '>=', values.minDays);
  return novel
    .join('leftsemi', history, on('Actor', 'Date'))
    .scanRows({ by: ['Actor', 'ClientFamily', 'AppId'], ...opening(values.settleDays) })
    .lookup(history, on('Actor', 'Date'))
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

    query: novelCalls(values)
      .summarize(
        (row) => ({
          ...counted(row),
          GraveEvents: countif(isGrave(row)),
          NewKind: takeAnyIf(row.NewKind, row.IsAnchor),
          KnownClientFamilies: takeAnyIf(row.KnownClientFamilies, row.IsAnchor),
          KnownAppIds: takeAnyIf(row.KnownAppIds, row.IsAnchor),
          Operations: makeSet(row.OperationName),
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

    schedule: dailyWithHistory,
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
