import { CellCache } from '../csv/cell-cache.js';
import { nestsDeeper } from '../json/json-depth.js';
import { depthLimit } from '../json/json-value-scanner.js';
import type { LineField, LineGraph } from './line-graph.js';
import type { LineScan } from './line-scan.js';
import { fieldWords, pathLimit, scanLayout } from './line-scan-layout.js';
import { escapedText } from './value-kinds.js';

/** How long numbers and arrays are that are kept in mind, in words of four bytes. */
const longestKept = 63;

/**
 * Walks over the values of records that have a line each, on ways that are known from lines before.
 * A line that it walks to its end is a JSON object in which no name stands twice; of any other it says nothing.
 */
export class LineWalker {
  /** How many values the line has that anybody asks for. */
  count = 0;
  /** Of each such value: what is said of its field, what it is, and where it stands in `bytes`, a text without its quotes. */
  readonly abouts: Int32Array;
  readonly kinds: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The bytes in which values stand, twice. */
  readonly bytes: Buffer;
  readonly words: DataView;

  /** The buffer at hand. */
  buffer: Buffer = Buffer.alloc(0);

  /** From where to where its bytes were brought to the scan. */
  private begin = 0;
  private end = 0;
  private line = 0;
  /** 1 for numbers and arrays that `JSON.parse` reads; most come again. */
  private readonly doubts = new CellCache((raw) => Number(isValue(raw as string)), Number, longestKept);

  constructor(
    private readonly scan: LineScan,
    private readonly graph: LineGraph,
  ) {
    this.abouts = scan.abouts;
    this.kinds = scan.kinds;
    this.from = scan.from;
    this.to = scan.to;
    this.bytes = scan.bytes;
    this.words = scan.words;
  }

  /** Takes the next buffer. */
  open(buffer: Buffer): void {
    this.buffer = buffer;
    this.begin = 0;
    this.end = 0;
  }

  /** A value of the line that was walked last, as JSON. */
  json(value: number): unknown {
    const quotes = this.kinds[value]! <= escapedText ? 1 : 0;
    return JSON.parse(this.bytes.toString(undefined, this.from[value]! - quotes, this.to[value]! + quotes));
  }

  /** Whether the line that was walked last has a field, whatever its value. */
  met(field: LineField | null): boolean {
    return field !== null && this.scan.numbers[(field.address + fieldWords.metIn) / 4] === this.line;
  }

  /** Walks over the line between two places; false where it leaves the known ways. */
  walk(from: number, end: number): boolean {
    if (end > this.end || from < this.begin) {
      this.begin = from;
      this.end = from + this.scan.bring(this.buffer, from);
      if (end > this.end) return false;
    }
    this.line += 1;
    const moved = scanLayout.text - this.begin;
    const walked = this.scan.run(from + moved, end + moved, this.graph.record.address, this.line);
    this.count = walked & 0xffff;
    return walked < 0xffff ? walked >= 0 : this.areValues(walked >> 16);
  }

  /** Whether all are values that the scan left in doubt. */
  private areValues(count: number): boolean {
    const { bytes, words, doubts } = this;
    const { doubtsFrom, doubtsTo } = this.scan;
    for (let i = 0; i < count; i++)
      if (doubts.cell(bytes, words, doubtsFrom[i]!, doubtsTo[i]!).note === 0) return false;
    return true;
  }
}

/** Whether a text is a JSON value that is not too deep for any field that is learned. */
function isValue(text: string): boolean {
  try {
    return !nestsDeeper(JSON.parse(text), depthLimit - pathLimit);
  } catch {
    return false;
  }
}
