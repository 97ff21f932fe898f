import { formatInstant, type Instant, later } from '../records/instant.js';
import { lengthForms, lengthOf } from '../records/length-of-time.js';
import type { Column } from '../records/schema.js';
import { bareKind, recordKinds } from './record-kinds.js';
import type { Refusals } from './refusals.js';
import { checkedCell, extraColumn, unknownColumn } from './test-columns.js';
import { isWithinReach, timeForms, timeOf } from './test-time.js';
import { type Cells, type Subject, usualColumns, usualSubject } from './usual-columns.js';

/** Keys of a record that are no columns, with what they say. */
export const recordKeys = {
  at: 'When it was: before or after the clock (-9m59.9999999s, -30d, +1tick) or in ISO form; the clock itself when it is not said',
  every: 'The distance of the records of a series: 1d',
  times: 'How many records a series has',
  extra: 'Columns that neither the table nor the detection knows, with a suffix by type',
} as const;

/** Keys of a record of an operation that set several columns at once, with what they say. */
export const subjectKeys = {
  vault: 'The name of the vault, in every column that has it',
  item: 'The name of the key, secret or certificate',
  user: 'The user name of the caller, in the claims of its plane; null when an application calls by itself',
  application: 'The application id of the caller, which calls by itself unless there is a user too',
} as const;

/** The fields of a record as they are written: keys such as `at`, and columns. */
export type RecordFields = { readonly [key: string]: unknown };

/** What a record is expanded with. */
export interface RecordScope {
  /** The columns that there are, by name. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly now: Instant;
  /** By the path of a field within the record: `['extra', 'tag_s']`. */
  readonly refuse: Refusals<readonly string[]>;
}

const mostTimes = 100_000;

/** The records that a shorthand stands for, complete as an export has them: one, or a series. Throws what `refuse` makes of a wrong field. */
export function expandRecord(kind: string, fields: RecordFields, scope: RecordScope): readonly Cells[] {
  const { now, refuse } = scope;
  const operation = kind === bareKind ? null : recordKinds.get(kind)!;
  const given = givenColumns(
    fields,
    scope,
    operation === null ? recordKeys : { ...recordKeys, ...subjectKeys },
  );
  const usual = operation === null ? {} : usualColumns(operation, subjectOf(fields, refuse), given);
  const cells = Object.fromEntries(
    Object.entries({ ...usual, ...given }).filter(([, value]) => value !== null),
  );
  if ('at' in fields && 'TimeGenerated' in fields)
    throw refuse.field(['TimeGenerated'], 'at says the time already');
  if ('TimeGenerated' in fields) {
    if ('times' in fields || 'every' in fields)
      throw refuse.field(['TimeGenerated'], 'a series takes its time from at');
    return [cells];
  }
  const at = 'at' in fields ? instantOf(fields['at'], now) : now;
  if (at === null) throw refuse.value(['at'], timeForms);
  return timesOf(fields, at, refuse).map((time) => ({ TimeGenerated: formatInstant(time), ...cells }));
}

function instantOf(written: unknown, now: Instant): Instant | null {
  return typeof written === 'string' ? timeOf(written, now) : null;
}

/** The columns that a record writes out, checked. */
function givenColumns(fields: RecordFields, scope: RecordScope, keys: object): Cells {
  const { columns, now, refuse } = scope;
  const cells: [string, unknown][] = [];
  const take = (path: readonly string[], { name, type }: Column, written: unknown) => {
    const checked = checkedCell(type, written, now);
    if ('wanted' in checked) throw refuse.value(path, checked.wanted);
    cells.push([name, checked.value]);
  };
  for (const [name, written] of Object.entries(fields)) {
    if (Object.hasOwn(keys, name)) continue;
    const column = columns.get(name);
    if (column === undefined) throw refuse.field([name], unknownField(name, columns, Object.keys(keys)));
    take([name], column, written);
  }
  const { extra } = fields;
  if (extra === undefined) return Object.fromEntries(cells);
  if (typeof extra !== 'object' || extra === null || Array.isArray(extra))
    throw refuse.value(['extra'], 'columns, `name: value`');
  for (const [name, written] of Object.entries(extra)) {
    const column = extraColumn(name, columns);
    if (typeof column === 'string') throw refuse.field(['extra', name], column);
    take(['extra', name], column, written);
  }
  return Object.fromEntries(cells);
}

const unknownField = (name: string, columns: ReadonlyMap<string, Column>, keys: readonly string[]) => {
  const hint = unknownColumn(name, [...columns.keys(), ...keys], ' that the table or the detection knows');
  return /_[sbdtg]$/.test(name) ? `${hint} A column of your own stands under extra:` : hint;
};

function subjectOf(fields: RecordFields, refuse: RecordScope['refuse']): Subject {
  const text = (key: keyof typeof subjectKeys, usual: string) => {
    const value = fields[key];
    if (value === undefined) return usual;
    if (typeof value !== 'string' || value === '') throw refuse.value([key], 'text');
    return value;
  };
  const alone = 'application' in fields && !('user' in fields);
  return {
    vault: text('vault', usualSubject.vault),
    item: text('item', usualSubject.item),
    user: alone || fields['user'] === null ? null : text('user', usualSubject.user!),
    application: text('application', usualSubject.application),
  };
}

/** The times of a series, or the one of a single record. */
function timesOf(fields: RecordFields, first: Instant, refuse: RecordScope['refuse']): readonly Instant[] {
  const { every, times } = fields;
  if (every === undefined && times === undefined) return [first];
  if (every === undefined)
    throw refuse.field(['times'], 'a series needs every too: the distance of its records');
  if (times === undefined)
    throw refuse.field(['every'], 'a series needs times too: the number of its records');
  if (typeof times !== 'number' || !Number.isSafeInteger(times) || times < 1 || times > mostTimes)
    throw refuse.value(['times'], `a whole number from 1 to ${mostTimes}`);
  const distance = typeof every === 'string' ? lengthOf(every) : null;
  if (distance === null) throw refuse.value(['every'], lengthForms);
  const series = [first];
  while (series.length < times && isWithinReach(series.at(-1)!)) series.push(later(series.at(-1)!, distance));
  if (!isWithinReach(series.at(-1)!)) throw refuse.field(['every'], 'the series goes beyond the year 9999');
  return series;
}
