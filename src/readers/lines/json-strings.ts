const space = 32;
const quote = 34;
const backslash = 92;
const smallU = 117;

/** Whether a byte is a hexadecimal digit. */
const isHex = (byte: number): boolean =>
  (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102);

/** What may follow a backslash, but for `u`. */
const escapes = new Uint8Array(256);
for (const byte of Buffer.from('"\\/bfnrt')) escapes[byte] = 1;

/** Finds the ends of the JSON strings in one buffer after another. */
export class JsonStrings {
  /** Whether the string whose end was found last has escapes in it. */
  escaped = false;

  private bytes: Buffer = Buffer.alloc(0);
  private words: DataView = new DataView(new ArrayBuffer(0));
  /** The first backslash at or behind where it was looked for last; the buffer's length when there is none. */
  private nextBackslash = -1;

  /** Takes the next buffer, of which `words` is a view. */
  open(bytes: Buffer, words: DataView): void {
    this.bytes = bytes;
    this.words = words;
    this.nextBackslash = -1;
  }

  /** The place of the quote that ends the string whose first byte is at `from`; -1 when none does before `limit`, or the string is wrong. */
  end(from: number, limit: number): number {
    const stop = this.stop(from, limit);
    const escapeAt = this.backslashFrom(from);
    this.escaped = escapeAt < stop;
    if (this.escaped) return this.escapedEnd(escapeAt, limit);
    return stop < limit && this.bytes[stop] === quote ? stop : -1;
  }

  /** The first quote or control character; `limit` when there is none before it. */
  private stop(from: number, limit: number): number {
    const { words, bytes } = this;
    let at = from;
    for (; at + 4 <= limit; at += 4) {
      const word = words.getInt32(at, true);
      // A byte below `#` is a quote, a control character, a space or an exclamation mark.
      if (((word - 0x23232323) & ~word & 0x80808080) === 0) continue;
      const quotes = word ^ 0x22222222;
      if ((((quotes - 0x01010101) & ~quotes) | ((word - 0x20202020) & ~word)) & 0x80808080) break;
    }
    while (at < limit && bytes[at] !== quote && bytes[at]! >= space) at += 1;
    return at;
  }

  /** The quote that ends a string, from its first backslash on. */
  private escapedEnd(from: number, limit: number): number {
    const { bytes } = this;
    for (let at = from; at < limit; at++) {
      const byte = bytes[at]!;
      if (byte === quote) return at;
      if (byte < space) return -1;
      if (byte !== backslash) continue;
      at += 1;
      if (bytes[at] === smallU) {
        for (let digit = at + 1; digit <= at + 4; digit++)
          if (digit >= limit || !isHex(bytes[digit]!)) return -1;
        at += 4;
      } else if (at >= limit || escapes[bytes[at]!] !== 1) return -1;
    }
    return -1;
  }

  private backslashFrom(from: number): number {
    if (this.nextBackslash < from) {
      const found = this.bytes.indexOf(backslash, from);
      this.nextBackslash = found < 0 ? this.bytes.length : found;
    }
    return this.nextBackslash;
  }
}
