import type { Value } from '../../records/value.js';
import type { CellDecoder } from '../cell.js';

/** A cell and what it reads as. */
export interface ReadCell {
  readonly text: string;
  /** Undefined when the text is no value of the column's type. */
  readonly value: Value | undefined;
  /** What `note` says of the value. */
  readonly note: number;
  /** Cells of one column that share it are alike; 0 for cells that were not kept. */
  readonly id: number;
}

/** How many cells are kept; where two of them meet, the later one stays. */
const places = 1024;
/** Longer cells of most columns, in words of four bytes, are seldom written twice. */
const usualLength = 16;
/** A column that was looked up in vain so many times more often than not is not looked up any more. */
const trial = 4096;

/** What nothing is kept in. */
const noLengths = new Uint8Array(places);
const noWords = new Int32Array(0);

/** Reads the cells of one column out of a buffer; those of few different values once for each value. It keeps nothing of the buffer. */
export class CellCache {
  /** The cell that holds nothing. */
  readonly empty: ReadCell;

  private cells: ReadCell[] = [];
  /** The bytes of each cell: how many they are, then as words, of which the last may overlap the one before. */
  private lengths = noLengths;
  private words = noWords;
  private found = 0;
  private missed = 0;
  private lastId = 0;

  constructor(
    private readonly decode: CellDecoder,
    /** A number that belongs to a value, for whoever reads the cell. */
    private readonly note: (value: Value | undefined) => number,
    /** How long cells are that are kept, in words of four bytes; 63 at most. */
    private readonly longestKept: number = usualLength,
  ) {
    this.empty = this.read('', this.nextId());
  }

  /** The cell between two places, written as CSV writes it. `words` views the same bytes. */
  cell(bytes: Buffer, words: DataView, from: number, to: number): ReadCell {
    const length = to - from;
    if (length === 0) return this.empty;
    if (length > this.longestKept * 4 || this.missed > this.found + trial)
      return this.read(cellText(bytes, from, to), 0);
    const last = lastWord(words, from, length);
    const place = hash(length < 4 ? last : words.getInt32(from), last, length) & (places - 1);
    if (this.lengths[place] === length && this.isAt(place, words, from, length, last)) {
      this.found += 1;
      return this.cells[place]!;
    }
    this.missed += 1;
    if (this.lengths === noLengths) this.makeRoom();
    const cell = this.read(cellText(bytes, from, to), this.nextId());
    this.cells[place] = cell;
    this.lengths[place] = length;
    let word = place * this.longestKept;
    for (let i = 0; i < length - 4; i += 4) this.words[word++] = words.getInt32(from + i);
    this.words[word] = last;
    return cell;
  }

  /** Whether the cell that is kept at a place of the cache stands in the buffer. */
  private isAt(place: number, words: DataView, from: number, length: number, last: number): boolean {
    let word = place * this.longestKept;
    for (let i = 0; i < length - 4; i += 4) if (this.words[word++] !== words.getInt32(from + i)) return false;
    return this.words[word] === last;
  }

  /** Many columns never hold a cell, and do without places. */
  private makeRoom(): void {
    this.cells = new Array(places).fill(this.empty);
    this.lengths = new Uint8Array(places);
    this.words = new Int32Array(places * this.longestKept);
  }

  /** The cell of a text that stands in no buffer, which is like no other. */
  of(text: string): ReadCell {
    return this.read(text, this.nextId());
  }

  private read(text: string, id: number): ReadCell {
    const value = this.decode(text);
    return { text, value, note: this.note(value), id };
  }

  private nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }
}

const quote = 34;

/** The text of a cell between two places, without the quotes that CSV puts around and into it. */
export function cellText(bytes: Buffer, from: number, to: number): string {
  if (bytes[from] !== quote) return bytes.toString(undefined, from, to);
  const inside = bytes.toString(undefined, from + 1, to - 1);
  return inside.includes('"') ? inside.replaceAll('""', '"') : inside;
}

/** The last four bytes of a cell, or the up to three that it has. */
const lastWord = (words: DataView, from: number, length: number): number =>
  length < 4
    ? words.getUint8(from) |
      (words.getUint8(from + (length >> 1)) << 8) |
      (words.getUint8(from + length - 1) << 16)
    : words.getInt32(from + length - 4);

/** A number that differs for most cells of a column: ids, names and addresses differ at one of their ends. */
function hash(first: number, last: number, length: number): number {
  const mixed = Math.imul(first, 0x2c1b3c6d) ^ Math.imul(last, 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) + length;
}
