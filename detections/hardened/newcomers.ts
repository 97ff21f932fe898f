import {
  ago,
  by,
  coalesce,
  count,
  type Duration,
  duration,
  type Expression,
  iff,
  isnotempty,
  on,
  op,
  startofday,
  timespan,
} from '../../src/index.js';
import { events } from '../normal-view/events.js';
import type { BackgroundReaders } from '../normal-view/noise.js';
import { operationsNamed } from '../normal-view/operations.js';
import { canonicalOrder } from '../normal-view/order.js';
import { allOf, firstOf } from '../normal-view/records.js';

/** The parameters of detections that compare the last day with the weeks before it. */
export const baselineParameters = {
  baseline: {
    type: 'timespan',
    default: duration('30.00:00:00'),
    description: 'how far back from the clock a caller who is known may have been seen',
  },
  recent: {
    type: 'timespan',
    default: duration('1.00:00:00'),
    atMost: 'baseline',
    description: 'how far back from the clock calls are reported; it is no part of the baseline',
  },
  watched: {
    type: 'strings',
    default: ['READ', 'LIST', 'BACKUP', 'VaultGet', 'KeySign', 'KeyDecrypt', 'KeyUnwrap'],
    description: 'operations that make a caller known or new; READ, LIST and BACKUP are those of all kinds',
  },
  minBaselineDays: {
    type: 'number',
    default: 7,
    description: 'a vault with records on fewer days of the baseline has a cold one',
  },
  coldStart: {
    type: 'string',
    default: 'mark',
    oneOf: ['mark', 'suppress'],
    description: 'whether callers of a vault with a cold baseline are marked or left out',
  },
} as const;

/** Values of `baselineParameters`. */
export interface BaselineValues {
  readonly baseline: Duration;
  readonly recent: Duration;
  readonly watched: readonly string[];
  readonly minBaselineDays: number;
  readonly coldStart: string;
}

type Events = ReturnType<typeof events>;

/** Who counts as a caller of a detection. */
export interface Callers {
  /** The events of such callers, which were not refused. */
  readonly among: (query: Events) => Events;
  /** What tells one caller of a vault from another. */
  readonly key: (row: Caller) => {
    readonly KeyedActor: Expression<'string'>;
    readonly KeyedApp: Expression<'string'>;
  };
}

/** The columns by which callers are told apart. */
export interface Caller {
  readonly Actor: Expression<'string'>;
  readonly ActorType: Expression<'string'>;
  readonly AppId: Expression<'string'>;
}

/** The events that decide who is new, of all callers. */
function periods(readers: BackgroundReaders, values: BaselineValues) {
  const since = ago(timespan(values.recent));
  const watched = operationsNamed(values.watched);
  const all = events(readers);
  const baselineEvents = all.where('TimeGenerated', 'between', [ago(timespan(values.baseline)), since]);
  const counted = (query: Events) =>
    query.where((row) => allOf(op(row.Outcome, '==', 'ok'), op(row.IsNoise, '==', false)));
  return {
    watched,
    baseline: counted(baselineEvents.where((row) => op(row.OperationName, 'in', watched))),
    recent: counted(all.where('TimeGenerated', '>', since)).merge(...canonicalOrder),
    days: baselineEvents
      .extend((row) => ({ Day: startofday(row.TimeGenerated) }))
      .distinct('VaultKey', 'Day')
      .summarize(() => ({ Days: count() }), by('VaultKey')),
  };
}

const periodsKnown = new Map<string, ReturnType<typeof periods>>();

/** `periods`, the same steps for the same values: detections of several kinds of callers share them. */
function periodsOnce(readers: BackgroundReaders, values: BaselineValues): ReturnType<typeof periods> {
  const key = JSON.stringify([readers, values.baseline, values.recent, values.watched], (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  const known = periodsKnown.get(key) ?? periods(readers, values);
  periodsKnown.set(key, known);
  return known;
}

/** Everything that callers who are new to a vault did there lately, with the days on which the vault had records in the baseline. */
export function newcomers(callers: Callers, readers: BackgroundReaders, values: BaselineValues) {
  const { watched, baseline, recent: all, days } = periodsOnce(readers, values);
  const keyed = (query: Events) => callers.among(query).extend((row) => callers.key(row));
  const known = keyed(baseline).distinct('VaultKey', 'KeyedActor', 'KeyedApp');
  const recent = keyed(all);
  const newKeys = known.join(
    'rightanti',
    recent
      .where((row) => op(row.OperationName, 'in', watched))
      .distinct('VaultKey', 'KeyedActor', 'KeyedApp'),
    on('VaultKey', 'KeyedActor', 'KeyedApp'),
  );
  const found = recent
    .join('leftsemi', newKeys, on('VaultKey', 'KeyedActor', 'KeyedApp'))
    .lookup(days, on('VaultKey'))
    .extend((row) => ({ BaselineDays: coalesce(row.Days, 0) }))
    .extend((row) => ({
      Severity: firstOf([], 'Medium'),
      Confidence: firstOf([[op(row.BaselineDays, '<', values.minBaselineDays), 'cold']], 'observed'),
    }));
  return values.coldStart === 'suppress' ? found.where('Confidence', '!=', 'cold') : found;
}

/** The key of a caller by user name, and by application. */
export const keys = {
  user: (row: Caller) => ({ KeyedActor: row.Actor, KeyedApp: firstOf([], '') }),
  application: (row: Caller) => ({
    KeyedActor: iff(op(row.ActorType, '==', 'user'), row.Actor, ''),
    KeyedApp: row.AppId,
  }),
};

/** Events of users who are named. */
export const ofUsers = (query: Events): Events =>
  query.where('ActorType', '==', 'user').where((row) => isnotempty(row.Actor));

/** Events of applications, by themselves or as the client of a user. */
export const ofApplications = (query: Events): Events =>
  query.where('ActorType', '!=', 'unknown').where((row) => isnotempty(row.AppId));

/** What was called, as it follows the caller in a sentence. */
export const callText = (row: { readonly OperationName: string; readonly KeyVaultTarget: string }): string =>
  `called ${row.OperationName}${row.KeyVaultTarget && ` for ${row.KeyVaultTarget}`}`;

/** That a baseline is thin, as it ends a sentence. */
export const coldText = (row: { readonly Confidence: string; readonly BaselineDays: unknown }): string =>
  row.Confidence === 'cold' ? ` (cold start: ${row.BaselineDays} days of baseline)` : '';
