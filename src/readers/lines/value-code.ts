import {
  type Code,
  either,
  giveBack,
  i32,
  type Local,
  type Locals,
  v128,
  when,
  whileTrue,
} from '../wasm/wasm-code.js';
import { byteRoles } from './line-scan-layout.js';
import { array, emptyArray, escapedText, integer, nothing, number, text, truth } from './value-kinds.js';

const space = 32;
const quote = 34;
const minus = 45;
const point = 46;
const zero = 48;
const openArray = 91;
const backslash = 92;
const closeArray = 93;
const smallE = 101;
// The words of JSON, the last letter of `false` left out, as little-endian words of four bytes.
const wordTrue = 0x65757274;
const wordFals = 0x736c6166;
const wordNull = 0x6c6c756e;
/** Digits of which every whole number is exact. */
const exactDigits = 15;

/** Code that reads a value, and what it then knows of it: its kind, and where it begins and ends, its quotes left out. */
interface ValueCode {
  readonly read: Code;
  readonly kind: Local;
  readonly from: Local;
  readonly to: Local;
}

/**
 * Code that goes from the first byte of a JSON value that is no object to the byte behind it, and leaves the function with -1 where there
 * is no value that ends at `end` or before. Of numbers and arrays it finds where they would end if they are any.
 * At `end` a control character must stand: every text ends there.
 */
export function valueCode(locals: Locals, at: Local, end: Local): ValueCode {
  const word = () => locals.add('i32');
  const [kind, from, to] = [word(), word(), word()];
  /** The first byte, the byte at hand, what it may be, which of sixteen bytes end a stretch of plain text. */
  const [opening, byte, roles, stops] = [word(), word(), word(), word()];
  /** How deep in arrays the byte at hand stands, whether in a string; how many digits there are. */
  const [depth, inString, digits] = [word(), word(), word()];
  const sixteen = locals.add('v128');

  const n = i32.const;
  const is = (value: Code, other: number): Code => i32.equal(value, n(other));
  const any = (one: Code, ...others: readonly Code[]): Code => others.reduce((a, b) => i32.or(a, b), one);
  const move = (by: number): Code => at.set(i32.add(at.get, n(by)));
  const byteAt = (behind = 0): Code => i32.loadByte(at.get, behind);
  const roleAt = (behind: number): Code => i32.loadByte(byteAt(behind), 0);
  const fail = giveBack(n(-1));

  /** The bytes at hand that end a stretch of plain text: quotes, backslashes, control characters. */
  const look: readonly Code[] = [
    sixteen.set(v128.load(at.get, 0)),
    stops.set(
      v128.bitmask(
        v128.or(
          v128.or(
            v128.equal(sixteen.get, v128.splat(n(quote))),
            v128.equal(sixteen.get, v128.splat(n(backslash))),
          ),
          v128.less(sixteen.get, v128.splat(n(space))),
        ),
      ),
    ),
  ];

  const passEscape: readonly Code[] = [
    kind.set(n(escapedText)),
    roles.set(roleAt(1)),
    when(i32.is0(i32.and(roles.get, n(byteRoles.escape))), fail),
    move(2),
    when(
      i32.and(roles.get, n(byteRoles.unicodeEscape)),
      roles.set([roleAt(0), roleAt(1), roleAt(2), roleAt(3)].reduce((a, b) => i32.and(a, b))),
      when(i32.is0(i32.and(roles.get, n(byteRoles.hexDigit))), fail),
      move(4),
    ),
  ];

  // Behind the end of a line stands a control character, at which every text ends.
  const readText: readonly Code[] = [
    kind.set(n(text)),
    move(1),
    from.set(at.get),
    byte.set(n(0)),
    whileTrue(
      i32.is0(is(byte.get, quote)),
      ...look,
      whileTrue(i32.is0(stops.get), move(16), ...look),
      at.set(i32.add(at.get, i32.ctz(stops.get))),
      byte.set(byteAt()),
      when(i32.less(byte.get, n(space)), fail),
      when(is(byte.get, backslash), ...passEscape),
    ),
    to.set(at.get),
    move(1),
  ];

  /** Finds where an array would end, if it is one. */
  const readArray: readonly Code[] = [
    move(1),
    either(
      is(byteAt(), closeArray),
      [kind.set(n(emptyArray)), move(1)],
      [
        kind.set(n(array)),
        depth.set(n(1)),
        inString.set(n(0)),
        whileTrue(
          depth.get,
          when(i32.is0(i32.less(at.get, end.get)), fail),
          byte.set(byteAt()),
          inString.set(i32.xor(inString.get, is(byte.get, quote))),
          when(is(byte.get, backslash), move(1)),
          when(
            i32.is0(inString.get),
            depth.set(i32.sub(i32.add(depth.get, is(byte.get, openArray)), is(byte.get, closeArray))),
          ),
          move(1),
        ),
      ],
    ),
  ];

  const readWordOrNumber: readonly Code[] = [
    byte.set(i32.loadAnywhere(at.get)),
    either(
      any(is(byte.get, wordTrue), is(byte.get, wordNull)),
      [kind.set(n(truth)), when(is(byte.get, wordNull), kind.set(n(nothing))), move(4)],
      [
        either(
          i32.and(is(byte.get, wordFals), is(byteAt(4), smallE)),
          [kind.set(n(truth)), move(5)],
          [
            kind.set(n(integer)),
            at.set(i32.add(at.get, is(opening.get, minus))),
            digits.set(at.get),
            byte.set(byteAt()),
            whileTrue(i32.less(i32.sub(byteAt(), n(zero)), n(10)), move(1)),
            digits.set(i32.sub(at.get, digits.get)),
            when(i32.is0(digits.get), fail),
            // Minus zero is written without its sign; further zeros in front are wrong.
            when(
              any(
                i32.less(n(exactDigits), digits.get),
                i32.and(is(byte.get, zero), i32.less(n(1), i32.sub(at.get, from.get))),
                is(byteAt(), point),
                is(i32.or(byteAt(), n(space)), smallE),
              ),
              kind.set(n(number)),
              whileTrue(i32.and(roleAt(0), n(byteRoles.number)), move(1)),
            ),
          ],
        ),
      ],
    ),
  ];

  return {
    kind,
    from,
    to,
    read: [
      from.set(at.get),
      opening.set(byteAt()),
      either(is(opening.get, quote), readText, [
        either(is(opening.get, openArray), readArray, readWordOrNumber),
        to.set(at.get),
      ]),
    ].flat(),
  };
}
