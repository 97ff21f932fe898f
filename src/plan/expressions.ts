import type { KqlType } from '../records/value.js';
import { dynamic } from './literals.js';
import {
  type Common,
  call,
  type Expression,
  expression,
  type Meeting,
  type NumberType,
  type Operand,
  type Promoted,
  type TypeOf,
} from './typed-expression.js';

// Functions by KQL's names; `array_length` is written `arrayLength`.

type Text = Operand<'string' | 'dynamic'>;
type Whole = Operand<'long' | 'int'>;
type Condition = Operand<'bool'>;
type Sortable = Operand<Exclude<KqlType, 'dynamic' | 'guid'>>;
type Measure = NumberType | 'timespan';
type SameAs<A> = Operand<Meeting<TypeOf<A>>>;

/** False becomes true and true false; null stays null. */
export const not = (condition: Condition): Expression<'bool'> => call('not', condition);

/** Whether a value is null or the empty text. */
export const isempty = (value: Operand): Expression<'bool'> => call('isempty', value);
/** Whether a value is neither null nor the empty text. */
export const isnotempty = (value: Operand): Expression<'bool'> => call('isnotempty', value);
/** Whether a value is null; a text never is. */
export const isnull = (value: Operand): Expression<'bool'> => call('isnull', value);
/** Whether a value is not null; a text always is. */
export const isnotnull = (value: Operand): Expression<'bool'> => call('isnotnull', value);

/** One of two values; the second where the condition is false or null. */
export const iff = <const A extends Operand, const B extends SameAs<A>>(
  condition: Condition,
  yes: A,
  no: B,
): Expression<Common<TypeOf<A> | TypeOf<B>>> => call('iff', condition, yes, no);

/** KQL's `case`: the value of the first condition that is true, else the last. */
export const caseOf = <const A extends Operand, const B extends SameAs<A>>(
  cases: readonly (readonly [Condition, A])[],
  otherwise: B,
): Expression<Common<TypeOf<A> | TypeOf<B>>> => call('case', ...cases.flat(), otherwise);

/** The first value that is neither null nor the empty text. */
export const coalesce = <const A extends Operand, const B extends readonly SameAs<A>[]>(
  first: A,
  ...others: B
): Expression<Common<TypeOf<A> | TypeOf<B[number]>>> => call('coalesce', first, ...others);

/** The least value that is not null. */
export const minOf = <const A extends Sortable, const B extends readonly SameAs<A>[]>(
  first: A,
  ...others: B
): Expression<Common<TypeOf<A> | TypeOf<B[number]>>> => call('min_of', first, ...others);

/** The greatest value that is not null. */
export const maxOf = <const A extends Sortable, const B extends readonly SameAs<A>[]>(
  first: A,
  ...others: B
): Expression<Common<TypeOf<A> | TypeOf<B[number]>>> => call('max_of', first, ...others);

/** The negative of a number or timespan. */
export const negate = <const A extends Operand<Measure>>(value: A): Expression<Promoted<TypeOf<A>>> =>
  call('negate', value);
/** A number or timespan without its sign. */
export const abs = <const A extends Operand<Measure>>(value: A): Expression<Promoted<TypeOf<A>>> =>
  call('abs', value);
/** The least whole number that is not below a number. */
export const ceiling = <const A extends Operand<NumberType>>(value: A): Expression<Promoted<TypeOf<A>>> =>
  call('ceiling', value);

/** What rounds a type down: numbers for a number, timespans for times. */
type Size<A> = TypeOf<A> extends NumberType ? NumberType : 'timespan';
type Binned<A, S> = TypeOf<A> extends NumberType ? Promoted<Common<TypeOf<A> | TypeOf<S>>> : TypeOf<A>;

/** A value rounded down to a multiple of a size; datetimes count from the year 1. */
export const bin = <const A extends Operand<Measure | 'datetime'>, const S extends Operand<Size<A>>>(
  value: A,
  size: S,
): Expression<Binned<A, S>> => call('bin', value, size);

