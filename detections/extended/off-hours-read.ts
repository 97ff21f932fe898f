import {
  argMin,
  arrayLength,
  by,
  coalesce,
  configurable,
  count,
  datetimeUtcToLocal,
  dayofweek,
  days,
  detection,
  duration,
  dynamic,
  type Expression,
  hourofday,
  isnotempty,
  isnull,
  isTimeZone,
  makeSet,
  makeSetIf,
  max,
  on,
  op,
  startofday,
  substring,
  sum,
  sumif,
  takeAnyIf,
  tolong,
  tostring,
} from '../../src/index.js';
import { isOneOf } from '../normal-view/calls.js';
import { operations } from '../normal-view/operations.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import { type HistoryValues, historyParameters, isHistoryOf, numberedCalls } from './caller-days.js';
import { counted, extendedSource, findingColumns, findingEntities, listed, vaultItem } from './counted.js';
import { countsInHistory } from './counts-in-history.js';

/** Values of the parameters below. */
interface Parameters extends Omit<HistoryValues, 'noiseApplications' | 'noiseClients'> {
  readonly timeZone: string;
  readonly minHourPercent: number;
  readonly marginHours: number;
  readonly weekendDays: readonly number[];
  readonly weekendAsOff: boolean;
}

type Count = Expression<'long'>;

const no = op(1, '==', 0);

/** Whether a date is one of the days of the week that ISO numbers from Monday, 1, to Sunday, 7. */
const isDayOf = (weekDays: readonly number[], date: Expression<'datetime'>): Expression<'bool'> => {
  // KQL counts from Sunday, 0.
  const [first, ...others] = weekDays.map((day) => day % 7);
  return first === undefined ? no : op(tolong(op(dayofweek(date), '/', days(1))), 'in', [first, ...others]);
};

/** What people did to items, as one row for each local date and hour, reads and backups apart from the rest. */
function hoursOf(timeZone: string) {
  const numbered = numberedCalls()
    .where('IsData', '==', true)
    .where('ActorType', '==', 'user')
    .extend((row) => ({ Local: datetimeUtcToLocal(row.TimeGenerated, timeZone) }))
    .extend((row) => ({
      Date: startofday(row.Local),
      Hour: tolong(hourofday(row.Local)),
      IsRead: isOneOf(row.OperationName, operations.read, operations.backup),
    }));
  return numbered.summarize(
    argMin(
      'Nth',
      ...(['TimeGenerated', 'VaultName', 'SubscriptionId', 'ResourceGroup', 'ActorType'] as const),
      ...(['ActorObjectId', 'AppId', 'CallerIPAddress', 'ClientFamily'] as const),
    ),
    by('Actor', 'Date', 'Hour', 'IsRead'),
    (row) => ({
      Events: count(),
      LastTime: max(row.TimeGenerated),
      Addresses: makeSet(row.CallerIPAddress),
      Families: makeSet(row.ClientFamily),
      Items: makeSetIf(vaultItem(row), isnotempty(row.Item)),
    }),
  );
}

/** Hours of reads at which the history of the date does not see its caller at work, as far as there is history enough. */
function offHours(values: Parameters) {
  const { minHourPercent, marginHours, weekendDays, weekendAsOff } = values;
  const known = hoursOf(values.timeZone);
  const byHour = known
    .summarize((row) => ({ Count: sum(row.Events) }), by('Actor', 'Date', 'Hour'))
    .projectRename('SeenDate = Date');
  const byDate = byHour.summarize((row) => ({ Count: sum(row.Count) }), by('Actor', 'SeenDate'));
  const reads = known.where((row) => row.IsRead);
  const dates = reads.distinct('Actor', 'Date');

  const warm = countsInHistory(
    byDate
      .extend(() => ({ Of: 'events' }))
      .union(byDate.extend(() => ({ Of: 'dates', Count: tolong(1) })))
      .union(byDate.where((row) => isDayOf(weekendDays, row.SeenDate)).extend(() => ({ Of: 'weekends' }))),
    dates.extend(() => ({ Of: dynamic(['events', 'dates', 'weekends']) })).mvExpand('Of', 'string'),
    values,
  )
    .summarize(
      (row) => ({
        HistoryEvents: sumif(row.Counted, op(row.Of, '==', 'events')),
        HistoryDates: sumif(row.Counted, op(row.Of, '==', 'dates')),
        WeekendEvents: sumif(row.Counted, op(row.Of, '==', 'weekends')),
      }),
      by('Actor', 'Date'),
    )
    .where('HistoryEvents', '>=', values.minEvents)
    .where('HistoryDates', '>=', values.minDays);
  const isActive = (row: { readonly Counted: Count; readonly HistoryEvents: Count }) =>
    op(op(row.Counted, '*', 100), '>=', op(row.HistoryEvents, '*', minHourPercent));

  const margin = Math.min(marginHours, 12);
  const around = Array.from({ length: 2 * margin + 1 }, (_, i) => (24 + i - margin) % 24);
  const near = reads
    .project('Actor', 'Date', 'Hour')
    .extend(() => ({ Around: dynamic(around) }))
    .mvExpand('Around', 'long')
    .extend((row) => ({ Of: tostring(op(op(row.Hour, '+', row.Around), '%', 24)) }));
  const allowed = near
    .lookup(
      countsInHistory(
        byHour.project((row) => ({
          Actor: row.Actor,
          SeenDate: row.SeenDate,
          Of: tostring(row.Hour),
          Count: row.Count,
        })),
        near.distinct('Actor', 'Date', 'Of'),
        values,
      ),
      on('Actor', 'Date', 'Of'),
    )
    .where('Counted', '>', 0)
    .lookup(warm, on('Actor', 'Date'))
    .where(isActive)
    .distinct('Actor', 'Date', 'Hour')
    .extend(() => ({ IsAllowed: op(1, '==', 1) }));
  const off = reads
    .lookup(warm, on('Actor', 'Date'))
    .where('HistoryEvents', 'isnotnull')
    .lookup(allowed, on('Actor', 'Date', 'Hour'))
    .extend((row) => ({
      IsHour: isnull(row.IsAllowed),
      IsWeekend: weekendAsOff ? allOf(isDayOf(weekendDays, row.Date), op(row.WeekendEvents, '==', 0)) : no,
    }))
    .where((row) => anyOf(row.IsHour, row.IsWeekend))
    .scanRows({
      by: ['Actor', 'Date'],
      order: ['Nth asc'],
      declare: { Off: 0 },
      next: (_, before) => ({ Off: op(before.Off, '+', 1) }),
    })
    .extend((row) => ({
      IsAnchor: op(row.Off, '==', 1),
      Reason: firstOf(
        [
          [allOf(row.IsHour, row.IsWeekend), 'both'],
          [row.IsHour, 'hour'],
        ],
        'weekend',
      ),
    }));
  const activeHours = off
    .distinct('Actor', 'Date', 'HistoryEvents')
    .join('inner', byHour, on('Actor'))
    .where((row) => isHistoryOf(row.Date, row.SeenDate, values))
    .summarize((row) => ({ Counted: sum(row.Count) }), by('Actor', 'Date', 'Hour', 'HistoryEvents'))
    .where(isActive)
    .summarize((row) => ({ ActiveHours: makeSet(row.Hour) }), by('Actor', 'Date'));
  return off.lookup(activeHours, on('Actor', 'Date'));
}

