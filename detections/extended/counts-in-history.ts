import {
  by,
  coalesce,
  days,
  dynamic,
  type Expression,
  op,
  type Query,
  sumif,
  tolong,
} from '../../src/index.js';
import type { HistoryValues } from './caller-history.js';

type Text = 'string';

/** What counts for a caller on the dates from `From` on and before `Until`, by what it is counts of. */
type Counts = Query<{
  readonly Actor: Text;
  readonly Of: Text;
  readonly From: 'datetime';
  readonly Until: 'datetime';
  readonly Count: 'long';
}>;

/** Dates of callers for which something is asked. */
type Asked = Query<{ readonly Actor: Text; readonly Of: Text; readonly Date: 'datetime' }>;

/** The dates of whose history a date is one: from `From` on, and before `Until`. */
export const inHistoryOf = (
  seen: Expression<'datetime'>,
  { baselineDays, settleDays }: Pick<HistoryValues, 'baselineDays' | 'settleDays'>,
) => ({ From: op(seen, '+', days(settleDays)), Until: op(seen, '+', days(baselineDays + 1)) });

/**
 * How much counts on each date that asks, as `Counted`: what began to count up to it, less what has ended. Each of the two is a row among
 * those that ask, so that it costs a row, however long the history is.
 */
export function countsOn(counts: Counts, asked: Asked) {
  // A history that ends before it begins has no dates.
  const counting = counts.where((row) => op(row.From, '<', row.Until));
  return counting
    .project('Actor', 'Of', 'At = From', 'Count')
    .union(
      counting.project((row) => ({
        Actor: row.Actor,
        Of: row.Of,
        At: row.Until,
        Count: op(0, '-', row.Count),
      })),
    )
    .extend(() => ({ IsAsked: tolong(0) }))
    .union(asked.project('Actor', 'Of', 'At = Date').extend(() => ({ IsAsked: tolong(1) })))
    .scanRows({
      by: ['Actor', 'Of'],
      order: ['At asc', 'IsAsked asc'],
      declare: { Counted: 0 },
      next: (row, before) => ({ Counted: op(before.Counted, '+', coalesce(row.Count, 0)) }),
    })
    .where('IsAsked', '==', 1)
    .project('Actor', 'Of', 'Date = At', 'Counted');
}

/** How many events a caller had on a date. */
type DateCounts = Query<{ readonly Actor: Text; readonly SeenDate: 'datetime'; readonly Count: 'long' }>;

/** What else the history of a date is to be counted by. */
type OtherCounts = Query<{
  readonly Actor: Text;
  readonly From: 'datetime';
  readonly Until: 'datetime';
  readonly Count: 'long';
}>;

/** How many events, dates and others the history of each date has, of dates whose history has enough of the first two. */
export function historiesOf(
  dates: Query<{ readonly Actor: Text; readonly Date: 'datetime' }>,
  seen: DateCounts,
  others: OtherCounts,
  values: Omit<HistoryValues, 'noiseApplications' | 'noiseClients'>,
) {
  const counting = seen.extend((row) => inHistoryOf(row.SeenDate, values));
  return countsOn(
    counting
      .extend(() => ({ Of: 'events' }))
      .union(counting.extend(() => ({ Of: 'dates', Count: tolong(1) })))
      .union(others.extend(() => ({ Of: 'others' }))),
    dates.extend(() => ({ Of: dynamic(['events', 'dates', 'others']) })).mvExpand('Of', 'string'),
  )
    .summarize(
      (row) => ({
        HistoryEvents: sumif(row.Counted, op(row.Of, '==', 'events')),
        HistoryDates: sumif(row.Counted, op(row.Of, '==', 'dates')),
        HistoryOthers: sumif(row.Counted, op(row.Of, '==', 'others')),
      }),
      by('Actor', 'Date'),
    )
    .where('HistoryEvents', '>=', values.minEvents)
    .where('HistoryDates', '>=', values.minDays);
}
