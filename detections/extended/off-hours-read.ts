import {
  arrayLength,
  by,
  coalesce,
  configurable,
  count,
  datetimeUtcToLocal,
  dayofweek,
  days,
  detection,
  dynamic,
  type Expression,
  hourofday,
  isnotempty,
  isnull,
  isTimeZone,
  makeSet,
  makeSetIf,
  on,
  op,
  startofday,
  substring,
  sum,
  takeAnyIf,
  tolong,
  tostring,
} from '../../src/index.js';
import { isOneOf } from '../normal-view/calls.js';
import { backgroundReaders } from '../normal-view/noise.js';
import { operations } from '../normal-view/operations.js';
import { canonicalOrder } from '../normal-view/order.js';
import { allOf, anyOf, firstOf } from '../normal-view/records.js';
import { callsOfCallers, type HistoryValues, historyParameters, isHistoryOf } from './caller-history.js';
import { counted, extendedSource, findingColumns, findingEntities, vaultItem } from './counted.js';
import { countsOn, historiesOf, inHistoryOf } from './counts-in-history.js';
import { dailyWithHistory } from './schedules.js';

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

/** What people did to items, with its local date and hour. */
const workOf = (timeZone: string) =>
  callsOfCallers(backgroundReaders)
    .where('IsData', '==', true)
    .where('ActorType', '==', 'user')
    .extend((row) => ({ Local: datetimeUtcToLocal(row.TimeGenerated, timeZone) }))
    .extend((row) => ({ Date: startofday(row.Local), Hour: tolong(hourofday(row.Local)) }));

/** Hours of reads at which the history of the date does not see its caller at work, as far as there is history enough. */
function offHours(values: Parameters) {
  const { minHourPercent, marginHours, weekendDays, weekendAsOff } = values;
  const work = workOf(values.timeZone);
  const byHour = work.summarize(() => ({ Count: count() }), by('Actor', 'Date', 'Hour'));
  const reads = work.where((row) => isOneOf(row.OperationName, operations.read, operations.backup));
  const hours = reads.distinct('Actor', 'Date', 'Hour');
  const seen = byHour.projectRename('SeenDate = Date');
  const byDate = seen.summarize((row) => ({ Count: sum(row.Count) }), by('Actor', 'SeenDate'));
  const weekends = byDate.where((row) => isDayOf(weekendDays, row.SeenDate));
  const warm = historiesOf(
    hours.distinct('Actor', 'Date'),
    byDate,
    weekends.extend((row) => inHistoryOf(row.SeenDate, values)),
    values,
  ).projectRename('WeekendEvents = HistoryOthers');
  const isActive = (row: { readonly Counted: Count; readonly HistoryEvents: Count }) =>
    op(op(row.Counted, '*', 100), '>=', op(row.HistoryEvents, '*', minHourPercent));

  const margin = Math.min(marginHours, 12);
  const around = Array.from({ length: 2 * margin + 1 }, (_, i) => (24 + i - margin) % 24);
  const near = hours
    .extend(() => ({ Around: dynamic(around) }))
    .mvExpand('Around', 'long')
    .extend((row) => ({ Of: tostring(op(op(row.Hour, '+', row.Around), '%', 24)) }));
  const allowed = near
    .lookup(
      countsOn(
        byHour.extend((row) => ({ ...inHistoryOf(row.Date, values), Of: tostring(row.Hour) })),
        near.distinct('Actor', 'Date', 'Of'),
      ),
      on('Actor', 'Date', 'Of'),
    )
    .where('Counted', '>', 0)
    .lookup(warm, on('Actor', 'Date'))
    .where(isActive)
    .distinct('Actor', 'Date', 'Hour')
    .extend(() => ({ IsAllowed: op(1, '==', 1) }));
  const off = hours
    .lookup(warm, on('Actor', 'Date'))
    .where('HistoryEvents', 'isnotnull')
    .lookup(allowed, on('Actor', 'Date', 'Hour'))
    .extend((row) => ({
      IsHour: isnull(row.IsAllowed),
      IsWeekend: weekendAsOff ? allOf(isDayOf(weekendDays, row.Date), op(row.WeekendEvents, '==', 0)) : no,
    }))
    .where((row) => anyOf(row.IsHour, row.IsWeekend));
  const activeHours = off
    .distinct('Actor', 'Date', 'HistoryEvents')
    .join('inner', seen, on('Actor'))
    .where((row) => isHistoryOf(row.Date, row.SeenDate, values))
    .summarize((row) => ({ Counted: sum(row.Count) }), by('Actor', 'Date', 'Hour', 'HistoryEvents'))
    .where(isActive)
    .summarize((row) => ({ ActiveHours: makeSet(row.Hour) }), by('Actor', 'Date'));
  return reads
    .join('leftsemi', off, on('Actor', 'Date', 'Hour'))
    .scanRows({
      by: ['Actor', 'Date'],
      order: canonicalOrder,
      declare: { Off: 0 },
      next: (_, before) => ({ Off: op(before.Off, '+', 1) }),
    })
    .lookup(off.project('Actor', 'Date', 'Hour', 'IsHour', 'IsWeekend'), on('Actor', 'Date', 'Hour'))
    .lookup(activeHours, on('Actor', 'Date'))
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
            LocalHour: takeAnyIf(row.Hour, row.IsAnchor),
            ActiveHours: takeAnyIf(row.ActiveHours, row.IsAnchor),
            Reason: takeAnyIf(row.Reason, row.IsAnchor),
            Items: makeSetIf(vaultItem(row), isnotempty(row.Item)),
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

      schedule: dailyWithHistory,
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
