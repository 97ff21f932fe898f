import {
  argMin,
  by,
  count,
  countif,
  days,
  type Expression,
  iff,
  isnotempty,
  isnull,
  makeSet,
  makeSetIf,
  max,
  nullOf,
  op,
  startofday,
  tolong,
} from '../../src/index.js';
import { calls, isOneOf } from '../normal-view/calls.js';
import { type BackgroundReaders, backgroundReaders } from '../normal-view/noise.js';
import { operations } from '../normal-view/operations.js';
import { canonicalOrder } from '../normal-view/order.js';
import { anyOf, firstOf } from '../normal-view/records.js';
import { vaultItem } from './counted.js';

/** What calls of one day have in common. */
const kind = ['Actor', 'ActorType', 'Date', 'CallerIPAddress', 'ClientFamily', 'AppId', 'Class'] as const;

type Text = Expression<'string'>;

/** Whether a call changes a vault. */
const changesVault = (row: { readonly OperationName: Text; readonly PolicyCall: Text }) =>
  anyOf(isOneOf(row.OperationName, operations.config, ['VaultDelete']), isnotempty(row.PolicyCall));

function numberedAmong(all: ReturnType<typeof calls>) {
  return all
    .where('Outcome', '==', 'ok')
    .where('IsNoise', '==', false)
    .where('Actor', 'isnotempty')
    .scanRows({
      by: ['Actor'],
      order: canonicalOrder,
      declare: { Nth: 0 },
      next: (_, before) => ({ Nth: op(before.Nth, '+', 1) }),
    });
}

const numberedKnown = new Map<ReturnType<typeof calls>, ReturnType<typeof numberedAmong>>();

/** What named callers did and were not refused, background aside; `Nth` is the number of the call among its caller's. */
export function numberedCalls(
  readers: BackgroundReaders = backgroundReaders,
): ReturnType<typeof numberedAmong> {
  const all = calls(readers);
  const made = numberedKnown.get(all) ?? numberedAmong(all);
  numberedKnown.set(all, made);
  return made;
}

function daysAmong(all: ReturnType<typeof numberedAmong>) {
  const numbered = all.extend((row) => ({
    Date: startofday(row.TimeGenerated),
    Class: firstOf(
      [
        [isOneOf(row.OperationName, operations.read, operations.backup), 'read'],
        [anyOf(row.IsData, changesVault(row)), 'call'],
      ],
      'other',
    ),
  }));
  return numbered.summarize(
    argMin('Nth', 'TimeGenerated', 'VaultName', 'SubscriptionId', 'ResourceGroup', 'ActorObjectId'),
    by(...kind),
    (row) => ({
      Events: count(),
      GraveEvents: countif(
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
        ),
      ),
      LastTime: max(row.TimeGenerated),
      Items: makeSetIf(vaultItem(row), isnotempty(row.Item)),
      Operations: makeSet(row.OperationName),
    }),
  );
}

const known = new Map<ReturnType<typeof numberedAmong>, ReturnType<typeof daysAmong>>();

/**
 * `numberedCalls` as one row for each day, address, client, application and `Class`: `read` of
 * reads and backups, `call` of other calls of items and of changes of vaults, `other`. `Nth` is the number of its first call among the caller's,
 * from which `TimeGenerated` and the vault are; `GraveEvents` counts reads, backups, deletions, purges and changes. Equal readers give
 * the same step.
 */
export function callerDays(readers: BackgroundReaders): ReturnType<typeof daysAmong> {
  const all = numberedCalls(readers);
  const made = known.get(all) ?? daysAmong(all);
  known.set(all, made);
  return made;
}

/** The parameters of detections that compare a day of a caller with the dates before it. */
export const historyParameters = {
  baselineDays: {
    type: 'number',
    default: 30,
    description: 'how many dates back the history of a date reaches',
  },
  settleDays: {
    type: 'number',
    default: 2,
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

/** Where a date stands, on which something was seen, among those that ask whether it was. */
export const whenSeen = (date: Expression<'datetime'>) => ({ At: date, IsAsked: tolong(0) });

/** Where a date stands that asks whether something was seen before it settled. */
export const whenAsked = (date: Expression<'datetime'>, settleDays: number) => ({
  At: op(date, '-', days(settleDays)),
  IsAsked: tolong(1),
});

/** What a date that asks is told, for `scanRows`: when it was that something was last seen. */
export const lastSeen = {
  order: ['At asc', 'IsAsked asc'],
  declare: { LastSeen: nullOf('datetime') },
  next: (
    row: { readonly At: Expression<'datetime'>; readonly IsAsked: Expression<'long'> },
    before: { readonly LastSeen: Expression<'datetime'> },
  ) => ({ LastSeen: iff(op(row.IsAsked, '==', 0), row.At, before.LastSeen) }),
} as const;

/** Whether what was last seen at some time is in no history date of a date, if settled dates alone were told. */
export const isNew = (
  date: Expression<'datetime'>,
  seen: Expression<'datetime'>,
  baselineDays: number,
): Expression<'bool'> => anyOf(isnull(seen), op(seen, '<', op(date, '-', days(baselineDays))));

/**
 * How new days of one kind become rows, for `scanRows`: the first opens a row, is its anchor and gives it its `RowStart`; the row takes those
 * that follow until the first is settled, and the next opens another.
 */
export const opening = (settleDays: number) => ({
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
