import type { ReadCell } from './csv/cell-cache.js';
import type { Alternatives, LeadingTests } from './leading-tests.js';

/** How many keys one alternative remembers; with more it begins anew, and lets some records pass once more. */
const keysRemembered = 131_072;

/** Remembers, for alternatives that want only the first of alike records, which ones passed. It knows cells by their ids, so alike records may pass more than once. */
export class OnceKeys {
  private readonly keys: readonly OnceKey[];
  private readonly bits: Alternatives;

  constructor({ once }: LeadingTests) {
    this.keys = once.map(({ bit, columns }) => new OnceKey(bit, columns));
    this.bits = once.reduce((all, { bit }) => all | bit, 0);
  }

  /** The alternatives that still want a record of those whose tests it meets. */
  left(met: Alternatives, cell: (index: number) => ReadCell): Alternatives {
    if ((met & this.bits) === 0) return met;
    let left = met;
    for (const key of this.keys) if ((met & key.bit) !== 0 && key.isKnown(cell)) left &= ~key.bit;
    return left;
  }

  /** Notes that the record passed for which `left` was asked last, with what that gave. */
  passed(left: Alternatives): void {
    for (const key of this.keys) if ((left & key.bit) !== 0) key.remember();
  }
}

/** An id of a cell that is larger takes no part in keys: two of them have to fit into a safe integer. */
const largestId = 2 ** 26;

class OnceKey {
  private readonly known = new Set<number>();
  /** Numbers for pairs of an id and an id, of keys of more than two columns. */
  private readonly pairs = new Map<number, number>();
  /** The key of the record at hand; 0 when it has none. */
  private key = 0;

  constructor(
    readonly bit: Alternatives,
    private readonly columns: readonly number[],
  ) {}

  isKnown(cell: (index: number) => ReadCell): boolean {
    this.key = 0;
    let key = 0;
    for (let i = 0; i < this.columns.length; i++) {
      const { id } = cell(this.columns[i]!);
      if (id === 0 || id >= largestId) return false;
      if (i === 0) key = id;
      else {
        const pair = key * largestId + id;
        key = i === this.columns.length - 1 ? pair : this.numberOf(pair);
        if (key === 0) return false;
      }
    }
    this.key = key;
    return this.known.has(key);
  }

  remember(): void {
    if (this.key === 0) return;
    if (this.known.size >= keysRemembered) this.known.clear();
    this.known.add(this.key);
  }

  private numberOf(pair: number): number {
    const known = this.pairs.get(pair);
    if (known !== undefined) return known;
    if (this.pairs.size >= keysRemembered) return 0;
    const number = this.pairs.size + 1;
    this.pairs.set(pair, number);
    return number;
  }
}
