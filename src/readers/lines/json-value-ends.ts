import { nestsDeeper } from '../json/json-depth.js';
import { depthLimit } from '../json/json-value-scanner.js';
import { JsonStrings } from './json-strings.js';

// What a value is, as a number.
/** A string without escapes. */
export const text = 1;
/** A string with escapes. */
export const escapedText = 2;
/** `true` or `false`. */
export const truth = 3;
export const nothing = 4;
/** A whole number of at most 15 digits, written as JavaScript writes it. */
export const integer = 5;
/** Any other number. */
export const number = 6;
/** `[]` */
export const emptyArray = 7;
export const array = 8;

const quote = 34;
const plus = 43;
const minus = 45;
const point = 46;
const zero = 48;
const nine = 57;
const openArray = 91;
const closeArray = 93;
const smallE = 101;
// The words of JSON, the last letter of `false` left out, as little-endian words of four bytes.
const wordTrue = 0x65757274;
const wordFals = 0x736c6166;
const wordNull = 0x6c6c756e;
/** Digits of which every whole number is exact. */
const exactDigits = 15;

/** Finds the ends of JSON values that are no objects, in one buffer after another. */
export class JsonValueEnds {
  /** What the value is whose end was found last. */
  kind = 0;

  private readonly strings = new JsonStrings();
  private bytes: Buffer = Buffer.alloc(0);
  private words: DataView = new DataView(new ArrayBuffer(0));

  /** Takes the next buffer, of which `words` is a view. */
  open(bytes: Buffer, words: DataView): void {
    this.bytes = bytes;
    this.words = words;
    this.strings.open(bytes, words);
  }

  /** The place behind the value that begins at a place; -1 when there is none that ends before `limit`. */
  end(at: number, limit: number): number {
    const first = this.bytes[at]!;
    if (first === quote) {
      const last = this.strings.end(at + 1, limit);
      this.kind = this.strings.escaped ? escapedText : text;
      return last < 0 ? -1 : last + 1;
    }
    if (first === openArray) return this.arrayEnd(at, limit);
    if (first === minus || isDigit(first)) return this.numberEnd(at, limit);
    if (at + 4 > limit) return -1;
    const letters = this.words.getInt32(at, true);
    this.kind = letters === wordNull ? nothing : truth;
    if (letters === wordNull || letters === wordTrue) return at + 4;
    return letters === wordFals && this.bytes[at + 4] === smallE ? at + 5 : -1;
  }

  private numberEnd(at: number, limit: number): number {
    const { bytes } = this;
    const first = bytes[at] === minus ? at + 1 : at;
    let end = this.digitsEnd(first, limit);
    if (end === first || (bytes[first] === zero && end > first + 1)) return -1;
    // Minus zero is written without its sign.
    this.kind = end - first > exactDigits || (first > at && bytes[first] === zero) ? number : integer;
    if (bytes[end] === point) {
      this.kind = number;
      const fraction = end + 1;
      end = this.digitsEnd(fraction, limit);
      if (end === fraction) return -1;
    }
    if ((bytes[end]! | 32) !== smallE) return end;
    this.kind = number;
    const sign = bytes[end + 1];
    const exponent = sign === plus || sign === minus ? end + 2 : end + 1;
    end = this.digitsEnd(exponent, limit);
    return end === exponent ? -1 : end;
  }

  private digitsEnd(from: number, limit: number): number {
    let at = from;
    while (at < limit && isDigit(this.bytes[at]!)) at += 1;
    return at;
  }

  private arrayEnd(at: number, limit: number): number {
    const { bytes } = this;
    this.kind = emptyArray;
    if (bytes[at + 1] === closeArray) return at + 2;
    this.kind = array;
    let depth = 0;
    for (let end = at; end < limit; end++) {
      const byte = bytes[end]!;
      if (byte === openArray) depth += 1;
      else if (byte === closeArray) {
        depth -= 1;
        if (depth === 0) return this.isArray(at, end + 1) ? end + 1 : -1;
      } else if (byte === quote) {
        end = this.strings.end(end + 1, limit);
        if (end < 0) return -1;
      }
    }
    return -1;
  }

  private isArray(from: number, to: number): boolean {
    try {
      return !nestsDeeper(JSON.parse(this.bytes.toString(undefined, from, to)), depthLimit - 1);
    } catch {
      return false;
    }
  }
}

const isDigit = (byte: number): boolean => byte >= zero && byte <= nine;
