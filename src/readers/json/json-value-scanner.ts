import type { LinePosition } from './line-position.js';

/** How deep values may nest. */
export const depthLimit = 200;

/** The fault of a value that nests deeper. */
export const tooDeep = `nesting deeper than ${depthLimit}`;

const lineFeed = 10;
const quote = 34;
const backslash = 92;

// What may come next, one bit each.
const value = 1;
const valueOrEnd = 2;
const key = 4;
const keyOrEnd = 8;
const colon = 16;
const commaOrEnd = 32;

// Classes of bytes outside strings; class 0 stands nowhere.
const blank = 1;
const quotation = 2;
const openObject = 3;
const openArray = 4;
const closeObject = 5;
const closeArray = 6;
const colonSign = 7;
const comma = 8;
const plain = 9;

const classes = new Uint8Array(256);
/** For each class, the expectations under which it may come. */
const allowed = new Uint8Array(10);
const define = (kind: number, bytes: string, expectations: number) => {
  for (const byte of Buffer.from(bytes)) classes[byte] = kind;
  allowed[kind] = expectations;
};
define(blank, ' \n\r\t', 0);
define(quotation, '"', value | valueOrEnd | key | keyOrEnd);
define(openObject, '{', value | valueOrEnd);
define(openArray, '[', value | valueOrEnd);
define(closeObject, '}', keyOrEnd | commaOrEnd);
define(closeArray, ']', valueOrEnd | commaOrEnd);
define(colonSign, ':', colon);
define(comma, ',', commaOrEnd);
define(plain, '+-.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', value | valueOrEnd);

/**
 * Finds where one JSON value ends, in chunks of any size, without keeping any of it.
 * It follows brackets, strings, colons and commas; what a number, a word or an escape looks like is left to `JSON.parse`.
 */
export class JsonValueScanner {
  /** Whether the value has been seen to its end. */
  complete = false;
  /** What is wrong with the value; null while nothing is. */
  fault: string | null = null;

  private expect = value;
  private depth = 0;
  /** For each open container, 1 when it is an object. */
  private readonly objects = new Uint8Array(depthLimit + 1);
  // What the chunk before ended in.
  private inString = false;
  private inPlain = false;
  private escaped = false;

  constructor(private readonly position: LinePosition) {}

  /** Whether a key must come next. */
  get expectsKey(): boolean {
    return (this.expect & (key | keyOrEnd)) !== 0;
  }

  /** Makes ready for a value whose first byte is scanned next. */
  begin(): void {
    this.complete = false;
    this.fault = null;
    this.expect = value;
    this.depth = 0;
    this.inString = false;
    this.inPlain = false;
    this.escaped = false;
  }

  /** Reads on: the place behind the value's last byte, or of the byte that is wrong, or the end of the chunk. */
  scan(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length && !this.complete && this.fault === null) {
      if (this.inString) at = this.string(bytes, at);
      else if (this.inPlain) at = this.plain(bytes, at);
      else at = this.token(bytes, at);
    }
    return at;
  }

  /** Hears that no more bytes follow: that ends a number. */
  end(): void {
    if (this.inPlain && this.depth === 0) this.complete = true;
  }

  private token(bytes: Uint8Array, at: number): number {
    const kind = classes[bytes[at]!]!;
    if (kind === blank) return this.position.skip(bytes, at);
    if ((allowed[kind]! & this.expect) === 0 || !this.closesItsOwn(kind)) return this.misplaced(bytes, at);
    switch (kind) {
      case quotation:
        this.inString = true;
        this.expect = this.expectsKey ? colon : commaOrEnd;
        this.position.indent = null;
        return this.string(bytes, at + 1);
      case plain:
        this.inPlain = true;
        this.position.indent = null;
        return this.plain(bytes, at);
      case openObject:
      case openArray:
        if (this.depth === depthLimit) {
          this.fault = tooDeep;
          return at;
        }
        this.depth += 1;
        this.objects[this.depth] = kind === openObject ? 1 : 0;
        this.expect = kind === openObject ? keyOrEnd : valueOrEnd;
        break;
      case closeObject:
      case closeArray:
        this.depth -= 1;
        this.expect = commaOrEnd;
        this.complete = this.depth === 0;
        break;
      case colonSign:
        this.expect = value;
        break;
      case comma:
        this.expect = this.objects[this.depth] === 1 ? key : value;
        break;
    }
    this.position.indent = null;
    return at + 1;
  }

  private closesItsOwn(kind: number): boolean {
    if (kind === closeObject) return this.objects[this.depth] === 1;
    return kind !== closeArray || this.objects[this.depth] === 0;
  }

  private string(bytes: Uint8Array, from: number): number {
    let at = from;
    if (this.escaped) {
      this.escaped = false;
      if (bytes[at] !== lineFeed) at += 1;
    }
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === quote) {
        this.inString = false;
        this.complete = this.depth === 0;
        return at + 1;
      }
      if (byte === backslash) {
        if (at + 1 === bytes.length) this.escaped = true;
        else if (bytes[at + 1] !== lineFeed) at += 1;
      } else if (byte === lineFeed) {
        this.fault = 'a line end inside a string';
        return at;
      }
    }
    return at;
  }

  private plain(bytes: Uint8Array, from: number): number {
    let at = from;
    while (at < bytes.length && classes[bytes[at]!] === plain) at += 1;
    if (at === bytes.length) return at;
    this.inPlain = false;
    this.expect = commaOrEnd;
    this.complete = this.depth === 0;
    return at;
  }

  private misplaced(bytes: Uint8Array, at: number): number {
    const byte = bytes[at]!;
    const sign = byte > 32 && byte < 127 ? `'${String.fromCharCode(byte)}'` : `byte 0x${byte.toString(16)}`;
    const belongs = this.expectsKey
      ? 'a key'
      : this.expect === colon
        ? 'a colon'
        : this.expect === commaOrEnd
          ? 'a comma or an end'
          : 'a value';
    this.fault = `${sign} where ${belongs} belongs`;
    return at;
  }
}