/** A value rounded down to a multiple of a size from a fixed point on. */
export const binAt = <const A extends Operand<Measure | 'datetime'>, const S extends Operand<Size<A>>>(
  value: A,
  size: S,
  fixed: SameAs<A>,
): Expression<Binned<A, S>> => call('bin_at', value, size, fixed);

/** The clock of the evaluation. */
export const now = (): Expression<'datetime'> => call('now');
/** The clock of the evaluation less a timespan. */
export const ago = (span: Expression<'timespan'>): Expression<'datetime'> => call('ago', span);
/** Midnight, UTC, of the day of an instant. */
export const startofday = (at: Expression<'datetime'>): Expression<'datetime'> => call('startofday', at);
/** The hour, UTC, from 0 to 23. */
export const hourofday = (at: Expression<'datetime'>): Expression<'int'> => call('hourofday', at);
/** The timespan since the Sunday before, in whole days. */
export const dayofweek = (at: Expression<'datetime'>): Expression<'timespan'> => call('dayofweek', at);

/** What the clocks of a time zone of IANA's names show at an instant, as a datetime. */
export const datetimeUtcToLocal = (at: Expression<'datetime'>, zone: string): Expression<'datetime'> =>
  call('datetime_utc_to_local', at, zone);

export type Period =
  | 'year'
  | 'quarter'
  | 'month'
  | 'week'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'millisecond'
  | 'microsecond'
  | 'nanosecond';

/** How many boundaries of a period lie between two instants, the later first. */
export const datetimeDiff = (
  period: Period,
  later: Expression<'datetime'>,
  earlier: Expression<'datetime'>,
): Expression<'long'> => call('datetime_diff', period, later, earlier);

/** The texts of all values, one after another; null has none. */
export const strcat = (...values: readonly Operand[]): Expression<'string'> => call('strcat', ...values);
/** The number of characters. */
export const strlen = (text: Text): Expression<'long'> => call('strlen', text);
/** A text in lower case. */
export const tolower = (text: Text): Expression<'string'> => call('tolower', text);
/** A text in upper case. */
export const toupper = (text: Text): Expression<'string'> => call('toupper', text);
/** The part of a text from a character on, counted from 0 or, when negative, from the end; so many characters or all. */
export const substring = (text: Text, from: Whole, length?: Whole): Expression<'string'> =>
  length === undefined ? call('substring', text, from) : call('substring', text, from, length);
/** The place of the first occurrence, from 0; -1 when there is none. */
export const indexof = (text: Text, sought: Text, from: Whole = 0): Expression<'long'> =>
  call('indexof', text, sought, from);
/** The parts of a text between delimiters, as an array; with an index that part alone, still in an array. */
export const split = (text: Text, delimiter: Text, index?: Whole): Expression<'dynamic'> =>
  index === undefined ? call('split', text, delimiter) : call('split', text, delimiter, index);
/** A text with every occurrence of another replaced. */
export const replaceString = (text: Text, sought: Text, by: Text): Expression<'string'> =>
  call('replace_string', text, sought, by);

/** The text of a value; null has the empty one. */
export const tostring = (value: Operand): Expression<'string'> => call('tostring', value);
/** A value as a long; null when it is none. */
export const tolong = (value: Operand): Expression<'long'> => call('tolong', value);
/** A value as an int; null when it is none. */
export const toint = (value: Operand): Expression<'int'> => call('toint', value);
/** A value as a real; null when it is none. */
export const todouble = (value: Operand): Expression<'real'> => call('todouble', value);
/** A value as a bool; null when it is none. */
export const tobool = (value: Operand): Expression<'bool'> => call('tobool', value);
/** A value as a datetime; null when it is none. */
export const todatetime = (value: Operand): Expression<'datetime'> => call('todatetime', value);
/** A value as a timespan; null when it is none. */
export const totimespan = (value: Operand): Expression<'timespan'> => call('totimespan', value);
/** A value as a guid; null when it is none. */
export const toguid = (value: Operand): Expression<'guid'> => call('toguid', value);

