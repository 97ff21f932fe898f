import {
  argMax,
  argMin,
  by,
  configurable,
  count,
  type Duration,
  datetimeDiff,
  days,
  detection,
  duration,
  dynamic,
  isnotnull,
  max,
  min,
  minOf,
  now,
  nullOf,
  on,
  op,
  startofday,
  timespan,
  tolong,
} from '../../src/index.js';
import { vaultEvents } from '../normal-view/changes.js';
import { events } from '../normal-view/events.js';
import { canonicalOrder } from '../normal-view/order.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import { extendedSource, findingEntities } from './counted.js';

const records = events().project((row) => ({
  VaultKey: row.VaultKey,
  Date: startofday(row.TimeGenerated),
  TimeGenerated: row.TimeGenerated,
  VaultName: row.VaultName,
  SubscriptionId: row.SubscriptionId,
  ResourceGroup: row.ResourceGroup,
}));

/** The dates on which a vault has records, each with the last of them. */
const activeDates = records.summarize(
  argMax('TimeGenerated', 'VaultName', 'SubscriptionId', 'ResourceGroup'),
  by('VaultKey', 'Date'),
);

const firstOfDates = records.summarize(argMin('TimeGenerated', 'VaultName'), by('VaultKey', 'Date'));

/** The silent dates that follow an active one, as one run. Today is not over: it is never silent. */
const runs = activeDates
  .projectRename('GapStart = TimeGenerated')
  .lookup(firstOfDates.project('VaultKey', 'Date', 'FirstTime = TimeGenerated'), on('VaultKey', 'Date'))
  .scanRows({
    by: ['VaultKey'],
    order: ['Date desc'],
    declare: { NextDate: nullOf('datetime'), GapEnd: nullOf('datetime') },
    next: (_, before) => ({ NextDate: before.Date, GapEnd: before.FirstTime }),
  })
  .extend((row) => ({ Start: op(row.Date, '+', days(1)), Today: startofday(now()) }))
  .extend((row) => ({ SilentDays: datetimeDiff('day', minOf(row.Today, row.NextDate), row.Start) }))
  .where('SilentDays', '>', 0);

/** The vaults that had records on enough of the dates before a run may start. */
const regularAt = (baselineDays: number, minActiveDays: number) =>
  activeDates
    .project((row) => ({
      VaultKey: row.VaultKey,
      Date: row.Date,
      Later: dynamic(Array.from({ length: Math.min(baselineDays, 10_000) }, (__, i) => i + 1)),
    }))
    .mvExpand('Later', 'long')
    .summarize(
      () => ({ ActiveDays: count() }),
      by('VaultKey', (row) => ({ Start: op(row.Date, '+', op(days(1), '*', row.Later)) })),
    )
    .where('ActiveDays', '>=', minActiveDays);

const changes = vaultEvents
  .where('Outcome', '==', 'ok')
  .where((row) => anyOf(row.IsChange, op(row.OperationName, '==', 'VaultDelete')))
  .scanRows({
    by: ['VaultKey'],
    order: canonicalOrder,
    declare: { Change: 0 },
    next: (_, before) => ({ Change: op(before.Change, '+', 1) }),
  })
  .project((row) => ({
    VaultKey: row.VaultKey,
    Change: row.Change,
    ChangeTime: row.TimeGenerated,
    ChangeOperation: row.OperationName,
    Actor: row.Actor,
    ActorType: row.ActorType,
    ActorObjectId: row.ActorObjectId,
    AppId: row.AppId,
  }));

