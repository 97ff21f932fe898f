import { missing, type Value } from '../../records/value.js';
import type { CellDecoder } from '../cell.js';
import { CellCache, type ReadCell } from '../csv/cell-cache.js';
import type { Alternatives, LeadingTests } from '../leading-tests.js';
import type { RecordEmitter } from '../record-emitter.js';
import { IsoBytes } from '../times/iso-bytes.js';
import type { LineWalker } from './line-walker.js';
import { array, escapedText, nothing, number, text } from './value-kinds.js';

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** Reads the values of one requested column out of lines; the note of each is what the leading tests leave. */
export class LineColumn {
  /** The cell of a record that lacks the column. */
  readonly empty: ReadCell;

  private readonly cache: CellCache;
  private readonly decode: CellDecoder;
  private readonly note: (value: Value | undefined) => number;
  private readonly iso: IsoBytes | null;
  /** The cell of the time that was read last: there is one in every record. */
  private readonly time: Writable<ReadCell> = { text: '', value: undefined, note: 0, id: 0 };
  /** What any text leaves, where the tests ask no more than that there is some; null for other columns. */
  private readonly filled: Alternatives | null;

  /** `refine` makes of a JSON value what stands in the column. */
  constructor(
    emitter: RecordEmitter,
    leading: LeadingTests,
    index: number,
    refine: (raw: unknown) => unknown = (raw) => raw,
  ) {
    const { type } = emitter.request.columns[index]!;
    const none = missing(type);
    const tests = leading.columns.get(index);
    const decode = emitter.decoder(index);
    this.decode = (raw) => decode(refine(raw));
    this.note = (value) => tests?.left(value ?? none) ?? 0;
    this.cache = new CellCache(this.decode, this.note);
    this.empty = this.cache.empty;
    this.filled = tests?.onlyFilled === true && type === 'string' ? tests.left('text') : null;
    this.iso = type === 'datetime' ? new IsoBytes() : null;
  }

  /** The cell of a value of the line that was walked last; it may be another's when the next is asked for. */
  cell(walker: LineWalker, value: number): ReadCell {
    const { bytes, words, kinds, from, to } = walker;
    const begin = from[value]!;
    const end = to[value]!;
    switch (kinds[value]) {
      case nothing:
        return this.empty;
      case escapedText:
      case number:
      case array:
        return this.of(walker.json(value));
      case text: {
        const time = this.iso?.read(words, begin, end) ?? null;
        if (time !== null) {
          this.time.value = time;
          this.time.note = this.note(time);
          return this.time;
        }
      }
    }
    // A plain text; or a whole number or a word, which a decoder reads from its text as well.
    return this.cache.cell(bytes, words, begin, end);
  }

  /** What a value of the line that was walked last leaves of the leading tests. */
  left(walker: LineWalker, value: number): Alternatives {
    const { kinds, from, to } = walker;
    return this.filled !== null && kinds[value] === text && to[value]! > from[value]!
      ? this.filled
      : this.cell(walker, value).note;
  }

  /** A cell of a text that stands in no line, to be kept by whoever asks for it. */
  derived(raw: string): ReadCell {
    return this.cache.of(raw);
  }

  private of(raw: unknown): ReadCell {
    const value = this.decode(raw);
    return { text: '', value, note: this.note(value), id: 0 };
  }
}
