import type { Instant } from '../records/instant.js';
import { parseDuration } from '../records/instant.js';
import { integer } from '../records/integer.js';
import { type Dynamic, type KqlType, missing, type Value } from '../records/value.js';

/** How the cells of one input are spelled. */
export interface Spelling {
  /** The word that stands for a missing value: `null` in portal CSV, `None` in az CLI output. */
  readonly missingWord: 'null' | 'None' | null;
}

/** Reads the text of a time: the instant, null when it means a missing value, undefined when it is no time. */
export type TimeReader = (text: string) => Instant | null | undefined;

/** Turns a raw cell (CSV text or a JSON value; undefined when absent) into a value of one type; undefined when it is none. */
export type CellDecoder = (raw: unknown) => Value | undefined;

/** The decoder for columns of a type in an input of a spelling. */
export function cellDecoder(type: KqlType, spelling: Spelling, time: TimeReader): CellDecoder {
  const decode = decoders[type];
  const none = missing(type);
  // Text keeps the word: there it may be a value.
  const word = type === 'string' ? null : spelling.missingWord;
  return (raw) => {
    if (raw === undefined || raw === null || raw === '' || (raw === word && word !== null)) return none;
    return decode(raw, time);
  };
}

const decoders: Record<KqlType, (raw: unknown, time: TimeReader) => Value | undefined> = {
  string: (raw) =>
    typeof raw === 'string' ? raw : typeof raw === 'object' ? JSON.stringify(raw) : String(raw),
  long: (raw) => whole(raw, -(2n ** 63n), 2n ** 63n - 1n),
  int: (raw) => whole(raw, -(2n ** 31n), 2n ** 31n - 1n),
  real: (raw) => (typeof raw === 'number' ? raw : typeof raw === 'string' ? real(raw.trim()) : undefined),
  bool: (raw) => {
    if (typeof raw === 'boolean') return raw;
    const word = String(raw).toLowerCase();
    return word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : undefined;
  },
  datetime: (raw, time) => (typeof raw === 'string' ? time(raw) : undefined),
  timespan: (raw) => (typeof raw === 'string' ? (parseDuration(raw) ?? undefined) : undefined),
  guid: (raw) => (typeof raw === 'string' ? (guid(raw) ?? undefined) : undefined),
  dynamic: (raw) => (typeof raw === 'string' ? parseDynamic(raw) : (raw as Dynamic)),
};

function whole(raw: unknown, least: bigint, greatest: bigint): number | bigint | undefined {
  if (typeof raw === 'number')
    return Number.isSafeInteger(raw) && raw >= least && raw <= greatest ? raw : undefined;
  // A real written where a whole number belongs, such as the 200.0 of az CLI.
  const match = typeof raw === 'string' && raw.length < 40 ? /^\s*([+-]?\d+)(?:\.0*)?\s*$/.exec(raw) : null;
  if (match === null) return undefined;
  const value = BigInt(match[1]!.replace('+', ''));
  return value >= least && value <= greatest ? integer(value) : undefined;
}

function real(text: string): number | undefined {
  const value = Number(text);
  if (!Number.isNaN(value) && /^[+-]?[\d.]/.test(text) && !/^[+-]?0[xob]/i.test(text)) return value;
  if (text === 'NaN') return Number.NaN;
  const infinity = /^([+-]?)(?:Infinity|∞|inf)$/i.exec(text);
  return infinity === null
    ? undefined
    : infinity[1] === '-'
      ? Number.NEGATIVE_INFINITY
      : Number.POSITIVE_INFINITY;
}

/** A GUID, with or without its dashes, in lower case with dashes; null when the text is none. */
export function guid(text: string): string | null {
  if (text.length !== 36 && text.length !== 32) return null;
  const match = /^([0-9a-f]{8})(-?)([0-9a-f]{4})\2([0-9a-f]{4})\2([0-9a-f]{4})\2([0-9a-f]{12})$/i.exec(text);
  if (match === null) return null;
  return `${match[1]}-${match[3]}-${match[4]}-${match[5]}-${match[6]}`.toLowerCase();
}

/** As `parse_json()` does: text that is no JSON stays text. */
function parseDynamic(text: string): Dynamic {
  try {
    return JSON.parse(text) as Dynamic;
  } catch {
    return text;
  }
}
