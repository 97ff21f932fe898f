import {
  type Code,
  i32,
  i64,
  type Local,
  Locals,
  moduleOf,
  v128,
  when,
  whileTrue,
} from '../wasm/wasm-code.js';

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

const locals = new Locals();
const number = () => locals.add('i32');
const bits = () => locals.add('i64');
const bytes = () => locals.add('v128');

// The parameters.
const [at, to, delimiter, cells, records] = [number(), number(), number(), number(), number()];
/** How many line feeds stood inside quotes; where cells are written. */
const [innerFeeds, out] = [number(), number()];
/** The bytes that mean something, sixteen times each. */
const [delimiterBytes, feedBytes, returnBytes, quoteBytes] = [bytes(), bytes(), bytes(), bytes()];
/** The 64 bytes at hand, and which of them are what. */
const fours = [bytes(), bytes(), bytes(), bytes()];
const [delimiters, feeds, returns, quotes] = [bits(), bits(), bits(), bits()];
/** The bytes in quotes, opening ones among them, and what is known by that: quotes that close, what stands behind those, what ends a cell, line feeds that do not, quotes out of place. */
const [inside, closing, behind, ends, feedsInside, stray] = [bits(), bits(), bits(), bits(), bits(), bits()];
/** What the 64 bytes before end in: all ones in quotes; one behind a closing quote, behind a CR behind that, where a cell begins. */
const [openBefore, closedBefore, returnBefore, startBefore] = [bits(), bits(), bits(), bits()];
const [upTo, left] = [bits(), bits()];

const one = i64.const(1);
const and = i64.and;
const or = (first: Code, ...others: readonly Code[]): Code => others.reduce((a, b) => i64.or(a, b), first);
const without = (value: Code, others: Code): Code => and(value, i64.xor(others, i64.const(-1)));
const behindOf = (value: Code, before: Code): Code => or(i64.shl(value, one), before);
const last = (value: Code): Code => i64.shrUnsigned(value, i64.const(63));
const dropLowest = (value: Code): Code => and(value, i64.sub(value, one));
const count = (value: Code): Code => i32.wrap(i64.popcnt(value));

/** A bit for each of the 64 bytes that equals one. */
function equalTo(byte: Local): Code {
  const masks = fours.map(({ get }) => v128.bitmask(v128.equal(get, byte.get)));
  const half = (low: Code, high: Code) => i64.extend(i32.or(low, i32.shl(high, i32.const(16))));
  return or(half(masks[0]!, masks[1]!), i64.shl(half(masks[2]!, masks[3]!), i64.const(32)));
}

const classify: readonly Code[] = [
  ...fours.map((four, i) => four.set(v128.load(at.get, 16 * i))),
  delimiters.set(equalTo(delimiterBytes)),
  feeds.set(equalTo(feedBytes)),
  quotes.set(equalTo(quoteBytes)),
  ends.set(or(delimiters.get, feeds.get)),
];

const followQuotes: readonly Code[] = [
  returns.set(equalTo(returnBytes)),
  // Each bit becomes the parity of all quotes up to it.
  inside.set(quotes.get),
  ...[1, 2, 4, 8, 16, 32].map((by) => inside.set(i64.xor(inside.get, i64.shl(inside.get, i64.const(by))))),
  inside.set(i64.xor(inside.get, openBefore.get)),
  closing.set(without(quotes.get, inside.get)),
  behind.set(behindOf(closing.get, closedBefore.get)),
  ends.set(without(ends.get, inside.get)),
  // A quote opens where a cell begins or, doubled, behind one that closed; behind one that closes the cell ends.
  stray.set(
    or(
      without(and(quotes.get, inside.get), behindOf(or(ends.get, closing.get), startBefore.get)),
      without(behind.get, or(delimiters.get, feeds.get, returns.get, quotes.get)),
      without(behindOf(and(behind.get, returns.get), returnBefore.get), feeds.get),
    ),
  ),
  closedBefore.set(last(closing.get)),
  returnBefore.set(last(and(behind.get, returns.get))),
  openBefore.set(i64.shr(inside.get, i64.const(63))),
  feedsInside.set(and(feeds.get, inside.get)),
  feeds.set(without(feeds.get, inside.get)),
  when(
    i64.isNot0(stray.get),
    // What stands before the first of them counts, and nothing behind.
    upTo.set(without(i64.sub(stray.get, one), stray.get)),
    ends.set(and(ends.get, upTo.get)),
    feeds.set(and(feeds.get, upTo.get)),
    to.set(i32.const(0)),
  ),
];

const noteRecords: readonly Code[] = [
  whileTrue(
    i64.isNot0(feeds.get),
    upTo.set(i64.xor(feeds.get, i64.sub(feeds.get, one))),
    i32.store(records.get, 0, i32.add(cells.get, i32.shl(count(and(ends.get, upTo.get)), i32.const(2)))),
    i32.store(records.get, 4, i32.add(innerFeeds.get, count(and(feedsInside.get, upTo.get)))),
    records.set(i32.add(records.get, i32.const(8))),
    feeds.set(dropLowest(feeds.get)),
  ),
  innerFeeds.set(i32.add(innerFeeds.get, count(feedsInside.get))),
];

/** How many cells are noted in one turn. Those that are none are written over by the next ones. */
const inOneTurn = 4;

const noteCells: readonly Code[] = [
  left.set(ends.get),
  out.set(cells.get),
  whileTrue(
    i64.isNot0(left.get),
    ...Array.from({ length: inOneTurn }, (_, i) => [
      ...i32.store(out.get, 4 * i, i32.add(i32.add(at.get, i32.const(1)), i32.wrap(i64.ctz(left.get)))),
      ...left.set(dropLowest(left.get)),
    ]),
    out.set(i32.add(out.get, i32.const(4 * inOneTurn))),
  ),
  cells.set(i32.add(cells.get, i32.shl(count(ends.get), i32.const(2)))),
];

const scan: readonly Code[] = [
  delimiterBytes.set(v128.splat(delimiter.get)),
  feedBytes.set(v128.splat(i32.const(lineFeed))),
  returnBytes.set(v128.splat(i32.const(carriageReturn))),
  quoteBytes.set(v128.splat(i32.const(quote))),
  startBefore.set(one),
  whileTrue(
    i32.less(at.get, to.get),
    ...classify,
    closing.set(i64.const(0)),
    feedsInside.set(i64.const(0)),
    when(i64.isNot0(or(quotes.get, openBefore.get, closedBefore.get, returnBefore.get)), ...followQuotes),
    startBefore.set(last(or(ends.get, closing.get))),
    ...noteRecords,
    ...noteCells,
    at.set(i32.add(at.get, i32.const(64))),
  ),
  records.get,
];

/**
 * A WebAssembly module that finds the cells and records of RFC 4180 text, 64 bytes at a time, each of them a bit of a number.
 * `run(from, to, delimiter, cells, records)` reads its memory from the beginning of a record on. For each cell it writes, at `cells`, the
 * address behind the byte that ends it; for each record, at `records`, the address behind the last of those, and how many line feeds stood
 * inside quotes so far. It stops at the first quote out of place, and gives the address behind what it wrote of records.
 * It reads up to 63 bytes behind the text, which must be zero, and may write up to three cells too many.
 */
export const csvScanModule = (pages: number): Uint8Array => moduleOf(5, locals, scan.flat(), pages);
