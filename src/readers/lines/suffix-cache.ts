import { CellCache } from '../csv/cell-cache.js';
import { type Suffix, suffixOf } from '../kinds/flat-suffix.js';

const suffixes: readonly Suffix[] = ['s', 'g', 'd', 'b', 't'];

/** The suffixes of texts at places whose known column has one suffix. */
export class SuffixCache {
  private readonly cache = new CellCache(
    (raw) => raw as string,
    (value) => suffixes.indexOf(suffixOf(value, this.known)),
  );

  /** `known` is null for places without a known column. */
  constructor(readonly known: Suffix | null) {}

  /** The suffix of the text between two places of a buffer, of which `words` is a view. */
  suffix(bytes: Buffer, words: DataView, from: number, to: number): Suffix {
    return suffixes[this.cache.cell(bytes, words, from, to).note]!;
  }
}
