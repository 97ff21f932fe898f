import { by, coalesce, days, dynamic, iff, op, type Query, sum, tolong } from '../../src/index.js';
import type { HistoryValues } from './caller-days.js';

/** What was counted on a date of a caller, by what it is counts of. */
type Counts = Query<{
  readonly Actor: 'string';
  readonly SeenDate: 'datetime';
  readonly Of: 'string';
  readonly Count: 'long';
}>;

/** Dates of callers for which something is asked. */
type Asked = Query<{ readonly Actor: 'string'; readonly Date: 'datetime'; readonly Of: 'string' }>;

/**
 * How much was counted on the history dates of each date that asks: what was counted up to the last of them, less what was before the first.
 * Each of the two is a row among those that count, so that it costs a row, however long the history is.
 */
export const countsInHistory = (
  counts: Counts,
  asked: Asked,
  { baselineDays, settleDays }: Pick<HistoryValues, 'baselineDays' | 'settleDays'>,
) => {
  // A history that ends before it begins has no dates.
  const back = settleDays > baselineDays ? [] : [settleDays, baselineDays + 1];
  return counts
    .project((row) => ({
      Actor: row.Actor,
      Of: row.Of,
      At: row.SeenDate,
      Count: row.Count,
      IsAsked: tolong(0),
    }))
    .union(
      asked
        .extend(() => ({ Back: dynamic(back) }))
        .mvExpand('Back', 'long')
        .extend((row) => ({ At: op(row.Date, '-', op(days(1), '*', row.Back)), IsAsked: tolong(1) })),
    )
    .scanRows({
      by: ['Actor', 'Of'],
      order: ['At asc', 'IsAsked asc'],
      declare: { Total: 0 },
      next: (row, before) => ({ Total: op(before.Total, '+', coalesce(row.Count, 0)) }),
    })
    .where('IsAsked', '==', 1)
    .summarize(
      (row) => ({ Counted: sum(iff(op(row.Back, '==', settleDays), row.Total, op(0, '-', row.Total))) }),
      by('Actor', 'Date', 'Of'),
    );
};
