import {
  argMin,
  arrayLength,
  by,
  coalesce,
  configurable,
  count,
  countDistinct,
  datetimeUtcToLocal,
  dayofweek,
  days,
  detection,
  dynamic,
  type Expression,
  hourofday,
  isnotempty,
  isTimeZone,
  makeSet,
  makeSetIf,
  max,
  not,
  on,
  op,
  setHasElement,
  startofday,
  substring,
  sum,
  sumif,
  takeAnyIf,
  tolong,
  tostring,
} from '../../src/index.js';
import { operations } from '../normal-view/operations.js';
import { canonicalOrder } from '../normal-view/order.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import { datesAhead, type HistoryValues, historyParameters } from './caller-days.js';
import {
  counted,
  extendedSource,
  findingColumns,
  findingEntities,
  isOneOf,
  itemEvents,
  listed,
  vaultItem,
} from './counted.js';

/** Values of the parameters below. */
interface Parameters extends Omit<HistoryValues, 'noiseApplications' | 'noiseClients'> {
  readonly timeZone: string;
  readonly minHourPercent: number;
  readonly marginHours: number;
  readonly weekendDays: readonly number[];
  readonly weekendAsOff: boolean;
}

const no = op(1, '==', 0);

/** Whether a date is one of the days of the week that ISO numbers from Monday, 1, to Sunday, 7. */
const isDayOf = (weekDays: readonly number[], date: Expression<'datetime'>): Expression<'bool'> => {
  // KQL counts from Sunday, 0.
  const [first, ...others] = weekDays.map((day) => day % 7);
  return first === undefined ? no : op(tolong(op(dayofweek(date), '/', days(1))), 'in', [first, ...others]);
};

const kind = ['Actor', 'Date', 'Hour', 'IsRead'] as const;

/** What people did to items, as one row for each local date and hour, reads and backups apart from the rest. */
function hoursOf(timeZone: string) {
  const numbered = itemEvents
    .where('ActorType', '==', 'user')
    .scanRows({
      by: ['Actor'],
      order: canonicalOrder,
      declare: { Nth: 0 },
      next: (_, before) => ({ Nth: op(before.Nth, '+', 1) }),
    })
    .extend((row) => ({ Local: datetimeUtcToLocal(row.TimeGenerated, timeZone) }))
    .extend((row) => ({
      Date: startofday(row.Local),
      Hour: tolong(hourofday(row.Local)),
      IsRead: isOneOf(row.OperationName, operations.read, operations.backup),
    }));
  const firsts = numbered.summarize(
    argMin(
      'Nth',
      ...(['TimeGenerated', 'VaultName', 'SubscriptionId', 'ResourceGroup', 'ActorType'] as const),
      ...(['ActorObjectId', 'AppId', 'CallerIPAddress', 'ClientFamily'] as const),
    ),
    by(...kind),
  );
  return numbered
    .summarize(
      (row) => ({
        Events: count(),
        LastTime: max(row.TimeGenerated),
        Addresses: makeSet(row.CallerIPAddress),
        Families: makeSet(row.ClientFamily),
        Items: makeSetIf(vaultItem(row), isnotempty(row.Item)),
      }),
      by(...kind),
    )
    .lookup(firsts, on(...kind));
}

/** Hours of reads at which the history of the date does not see its caller at work, as far as there is history enough. */
function offHours(values: Parameters) {
  const { minHourPercent, marginHours, weekendDays, weekendAsOff } = values;
  const known = hoursOf(values.timeZone);
  const history = known
    .extend(() => ({ Ahead: datesAhead(values) }))
    .mvExpand('Ahead', 'long')
    .project((row) => ({
      Actor: row.Actor,
      SeenDate: row.Date,
      Date: op(row.Date, '+', op(days(1), '*', row.Ahead)),
      Hour: row.Hour,
      Events: row.Events,
    }));
  const warm = history
    .summarize(
      (row) => ({
        HistoryEvents: sum(row.Events),
        HistoryDates: countDistinct(row.SeenDate),
        WeekendEvents: sumif(row.Events, isDayOf(weekendDays, row.SeenDate)),
      }),
      by('Actor', 'Date'),
    )
    .where('HistoryEvents', '>=', values.minEvents)
    .where('HistoryDates', '>=', values.minDays);
  const margin = Math.min(marginHours, 12);
  const around = Array.from({ length: 2 * margin + 1 }, (_, i) => (24 + i - margin) % 24);
  const active = history
    .summarize((row) => ({ HourEvents: sum(row.Events) }), by('Actor', 'Date', 'Hour'))
    .lookup(warm, on('Actor', 'Date'))
    .where((row) => op(op(row.HourEvents, '*', 100), '>=', op(row.HistoryEvents, '*', minHourPercent)))
    .extend(() => ({ Around: dynamic(around) }))
    .mvExpand('Around', 'long')
    .summarize(
      (row) => ({
        ActiveHours: makeSet(row.Hour),
        AllowedHours: makeSet(op(op(row.Hour, '+', row.Around), '%', 24)),
      }),
      by('Actor', 'Date'),
    );
  return known
    .where((row) => row.IsRead)
    .lookup(warm, on('Actor', 'Date'))
    .where('HistoryEvents', 'isnotnull')
    .lookup(active, on('Actor', 'Date'))
    .extend((row) => ({
      IsHour: not(coalesce(setHasElement(row.AllowedHours, row.Hour), false)),
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
