import { type Suffix, suffixOf } from '../kinds/flat-suffix.js';
import type { EventCells } from './event-cells.js';
import type { EventPlace } from './event-places.js';
import type { LineWalker } from './line-walker.js';
import type { SuffixCache } from './suffix-cache.js';
import { escapedText, integer, nothing, number, text, truth } from './value-kinds.js';

const capitalT = 84;

/** A place whose values go to columns by suffixes, as `FlatRow` flattens them. */
export class FlatPlace implements EventPlace {
  /** The columns whose names are known because an event that had a closer look had them, by suffix; -1 where one is not asked for. */
  private readonly columns = new Map<Suffix, number>();

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
    const index = this.columns.get(this.suffix(value));
    if (index === undefined) return false;
    this.cells.set(index, value);
    return true;
  }

  learn(value: number): void {
    if (this.walker.kinds[value] === nothing) return;
    const suffix = this.suffix(value);
    if (!this.columns.has(suffix)) this.columns.set(suffix, this.column(suffix));
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
        const isOdd = length === 36 || length === 32 || (length > 18 && bytes[begin + 10] === capitalT);
        return isOdd || known === 'd' || known === 'b' ? this.texts.suffix(bytes, words, begin, end) : 's';
      }
      default:
        return 's';
    }
  }
}
