const lineFeed = 10;
const carriageReturn = 13;
const tab = 9;
const space = 32;

/** Whether a byte is white space of JSON. */
export const isSpace = (byte: number): boolean =>
  byte === space || byte === lineFeed || byte === carriageReturn || byte === tab;

/** Where in its text a scanner of bytes stands. */
export class LinePosition {
  /** The physical line, from 1. */
  line = 1;
  /** How many bytes of white space precede the byte at hand on its line; null when anything else does. */
  indent: number | null = 0;

  /** Passes white space: the place of the first byte that is none. */
  skip(bytes: Uint8Array, from: number): number {
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === lineFeed) {
        this.line += 1;
        this.indent = 0;
      } else if (!isSpace(byte)) break;
      else if (this.indent !== null) this.indent += 1;
    }
    return at;
  }
}