export default configurable(
  {
    timeZone: {
      type: 'string',
      default: 'UTC',
      form: { wanted: 'a time zone by its IANA name, such as Europe/Berlin', fits: isTimeZone },
      description: 'the time zone of dates and hours',
    },
    ...historyParameters,
    minEvents: {
      ...historyParameters.minEvents,
      default: 30,
    },
    minDays: {
      ...historyParameters.minDays,
      default: 10,
    },
    minHourPercent: {
      type: 'number',
      default: 2,
      range: [0, 100],
      description:
        'an hour with a smaller share of the events of the history, in percent, is no hour of work',
    },
    marginHours: {
      type: 'number',
      default: 1,
      description: 'how many hours before and after hours of work are allowed too',
    },
    weekendDays: {
      type: 'numbers',
      default: [6, 7],
      range: [1, 7],
      description: 'the days of the week, from Monday, 1, to Sunday, 7, that make the weekend',
    },
    weekendAsOff: {
      type: 'boolean',
      default: true,
      description: 'whether a read at the weekend is off when the history has no event at one',
    },
  },
  (values) =>
    detection({
      id: 'extended/off-hours-read',
      title: 'Key Vault read at unusual hours',
      description:
        'Identifies people who read at hours, or at a weekend, at which they never worked with a vault in the weeks before.',
      severity: 'low',
      tactics: ['InitialAccess', 'CredentialAccess'],
      techniques: ['T1078.004'],
      source: extendedSource,

      query: offHours(values)
        .summarize(
          (row) => ({
            ...counted(row),
            CallerIPs: makeSet(row.Addresses, listed),
            ClientFamilies: makeSet(row.Families, listed),
            LastEventTime: max(row.LastTime),
            EventCount: sum(row.Events),
            LocalHour: takeAnyIf(row.Hour, row.IsAnchor),
            ActiveHours: takeAnyIf(row.ActiveHours, row.IsAnchor),
            Reason: takeAnyIf(row.Reason, row.IsAnchor),
            Items: makeSet(row.Items),
          }),
          by('Actor', 'Date'),
        )
        .project((row) => ({
          ...findingColumns(row, firstOf([], 'Low'), firstOf([], 'observed')),
          LocalDate: substring(tostring(row.Date), 0, 10),
          LocalHour: row.LocalHour,
          ActiveHours: coalesce(row.ActiveHours, dynamic([])),
          Reason: row.Reason,
          DistinctItems: arrayLength(row.Items),
        })),

      // It compares whole days.
      schedule: { frequency: duration('1.00:00:00'), period: duration('14.00:00:00') },
      time: 'DetectionTime',
      severityColumn: 'Severity',
      entities: findingEntities,
      summary: (row) =>
        `${row.Actor} read on ${row.LocalDate} from ${row.LocalHour} o'clock on, ${reasons[row.Reason] ?? ''}`,
      notes: [
        `Dates and hours are those of ${values.timeZone}.`,
        'People without history enough give no finding; applications never do.',
      ],
      falsePositives: ['On-call work.', 'Work in other time zones.'],
    }),
);

const reasons: { readonly [reason: string]: string } = {
  hour: 'at an unusual hour',
  weekend: 'at a weekend',
  both: 'at an unusual hour of a weekend',
};