/** Gaps of single vaults and, where all regular vaults fall silent on one date, of the workspace. */
function gaps(baselineDays: number, minActiveDays: number, changedWithin: Duration) {
  const regular = regularAt(baselineDays, minActiveDays);
  const counting = runs.join('leftsemi', regular, on('VaultKey', 'Start'));
  const workspace = counting
    .summarize(
      (row) => ({
        Silent: count(),
        SilentDays: min(row.SilentDays),
        GapStart: max(row.GapStart),
        GapEnd: min(row.GapEnd),
      }),
      by('Start'),
    )
    .where('Silent', '>=', 2)
    .join(
      'leftsemi',
      regular.summarize(() => ({ Regular: count() }), by('Start')),
      on('Start', { left: 'Silent', right: 'Regular' }),
    )
    .extend(() => ({ Scope: firstOf([], 'workspace'), VaultName: firstOf([], '*') }));
  const single = counting
    .join('leftanti', workspace, on('Start'))
    .extend(() => ({ Scope: firstOf([], 'vault') }));
  const lastChanges = single
    .project('VaultKey', 'Start', 'GapStart')
    .join('inner', changes, on('VaultKey'))
    .where((row) =>
      allOf(
        op(row.ChangeTime, '<=', row.GapStart),
        op(op(row.GapStart, '-', row.ChangeTime), '<=', timespan(changedWithin)),
      ),
    )
    .summarize(argMax('Change', '*'), by('VaultKey', 'Start'))
    .projectAway('VaultKey1', 'GapStart', 'Change');
  return single.lookup(lastChanges, on('VaultKey', 'Start')).union(workspace);
}

export default configurable(
  {
    baselineDays: {
      type: 'number',
      default: 14,
      range: [1, 3650],
      description: 'of how many dates before a gap a vault must have records on minActiveDays',
    },
    minActiveDays: {
      type: 'number',
      default: 12,
      range: [1, 3650],
      atMost: 'baselineDays',
      description: 'on how many of those dates a vault must have records for its silence to count',
    },
    changedWithin: {
      type: 'timespan',
      default: duration('1.00:00:00'),
      description: 'how long before the last record a change of the vault is named; exactly so long counts',
    },
  },
  ({ baselineDays, minActiveDays, changedWithin }) =>
    detection({
      id: 'extended/log-gap',
      title: 'Key Vault log fell silent',
      description:
        'Identifies vaults that had records nearly every day and then whole dates without any, and what was changed just before; where all fall silent at once, the export or the workspace.',
      severity: 'medium',
      tactics: ['DefenseEvasion'],
      techniques: ['T1562.008'],
      source: extendedSource,

      query: gaps(baselineDays, minActiveDays, changedWithin).project((row) => ({
        DetectionTime: op(row.Start, '+', days(1)),
        VaultName: row.VaultName,
        SubscriptionId: row.SubscriptionId,
        ResourceGroup: row.ResourceGroup,
        Actor: row.Actor,
        ActorType: row.ActorType,
        ActorObjectId: row.ActorObjectId,
        AppId: row.AppId,
        CallerIPs: dynamic([]),
        ClientFamilies: dynamic([]),
        FirstEventTime: row.GapStart,
        LastEventTime: row.GapEnd,
        EventCount: tolong(0),
        Severity: firstOf(
          [
            [op(row.ChangeOperation, '==', 'VaultDelete'), 'Informational'],
            [isnotnull(row.ChangeTime), 'High'],
          ],
          'Medium',
        ),
        Confidence: firstOf([], 'inferred'),
        Scope: row.Scope,
        GapStart: row.GapStart,
        GapEnd: row.GapEnd,
        SilentDays: row.SilentDays,
        ChangeTime: row.ChangeTime,
        ChangeOperation: row.ChangeOperation,
      })),

      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.Scope === 'workspace' ? 'all vaults' : row.VaultName} had no record on ${
          row.SilentDays === 1 ? 'a whole date' : `${row.SilentDays} dates`
        }${row.GapEnd === null ? ', and none since' : ''}${
          row.ChangeTime === null ? '' : `; just before, ${row.ChangeOperation} was called`
        }`,
      notes: [
        'The removal of a diagnostic setting is in the Azure Activity Log; here only the silence shows.',
        'Where all vaults fall silent at once, the export was cut or the workspace was out: look there first.',
        'The date of the clock is not over, so it is never silent.',
      ],
      falsePositives: ['Vaults that went out of use.'],
    }),
);
