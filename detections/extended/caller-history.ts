import { days, type Expression, iff, isnull, nullOf, type Operand, op, startofday } from '../../src/index.js';
import { calls } from '../normal-view/calls.js';
import type { BackgroundReaders } from '../normal-view/noise.js';
import { canonicalOrder } from '../normal-view/order.js';
import { anyOf } from '../normal-view/records.js';

function namedAmong(all: ReturnType<typeof calls>) {
  return all
    .where('Outcome', '==', 'ok')
    .where('IsNoise', '==', false)
    .where('Actor', 'isnotempty')
    .extend((row) => ({ Date: startofday(row.TimeGenerated) }));
}

const known = new Map<ReturnType<typeof calls>, ReturnType<typeof namedAmong>>();

/** What named callers did and were not refused, background aside, in the canonical order, with its date. Equal readers give the same step. */
export function callsOfCallers(readers: BackgroundReaders): ReturnType<typeof namedAmong> {
  const all = calls(readers);
  const made = known.get(all) ?? namedAmong(all);
  known.set(all, made);
  return made;
}

/** The parameters of detections that compare a day of a caller with the dates before it. */
export const historyParameters = {
  baselineDays: {
    type: 'number',
    default: 30,
    range: [1, 3650],
    description: 'how many dates back the history of a date reaches',
  },
  settleDays: {
    type: 'number',
    default: 2,
    range: [1, 365],
    atMost: 'baselineDays',
    description: 'from how many dates back on something is history; what is younger is not known yet',
  },
  minEvents: {
    type: 'number',
    default: 20,
    description: 'a history with fewer events is too thin to compare with',
  },
  minDays: {
    type: 'number',
    default: 5,
    atMost: 'baselineDays',
    description: 'a history with events on fewer dates is too thin to compare with',
  },
} as const;

/** Values of `historyParameters` and of the parameters of background readers. */
export interface HistoryValues {
  readonly baselineDays: number;
  readonly settleDays: number;
  readonly minEvents: number;
  readonly minDays: number;
  readonly noiseApplications: readonly string[];
  readonly noiseClients: readonly string[];
}

/** Whether a date is among the history dates of another. */
export const isHistoryOf = (
  date: Expression<'datetime'>,
  seen: Expression<'datetime'>,
  { baselineDays, settleDays }: Pick<HistoryValues, 'baselineDays' | 'settleDays'>,
): Expression<'bool'> =>
  op(seen, 'between', [op(date, '-', days(baselineDays)), op(date, '-', days(settleDays))]);

type Time = Expression<'datetime'>;

/**
 * When something was last seen on a date that is settled, for `scanRows` over calls in the canonical order: `name`, null for never. It
 * remembers as many dates as it takes for one to settle, under `name` and a number.
 */
export function lastSeen<const Name extends string>(name: Name, settleDays: number) {
  type States = { readonly [State in Name]: Time };
  const dates = Array.from({ length: Math.ceil(settleDays) }, (_, i) => `${name}${i + 1}`);
  const declared = Object.fromEntries([name, ...dates].map((state) => [state, nullOf('datetime')]));
  return {
    order: canonicalOrder,
    declare: declared as States,
    next(row: { readonly Date: Time }, states: States): { readonly [State in Name]: Operand<'datetime'> } {
      const before = states as { readonly [state: string]: Time };
      const settled = op(row.Date, '-', days(settleDays));
      // Dates differ, so that of as many as it takes the last is settled in any case.
      const last = dates
        .map((date) => before[date]!)
        .reduceRight((earlier, date) => iff(op(date, '<=', settled), date, earlier));
      // Calls of one date know the same.
      const unlessSame = (value: Time, state: string) =>
        iff(op(row.Date, '==', before[`${name}1`]!), before[state]!, value);
      const moved = dates.map((date, i) => [
        date,
        i === 0 ? row.Date : unlessSame(before[`${name}${i}`]!, date),
      ]);
      return Object.fromEntries([[name, unlessSame(last, name)], ...moved]) as States;
    },
  };
}

/** Whether what was last seen on some settled date is in no history date of a date. */
export const isNew = (
  date: Expression<'datetime'>,
  seen: Expression<'datetime'>,
  baselineDays: number,
): Expression<'bool'> => anyOf(isnull(seen), op(seen, '<', op(date, '-', days(baselineDays))));

/**
 * How new calls of one kind become rows, for `scanRows`: the first opens a row, is its anchor and gives it its `RowStart`; the row takes those
 * that follow until the first is settled, and the next opens another.
 */
export const opening = (settleDays: number) => ({
  order: canonicalOrder,
  declare: { RowStart: nullOf('datetime'), IsAnchor: false },
  next: (
    row: { readonly Date: Expression<'datetime'> },
    before: { readonly RowStart: Expression<'datetime'> },
  ) => {
    const opens = anyOf(
      isnull(before.RowStart),
      op(row.Date, '>=', op(before.RowStart, '+', days(settleDays))),
    );
    return { RowStart: iff(opens, row.Date, before.RowStart), IsAnchor: opens };
  },
});