/** The JSON value of a text; the text itself when it is no JSON. */
export const parseJson = (text: Operand): Expression<'dynamic'> => call('parse_json', text);
/** What stands inside a dynamic: a property by its name, an element by its index; a step for each key. Null when missing. */
export const inside = (
  value: Expression<'dynamic'>,
  ...keys: readonly (string | number)[]
): Expression<'dynamic'> => keys.reduce<Expression<'dynamic'>>((owner, key) => call('[]', owner, key), value);
/** The number of elements of an array; null when it is none. */
export const arrayLength = (list: Expression<'dynamic'>): Expression<'long'> => call('array_length', list);
/** The names of the properties of a bag; null when it is none. */
export const bagKeys = (bag: Expression<'dynamic'>): Expression<'dynamic'> => call('bag_keys', bag);
/** Some values as an array. */
export const packArray = (...values: readonly Operand[]): Expression<'dynamic'> =>
  call('pack_array', ...values);
/** Whether a value is an element of an array. */
export const setHasElement = (list: Expression<'dynamic'>, value: Operand<KqlType>): Expression<'bool'> =>
  call('set_has_element', list, value);
/** The elements of an array in order: numbers, texts, the rest, nulls. */
export const arraySortAsc = (list: Expression<'dynamic'>): Expression<'dynamic'> =>
  call('array_sort_asc', list);

/** A column that may be missing from a workspace; it then reads as empty. The query that names it in no other way does not fail. */
export const columnIfExists = <T extends KqlType>(column: Expression<T>): Expression<T> =>
  call('column_ifexists', column, missingOf(column.node.type));

const missingOf = (type: KqlType): Operand =>
  expression({ kind: 'literal', value: type === 'string' ? '' : null, type });

/** A column of the row before, in `scanRows`. */
export const before = <T extends KqlType>(column: Expression<T>): Expression<T> => call('before', column);

/** A text without blanks at its ends. */
export const trimmed = (text: Text): Expression<'string'> => call('trim', '\\s+', text);
/** A text in lower case, A to Z alone. */
export const asciiLower = (text: Text): Expression<'string'> =>
  call('translate', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz', text);
/** A text with its percent-encoded characters decoded. */
export const urlDecode = (text: Text): Expression<'string'> => call('url_decode', text);
/** A group of the first match of a pattern, 0 for all of it; empty when there is none. */
export const extract = (pattern: string, group: number, text: Text): Expression<'string'> =>
  call('extract', pattern, group, text);
/** Whether a pattern matches somewhere in a text. */
export const matchesRegex = (text: Text, pattern: string): Expression<'bool'> =>
  call('matches regex', text, pattern);
/** Whether an IPv4 address lies in a range such as `10.0.0.0/8`; null when one of them is none. */
export const ipv4IsInRange = (address: Text, range: Text): Expression<'bool'> =>
  call('ipv4_is_in_range', address, range);
/** How many bits the addresses of an IPv4 range share, 32 of a single address; null when it is none. */
export const ipv4NetmaskSuffix = (range: Text): Expression<'long'> => call('ipv4_netmask_suffix', range);
/** The range of so many shared bits that holds an IPv4 address; empty when it is none. */
export const formatIpv4Mask = (address: Text, prefix: Whole): Expression<'string'> =>
  call('format_ipv4_mask', address, prefix);
/** The country of an address by MaxMind DB files; empty when none knows it. */
export const countryOf = (address: Text, files: readonly string[]): Expression<'string'> =>
  call('country_of', address, dynamic(files));
/** The name of the network of an address by MaxMind DB files; empty when none knows it. */
export const networkNameOf = (address: Text, files: readonly string[]): Expression<'string'> =>
  call('network_name_of', address, dynamic(files));
/** An IPv6 or IPv4 address in all eight groups of IPv6, its bits behind a prefix of 128 cleared; empty when it is none. */
export const parseIpv6Mask = (address: Text, prefix: Whole): Expression<'string'> =>
  call('parse_ipv6_mask', address, prefix);
