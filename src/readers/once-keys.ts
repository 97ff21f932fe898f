import type { ReadCell } from './csv/cell-cache.js';
import type { Alternatives, LeadingTests, OnceIndex } from './leading-tests.js';

/** How many keys one alternative remembers; with more it begins anew, and lets some records pass once more. */
const keysRemembered = 131_072;

/** Remembers, for alternatives that want only the first of alike records, which ones passed. It knows cells by their ids, so alike records may pass more than once. */
export class OnceKeys {
  private readonly keys: readonly OnceKey[];
  private readonly bits: Alternatives;

  /** `isThere` says which of the request's columns records have; the others do not tell any two apart. */
  constructor({ once }: LeadingTests, isThere: (index: number) => boolean = () => true) {
    this.keys = once.map(
      ({ bit, columns }) =>
        new OnceKey(
          bit,
          columns.filter(({ index }) => isThere(index)),
        ),
    );
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

/** What cells that are alike share; 0 for those that cannot be read, which pass every time. */
const idOf = ({ id, value }: ReadCell): number => (value === undefined ? 0 : id);

/** The number of the stretch that a time lies in, never 0; 0 where there is none. */
function stretchOf({ value }: ReadCell, every: number): number {
  if (value === undefined || value === null) return 0;
  const number = Math.floor(Number(value as number | bigint) / every);
  return number < 0 ? number : number + 1;
}

/** Keys by their first id, and behind that by the next one. */
interface Keys extends Map<number, Keys> {}

/** What stands behind the last id of every key. */
const end: Keys = new Map();

class OnceKey {
  private readonly known: Keys = new Map();
  private count = 0;
  /** The ids of the record at hand, if it has a key. */
  private readonly ids: number[];
  private hasKey = false;

  constructor(
    readonly bit: Alternatives,
    private readonly columns: readonly OnceIndex[],
  ) {
    this.ids = columns.map(() => 0);
  }

  isKnown(cell: (index: number) => ReadCell): boolean {
    this.hasKey = false;
    let keys: Keys | undefined = this.known;
    for (let i = 0; i < this.columns.length; i++) {
      const { index, every } = this.columns[i]!;
      const id = every === null ? idOf(cell(index)) : stretchOf(cell(index), every);
      if (id === 0) return false;
      this.ids[i] = id;
      keys = keys?.get(id);
    }
    this.hasKey = true;
    return keys === end;
  }

  remember(): void {
    if (!this.hasKey) return;
    if (this.count === keysRemembered) {
      this.known.clear();
      this.count = 0;
    }
    this.count += 1;
    let keys = this.known;
    for (let i = 0; i < this.ids.length; i++) {
      const id = this.ids[i]!;
      let next = keys.get(id);
      if (next === undefined) {
        next = i === this.ids.length - 1 ? end : new Map();
        keys.set(id, next);
      }
      keys = next;
    }
  }
}
