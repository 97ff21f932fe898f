import { type Suffix, suffixOf } from '../kinds/flat-suffix.js';
import type { EventCells } from './event-cells.js';
import type { EventPlace } from './event-places.js';
import { isGuid } from './is-guid.js';
import type { LineWalker } from './line-walker.js';
import type { SuffixCache } from './suffix-cache.js';
import {
  allKinds,
  array,
  bits,
  emptyArray,
  escapedText,
  integer,
  nothing,
  number,
  text,
  truth,
} from './value-kinds.js';

const capitalT = 84;

/** The kinds of values that have a suffix of their own wherever they stand. */
const kindsOfSuffix = [
  ['b', bits(truth)],
  ['d', bits(integer, number)],
] as const;

/** A place whose values go to columns by suffixes, as `FlatRow` flattens them. */
export class FlatPlace implements EventPlace {
  /** The columns whose names are known because an event that had a closer look had them, by suffix; -1 where one is not asked for. */
  private readonly columns = new Map<Suffix, number>();
  /** The suffix that was met last, as most are like it, and its column. */
  private lastSuffix: Suffix | null = null;
  private lastColumn = -1;

  constructor(
    private readonly walker: LineWalker,
    private readonly cells: EventCells,
    /** The suffix of the known column of this place, with the suffixes of texts beside it. */
    private readonly texts: SuffixCache,
    /** The index of the column of a suffix; -1 when it is not asked for. */
    private readonly column: (suffix: Suffix) => number,
  ) {}

  take(value: number): boolean {
    if (this.walker.kinds[value] === nothing) return true;
    const suffix = this.suffix(value);
    if (suffix !== this.lastSuffix) {
      const column = this.columns.get(suffix);
      if (column === undefined) return false;
      this.lastSuffix = suffix;
      this.lastColumn = column;
    }
    this.cells.set(this.lastColumn, value);
    return true;
  }

  learn(value: number): number {
    if (this.walker.kinds[value] !== nothing) {
      const suffix = this.suffix(value);
      if (!this.columns.has(suffix)) this.columns.set(suffix, this.column(suffix));
    }
    return this.unasked();
  }

  /** The kinds, as bits, whose values go to columns that are known and not asked for, or to none. */
  private unasked(): number {
    if (this.texts.known === 's') return this.columns.get('s') === -1 ? allKinds : bits(nothing);
    let kinds = bits(nothing);
    for (const [suffix, those] of kindsOfSuffix) if (this.columns.get(suffix) === -1) kinds |= those;
    return this.columns.get('s') === -1 ? kinds | bits(emptyArray, array) : kinds;
  }

  private suffix(value: number): Suffix {
    const { known } = this.texts;
    if (known === 's') return 's';
    const { bytes, words, kinds, from, to } = this.walker;
    const begin = from[value]!;
    const end = to[value]!;
    switch (kinds[value]) {
      case truth:
        return 'b';
      case integer:
      case number:
        return 'd';
      case escapedText:
        return suffixOf(this.walker.json(value), known);
      case text: {
        const length = end - begin;
        if (length === 36 && isGuid(bytes, begin)) return 'g';
        const isOdd = length === 36 || length === 32 || (length > 18 && bytes[begin + 10] === capitalT);
        return isOdd || known === 'd' || known === 'b' ? this.texts.suffix(bytes, words, begin, end) : 's';
      }
      default:
        return 's';
    }
  }
}
