import { countByte, hasZero, noteZeros, wordOf } from '../byte-words.js';
import { longestRecord } from './csv-framer.js';
import type { CsvHeader } from './csv-header.js';

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

/**
 * Finds the cells of CSV records that lie whole in a buffer, as far as somebody wants to know them.
 * It gives up on whatever is not plainly a record of the right number of cells: that is the framer's business.
 */
export class CsvWalker {
  /** Where the cell that was located last begins and ends, its quotes included. */
  from = 0;
  to = 0;
  /** How many line ends stand inside the cells of the record. */
  innerLines = 0;

  /** The buffer at hand, twice. */
  bytes: Buffer = Buffer.alloc(0);
  words = new DataView(this.bytes.buffer);

  /** Where cells begin, as far as they were walked over. A cell ends one byte before the next one begins. */
  private readonly begins: Int32Array;
  /** The cell of the first byte that was not walked over, and the place of that byte. */
  private cell = 0;
  private at = 0;
  /** The first line end from there on; the one that ends the record, once it was walked over. */
  private lineEnd = 0;
  private ended = false;
  private plain = true;
  /** A quote with none between it and the place where it was looked for; the buffer's length when there was none. */
  private quoteAt = -1;
  /** The delimiter in all four bytes of a word. */
  private readonly pattern: number;

  private readonly delimiter: number;
  private readonly width: number;

  constructor({ delimiter, names }: CsvHeader) {
    this.delimiter = delimiter.charCodeAt(0);
    this.width = names.length;
    // Eight bytes can hold eight delimiters, seven of them more than there should be.
    this.begins = new Int32Array(this.width + 8);
    this.pattern = wordOf(this.delimiter);
  }

  /** Takes the next buffer. */
  open({ buffer, byteOffset, length }: Uint8Array): void {
    this.bytes = Buffer.from(buffer, byteOffset, length);
    this.words = new DataView(buffer, byteOffset, length);
    this.quoteAt = -1;
  }

  /** Begins at a record; false when no line end follows. */
  begin(at: number): boolean {
    this.at = at;
    this.cell = 0;
    this.begins[0] = at;
    this.innerLines = 0;
    this.ended = false;
    this.plain = true;
    this.lineEnd = this.bytes.indexOf(lineFeed, at);
    return this.lineEnd >= 0;
  }

  /** Walks on until the cell at a place has been walked over; false where the record is no plain one. */
  walk(place: number): boolean {
    while (this.plain && this.cell <= place) {
      if (this.ended) {
        this.plain = false;
        break;
      }
      const nextQuote = this.nextQuote();
      const limit = Math.min(nextQuote, this.lineEnd);
      this.walkBare(limit, place);
      if (this.at < limit) continue;
      if (limit === this.lineEnd) this.endCell(limit);
      // A quote stands only where a cell begins.
      else this.plain = this.begins[this.cell] === limit && this.walkQuoted();
    }
    return this.plain;
  }

  /** Walks to the end of the record; gives the place behind it, or -1 where it is no plain one. */
  finish(): number {
    if (!this.ended && this.plain && this.nextQuote() < this.lineEnd) this.walk(this.width - 1);
    if (!this.plain) return -1;
    const cells = this.ended
      ? this.cell
      : this.cell + countByte(this.words, this.delimiter, this.at, this.lineEnd) + 1;
    return cells === this.width && this.lineEnd - this.begins[0]! < longestRecord ? this.lineEnd + 1 : -1;
  }

  /** Whether nothing stands at a place that was walked over. */
  isEmpty(place: number): boolean {
    return this.begins[place + 1]! - this.begins[place]! === 1;
  }

  /** Locates the cell at a place of the record, which must have been walked over or finished. */
  locate(place: number): void {
    if (place < this.cell) {
      this.from = this.begins[place]!;
      this.to = this.begins[place + 1]! - 1;
    } else {
      this.to = this.lineEnd;
      for (let last = this.width - 1; last > place; last--) this.to = this.delimiterBefore(this.to);
      this.from = place === this.cell ? this.begins[place]! : this.delimiterBefore(this.to) + 1;
    }
    if (this.to === this.lineEnd && this.bytes[this.to - 1] === carriageReturn && this.to > this.from)
      this.to -= 1;
  }

  private delimiterBefore(at: number): number {
    return this.bytes.lastIndexOf(this.delimiter, at - 1);
  }

  /** Walks over bytes without quotes, eight at a time, up to a limit or until the cell at a place has been walked over. */
  private walkBare(limit: number, place: number): void {
    const { words, bytes, begins, pattern, delimiter } = this;
    let { at, cell } = this;
    for (; at + 8 <= limit && cell <= place; at += 8) {
      const low = words.getInt32(at, true) ^ pattern;
      const high = words.getInt32(at + 4, true) ^ pattern;
      if (hasZero(low)) cell = noteZeros(low, at, cell, begins);
      if (hasZero(high)) cell = noteZeros(high, at + 4, cell, begins);
    }
    for (; at < limit && cell <= place; at++) if (bytes[at] === delimiter) begins[++cell] = at + 1;
    this.at = at;
    this.cell = cell;
  }

  /** Walks over a cell in quotes; false where something other than a delimiter or the line end follows. */
  private walkQuoted(): boolean {
    const { bytes } = this;
    let end = bytes.indexOf(quote, this.at + 1);
    while (end >= 0 && bytes[end + 1] === quote) end = bytes.indexOf(quote, end + 2);
    if (end < 0) return false;
    for (; this.lineEnd < end; this.innerLines++) {
      this.lineEnd = bytes.indexOf(lineFeed, this.lineEnd + 1);
      if (this.lineEnd < 0) return false;
    }
    const next = bytes[end + 1];
    if (next === this.delimiter) this.endCell(end + 1);
    else if (this.lineEnd - end === (next === carriageReturn ? 2 : 1)) this.endCell(this.lineEnd);
    else return false;
    return true;
  }

  private endCell(end: number): void {
    this.at = end + 1;
    this.begins[++this.cell] = end + 1;
    this.ended = end === this.lineEnd;
  }

  private nextQuote(): number {
    if (this.quoteAt < this.at) {
      const found = this.bytes.indexOf(quote, this.at);
      this.quoteAt = found < 0 ? this.bytes.length : found;
    }
    return this.quoteAt;
  }
}
