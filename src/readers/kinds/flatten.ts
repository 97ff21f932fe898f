import type { ScanRequest } from '../../records/scan.js';
import { flatCell, knownSuffix, type Suffix, suffixOf } from './flat-suffix.js';
import type { NameVisitor } from './record-mapping.js';

/** How many places of nested records are kept in mind; a record with more is read all the same. */
const fieldLimit = 20_000;

/** Longer names are no columns of a table. */
export const nameLimit = 1_000;

/** A key as part of a column name: each run of characters that are no letters or digits becomes one `_`. */
const flatName = (key: string): string => key.replace(/[^\p{L}\p{N}]+/gu, '_');

/** A column of a flat row. */
export interface FlatColumn {
  readonly name: string;
  /** Its index in the request; -1 when it is not wanted. */
  readonly slot: number;
}

/** A place in nested records, and the columns that its values go to. */
export class FlatField {
  readonly children = new Map<string, FlatField>();
  readonly columns = new Map<Suffix, FlatColumn>();
  /** The suffix of the known column of this place; null when there is none. */
  readonly known: Suffix | null;

  constructor(
    /** The names on the way here, joined with `_`. */
    readonly path: string,
    /** What stands before the path in the name of a column that is not known. */
    readonly prefix = '',
    /** How the names right below are spelled, by their lower case, where their letter case is not certain. */
    readonly spellings: ReadonlyMap<string, string> = new Map(),
  ) {
    this.known = knownSuffix(path);
  }

  columnName(suffix: Suffix): string {
    return `${this.known === null ? this.prefix : ''}${this.path}_${suffix}`;
  }
}

/** The place of a key of the objects at a place. */
export function flatChild(parent: FlatField, key: string): FlatField {
  const name = parent.spellings.get(key.toLowerCase()) ?? flatName(key);
  return new FlatField(parent.path === '' ? name : `${parent.path}_${name}`, parent.prefix);
}

/** Flattens nested records, one at a time, into cells of the requested columns. */
export class FlatRow {
  /** One a requested column; undefined where the record has none. */
  readonly cells: unknown[];

  private readonly slots: ReadonlyMap<string, number>;
  private fields = 0;

  constructor(
    request: ScanRequest,
    private readonly visit: NameVisitor,
  ) {
    this.cells = request.columns.map(() => undefined);
    this.slots = new Map(request.columns.map(({ name }, slot) => [name, slot]));
  }

  /** Forgets the record before. */
  begin(): void {
    this.cells.fill(undefined);
  }

  column(name: string): FlatColumn {
    return { name, slot: this.slots.get(name) ?? -1 };
  }

  /** Gives a column its value, unless it has one that is not empty. */
  set({ name, slot }: FlatColumn, value: unknown): void {
    this.visit(name);
    if (slot >= 0) this.fill(slot, value);
  }

  /** Takes a value at a place and all that is nested in it. Null and empty objects give no column. */
  add(field: FlatField, value: unknown): void {
    if (value === null || value === undefined || field.path.length > nameLimit) return;
    if (typeof value !== 'object' || Array.isArray(value)) {
      this.put(field, value);
      return;
    }
    const record = value as Readonly<Record<string, unknown>>;
    for (const key in record) this.add(this.child(field, key), record[key]);
  }

  /** The place of a key of the objects at a place, one and the same each time. */
  child(parent: FlatField, key: string): FlatField {
    const known = parent.children.get(key);
    if (known !== undefined) return known;
    const field = flatChild(parent, key);
    if (this.fields < fieldLimit && key.length <= nameLimit && field.path.length <= nameLimit) {
      this.fields += 1;
      parent.children.set(key, field);
    }
    return field;
  }

  private put(field: FlatField, value: unknown): void {
    const suffix = suffixOf(value, field.known);
    let column = field.columns.get(suffix);
    if (column === undefined) {
      column = this.column(field.columnName(suffix));
      field.columns.set(suffix, column);
    }
    this.visit(column.name);
    if (column.slot >= 0) this.fill(column.slot, flatCell(value, suffix));
  }

  /** An empty text does not stand in the way of a value. */
  private fill(slot: number, value: unknown): void {
    if (this.cells[slot] === undefined || this.cells[slot] === '') this.cells[slot] = value;
  }
}
